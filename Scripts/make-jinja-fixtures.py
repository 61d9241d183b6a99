#!/usr/bin/env python3
"""Write Tests/JinjaTests/Fixtures/templates.json: templates and what Jinja2 made of them.

    python3 Scripts/make-jinja-fixtures.py        # Python 3.11, jinja2 3.1.6, markupsafe 3.0

The templates see CONTEXT, StrictUndefined as in cookiecutter, and the files of their group.
"""

import collections
import json
import pathlib
import re

import jinja2

OUTPUT = pathlib.Path(__file__).parent.parent / "Tests/JinjaTests/Fixtures/templates.json"


def context():
    return {
        "answers": collections.OrderedDict(
            [
                ("name", "My Project"),
                ("count", 3),
                ("tags", ["b", "a", "C"]),
                ("raw", collections.OrderedDict([("x", 1), ("y", [1, 2])])),
            ]
        ),
        "big": 12345678901234567890123,
        "people": [
            {"name": "Zed", "age": 30, "town": {"city": "Bonn"}},
            {"name": "amy", "age": 25, "town": {"city": "Ulm"}},
            {"name": "Bob", "age": 30, "town": {"city": "Bonn"}},
        ],
        "words": "The quick brown fox jumps over the lazy dog, well-known since 1885.",
        "lines": "one\n  two\n\nthree \n",
        "accents": "Ünïcödé ǆ ﬁ ß İ ı ΑΣ Σ",
        "html": "<p class='a'>Tom &amp; \"Jerry\"</p> <!-- x --> <br>",
        "numbers": [5, 3.25, -2, 0, True, 10**20],
        "mixed": [1, "two", None, True, 2.5, ["x"], {"k": "v"}, (1,)],
        "nested": {"a": {"b": {"c": "deep"}}, "items": "shadow"},
        "empty": "",
        "nothing": None,
    }


EXPRESSIONS = r"""
10**30 | 2**64 - 1 | -2**63 - 1 | 9223372036854775807 + 1 | -9223372036854775808 - 1
9223372036854775807 * 9223372036854775807 | 10**20 // 7 | 10**20 % 7 | -10**20 // 7 | -10**20 % 7
10**20 // -7 | 10**20 % -7 | 10**40 // 10**19 | 10**40 % (10**19 + 9) | 10**40 // -(10**19 + 9)
(10**60 + 12345) // (10**30 + 1) | (10**60 + 12345) % (10**30 + 1) | 3**200 // 7**50 | 3**200 % 7**50
2**192 // (2**64 - 1) | (2**192 - 1) // (2**128 - 1) | (2**192 - 1) % (2**128 - 1) | 2**128 // 2**64
10**20 / 3 | 10**30 / 10**10 | 1 / 10**30 | 10**400 / 10**399 | 12345678901234567890 / 987654321 | 2**53 / 3
9007199254740993 / 1 | (2**63 + 1025) / 1 | (2**54 + 1) / 2 | 10**400 / 3 | 10**400 * 1.0 | 10**20 * 1.5
10**20 == 1e20 | 10**20 < 1e20 | 2**53 + 1 == 2.0**53 | 2**53 + 1 > 2.0**53 | 10**400 > 1e308 | -10**400 < -1e308
10**25 == 1e25 | 10**22 == 1e22 | 2**63 == 9223372036854775808.0 | 9223372036854775807 == 9223372036854775808.0
big | big + 1 | -big | big is integer | big is number | big is odd | big is divisibleby 3 | big == big + 0 | +big
big|string|length | big|abs | (-big)|abs | big|float | big|int | big ~ "x" | [big] | {big: 1}[big] | big in [big]
"123456789012345678901234567890"|int | " -12_3 "|int | "1__2"|int(7) | "_1"|int(7) | "0x1F"|int(0, 16) | "0x1f"|int(0, 0) | "1f"|int(0, 16)
"z"|int(0, 36) | "0b101"|int(0, 2) | "0o17"|int(0, 0) | "010"|int(5, 0) | "00"|int(5, 0) | "1e3"|int | "1.9e1"|int | "-0.5"|int | "abc"|int(3) | "٣"|int
"12"|int(0, 37) | "12"|int(0, 1) | none|int | none|int(4) | true|int | [1]|int(9) | 3.99|int | -3.99|int | 1e20|int | "1e400"|int(8) | "nan"|int(8) | ""|int
"1_0.5"|float | "1e400"|float | "inf"|float | "-Infinity"|float | "nan"|float | "0x10"|float(2.5) | "1e"|float(2.5) | ".5"|float | "5."|float | "."|float | "+.5e-3"|float | none|float | "x"|float("y")
1.0 // 0.1 | -1.0 // 0.1 | 1.0 % 0.1 | -1.0 % 0.1 | 7.5 // -2 | 7.5 % -2 | -0.0 | 0.0 * -1 | 1e16 | 1e15 | 123456789012345680.0 | 1e-4 | 1e-5 | 0.1 + 0.2
2.0 ** 0.5 | 2 ** 0.5 | 4 ** -1 | 10.0 ** 20 | 2.0 ** 2000 | 0.0 ** 0 | 0 ** -1 | 1e308 * 10 | 5 // 0 | 5 % 0 | 5.0 // 0 | 5.0 % 0 | 5.0 / 0 | 5 / 0
1.5|round | 2.5|round | -2.5|round | 2.675|round(2) | 1234.5678|round(-2) | 1250|round(-2) | 1350|round(-2) | 15|round(-1) | 25|round(-1) | 1234|round(1) | 42|round | true|round
42.55|round(1, "floor") | 42.51|round(1, "ceil") | 42|round(0, "ceil") | -1.5|round(0, "floor") | 42|round(1, "up") | "x"|round | 10**20|round(-19) | 1e300|round(-299) | 5e-324|round(400)
"%d" % 10**20 | "%05d|%-5d|%+d|% d" % (42, 42, 42, 42) | "%x %X %o %#x %#o" % (255, 255, 8, 255, 8) | "%e %E %g %G" % (12345.678, 12345.678, 1e-10, 1e20)
"%s %r %a" % ("é", "é", "é") | "%5.1f|%-8.3f|%08.2f" % (3.14159, 2.5, -1.5) | "%c%c" % (65, "b") | "%%" % () | "%(a)s %(b)d" % {"a": 1, "b": 2} | "%.3s" % "abcdef" | "%5s|%-5s|" % ("ab", "ab")
"%*d" % (5, 42) | "%.*f" % (2, 3.14159) | "%i" % 3.99 | "%x" % 3.5 | "%d" % "x" | "%s" | "%s %s" % "a" | "%s" % (1, 2) | "%q" % 1 | "%" % 1 | "%(a)s" % 1 | "%(z)s" % {"a": 1}
"%x" % big | "%o" % big | "%d" % -big | "%e" % big | "%.20e" % 0.1 | "%.0f" % 0.5 | "%.0f" % 1.5 | "%#.0f" % 3 | "%g" % 100000 | "%g" % 1000000 | "%#g" % 1 | "%.3g" % 0.00012345
"%s" % [1, 2] | "%s" % {"a": 1} | "%s %s" % ([1], (2,)) | "%r" % "it's" | "%10.4r|" % "abcdef" | "%+.1e" % 0 | "%010.3e" % -1234.5 | "% x" % 10 | "%+x" % -10
"{:,}".format(1234567.891) | "{:_}".format(10**10) | "{:,}".format(10**20) | "{:x}".format(255) | "{:#X}".format(255) | "{:b}".format(5) | "{:c}".format(65) | "{:e}".format(12345.678) | "{:%}".format(0.256) | "{:.1%}".format(0.256)
"{:>8}|{:<8}|{:^8}|{:*^9}".format("a", "b", "c", "mid") | "{:08.3f}".format(-3.14159) | "{:+d} {: d}".format(5, 5) | "{:=+8d}".format(-42) | "{:g}".format(1e16) | "{:n}".format(12) | "{:5}|".format(1) | "{:5}|".format("a")
"{0}{1}{0}".format("a", "b") | "{a}{b[0]}{b[1]}".format(a=1, b=[2, 3]) | "{a[k]}".format(a={"k": 5}) | "{!r} {!s} {!a}".format("é", "é", "é") | "{{}} {}".format(1) | "{:{}}|".format("a", 5) | "{:{w}.{p}f}".format(3.14159, w=8, p=2)
"{}".format() | "{1}".format(1) | "{a}".format() | "{".format(1) | "}".format(1) | "{:d}".format("x") | "{:d}".format(1.5) | "{:s}".format(1) | "{:.2}".format(1) | "{} {0}".format(1) | "{!z}".format(1) | "{:q}".format(1) | "{:.2d}".format(1)
"{}".format(none) | "{}".format([1, "a"]) | "{:5}".format(none) | "{}".format(true) | "{:d}".format(true) | "{:.2f}".format(3) | "{:.3}".format("abcdef") | "{:.0f}".format(2.5) | "{:,.2f}".format(1234567.891) | "{:010,}".format(1234) | "{:e}".format(big) | "{:f}".format(1e22)
"abcdef"[1:4] | "abcdef"[-3:] | "abcdef"[:-2] | "abcdef"[::-1] | "abcdef"[::2] | "abcdef"[4:1:-1] | "abcdef"[10:] | "abcdef"[-10:2] | "abcdef"[2:2] | "abcdef"[:100:3] | "abcdef"[5::-2] | [1,2,3][::-1] | (1,2,3)[1:]
"abc"[1.0] | "abc"["x"] | "abc"[::0] | "abc"["a":] | [1,2][5] | [1,2][-3] | {}[1] | {"a": 1}[:2] | 5[0] | none[0] | "abc"[true] | "abc"[big] | "abcdef"[-big:big] | "日本語"[1] | "e\u0301"[1]|length
range(5) | range(2, 10, 3) | range(5)|list | range(10)[2:8:2] | range(10)[::-1]|list | range(3)[1] | range(3)[9] | range(0)|list | range(5, 0, -2)|list | range(3)|length | 2 in range(3) | range(3).stop | range(1.5) | range("a") | range() | range(1,2,3,4) | range(1, 2, 0) | range(3) + [1] | range(2) == range(2)
"ß"|upper | "ﬁ"|title | "ǆ"|capitalize | "İ"|lower | "ΑΣ"|lower | "it's o'neil"|title | "it's o'neil".title() | "hello WORLD"|capitalize | "ﬁne".capitalize() | "ǆ".title() | accents|upper | accents|lower | accents.swapcase() | accents.casefold() | "Straße".casefold()
"a,b,,c".split(",") | "a b  c ".split() | " a b ".split(" ") | "a,b,c".split(",", 1) | "a b c".rsplit(" ", 1) | "a b c".rsplit(none, 1) | "abc".split("") | "".split() | "".split(",") | "a\nb\r\nc\u2028d".splitlines() | "a\nb".splitlines(true) | "a-b-c".partition("-") | "a-b-c".rpartition("-") | "abc".partition("x") | "abc".rpartition("x")
"banana".find("an") | "banana".rfind("an") | "banana".find("an", 2) | "banana".find("an", 2, 4) | "banana".index("x") | "banana".count("an") | "banana".count("a", 2) | "banana".count("") | "banana".startswith("ban") | "banana".startswith(("x", "ba")) | "banana".startswith("an", 1) | "banana".endswith("na", 0, 4) | "banana".endswith("") | "banana".replace("a", "o", 2) | "banana".replace("", "-") | "banana".replace("a", "")
"x".center(5) | "x".center(6, "*") | "xy".center(5, "*") | "x".ljust(4, ".") | "x".rjust(4, ".") | "-5".zfill(4) | "+5".zfill(4) | "5".zfill(0) | "abc".zfill(6) | "x".center(5, "ab") | "a\tb\tc".expandtabs() | "a\tb".expandtabs(4) | "  x ".strip() | "xxaxx".strip("x") | "xyaxy".lstrip("xy") | "abc".rstrip("bc") | "a.b".removeprefix("a.") | "a.b".removesuffix(".b") | "\u3000x\u00a0".strip()
"abc".isalpha() | "ab1".isalnum() | "12".isdigit() | "½".isnumeric() | "²".isdigit() | "²".isdecimal() | "a b".istitle() | "A B".istitle() | "ab".islower() | "AB".isupper() | " ".isspace() | "".isspace() | "a1".isidentifier() | "1a".isidentifier() | "a".isprintable() | "\n".isprintable() | "é".isascii() | "1".islower() | "ª".isalpha()
"-".join(["a", "b"]) | "-".join("abc") | "-".join([1]) | ", ".join({"a": 1, "b": 2}) | "".join([]) | "abc".join(5) | "a".upper(1) | "a".nope() | "abc".translate({97: "x", 98: none, 99: 100}) | "abc".format_map({}) | "{x}".format_map({"x": 3})
[3,1,2]|sort | [3,1,2]|sort(true) | ["b","A","c"]|sort | ["b","A","c"]|sort(case_sensitive=true) | people|sort(attribute="age")|map(attribute="name")|list | people|sort(attribute="age,name")|map(attribute="name")|list | people|sort(attribute="town.city", reverse=true)|map(attribute="name")|list | [1,"a"]|sort | mixed|sort | {"b": 1, "a": 2}|sort | "bca"|sort | "hello"|sort|join
people|groupby("age")|list | people|groupby("town.city")|map("first")|list | people|groupby("x", default=7)|map("first")|list | people|groupby("name")|map(attribute="grouper")|list | people|groupby("name")|map(attribute="list")|map("length")|list | people|groupby("name", case_sensitive=true)|map(attribute=0)|list | people|groupby("x") | (people|groupby("age"))[0].grouper | people|groupby("age")|first
{"b": 1, "a": 2}|dictsort | {"b": 1, "a": 2}|dictsort(false, "value") | {"b": 1, "A": 2}|dictsort | {"b": 1, "A": 2}|dictsort(true) | {"b": 1, "a": 2}|dictsort(reverse=true) | {"b": 1}|dictsort(by="x") | 5|dictsort | {"b": 1, "a": 2}|items|list | 5|items|list | missing|items|list | [1]|items|list
[1,2,3,4,5]|batch(2)|list | [1,2,3]|batch(2, "x")|list | [1,2,3,4,5]|slice(3)|list | [1,2,3,4]|slice(3, "x")|list | []|batch(3)|list | []|slice(2)|list | "abcde"|batch(2)|map("join")|list | range(7)|slice(3)|list | range(5)|batch(9, 0)|list
[1,2,1,"a","A"]|unique|list | ["a","A"]|unique(true)|list | people|unique(attribute="age")|map(attribute="name")|list | [[1],[1]]|unique|list | "aAbB"|unique|list | [1, 1.0, true]|unique|list
[3,1,2]|min | [3,1,2]|max | ["b","A"]|min | ["b","A"]|min(true) | people|max(attribute="age") | []|min | []|max is defined | "hello"|max | [1,"a"]|max | [1,2,3]|sum | [1.5,2]|sum | people|sum("age") | people|sum(attribute="age", start=100) | ["a"]|sum | ["a","b"]|sum(start="") | [[1],[2]]|sum(start=[]) | []|sum
[1,2]|first | []|first | []|last | "abc"|last | {"a": 1}|first | {"a": 1, "b": 2}|last | range(3)|last | 5|first | none|first | [1,2]|reverse|list | "abc"|reverse | {"a": 1, "b": 2}|reverse|list | 5|reverse | (1,2)|reverse|list | [1,2]|length | {"a": 1}|count | 5|length | none|length | "日本"|length | (1,2)|list | "ab"|list | {"a": 1}|list | 5|list
[1,2,3]|map("string")|list | ["a","b"]|map("upper")|join | people|map(attribute="name")|join(", ") | people|map(attribute="nope", default="-")|join | people|map(attribute="nope")|list | people|map(attribute="town.city")|list | [[1,2],[3,4]]|map(attribute=1)|list | [[1,2],[3,4]]|map("first")|list | ["a"]|map("replace", "a", "b")|list | ["a"]|map("nope")|list | ["a"]|map()|list | [1]|map("default", 2)|list | ["a"]|map(attribute="x", y=1)|list | [{"a": [5]}]|map(attribute="a.0")|list
[1,2,3,4]|select("odd")|list | [1,2,3,4]|reject("odd")|list | [0,1,""]|select|list | [0,1,""]|reject|list | [1,2,3]|select("gt", 1)|list | [1,2,3]|select(">", 1)|list | [1,2]|select("nope")|list | people|selectattr("age", "eq", 30)|map(attribute="name")|list | people|rejectattr("age", "gt", 26)|map(attribute="name")|list | people|selectattr("name")|list|length | people|selectattr("town.city", "equalto", "Ulm")|map(attribute="name")|list | people|selectattr("nope")|list | people|selectattr()|list | people|selectattr("nope", "defined")|list
[1,2]|join | [1,2]|join("-") | [1,[2]]|join("|") | people|join(", ", attribute="name") | "abc"|join(".") | 5|join | []|join("x") | {"a": 1}|join | [none, true]|join(" ") | ["a"]|join(5) | [1, missing]|join
words|truncate(20) | words|truncate(20, true) | words|truncate(20, false, "…") | words|truncate(63) | words|truncate(62) | words|truncate(10, leeway=0) | words|truncate(2) | "abc"|truncate(3) | "abcdefghij"|truncate(5, leeway=0) | "abc def"|truncate(5, true, "", 0) | words|truncate(20, leeway=60)
words|wordwrap(20) | words|wordwrap(10, false) | words|wordwrap(5) | words|wordwrap(20, true, "|") | lines|wordwrap(3) | "well-known-thing"|wordwrap(6) | "well-known-thing"|wordwrap(6, break_on_hyphens=false) | "a  b   c d"|wordwrap(4) | ""|wordwrap(5) | words|wordwrap(0) | "aaaa bb"|wordwrap(2, false) | "foo--bar baz"|wordwrap(5) | "x-y-z a-1-b"|wordwrap(3) | "tab\there now"|wordwrap(5) | "hello, world (well) e.g. this."|wordwrap(8)
lines|indent | lines|indent(2) | lines|indent(2, true) | lines|indent(2, true, true) | lines|indent("> ") | lines|indent("> ", blank=true) | ""|indent | "a"|indent(first=true) | "a\nb"|indent(0) | 5|indent | "a\r\nb"|indent | lines|indent(width=3, first=true)
"x"|center(5) | "x"|center | "ab"|center(5) | "日本"|center(6) | 5|center(4) | "  x "|trim | "xxaxx"|trim("x") | 5|trim | none|trim | "abc"|replace("b", "x") | "aaa"|replace("a", "b", 2) | 555|replace(5, 6) | "abc"|replace("", "-") | none|replace("o", "x") | "abc"|replace("b") | "a.b"|replace(".", "\\")
"a b c"|wordcount | "it's well-known"|wordcount | ""|wordcount | 5|wordcount | "日本 語"|wordcount | "a_b c1"|wordcount | "a"|string | 5|string | none|string | [1]|string | "abc"|list | "AbC"|lower | 5|lower | none|upper | true|upper | [1,"A"]|lower
html|striptags | "<a>b</a>  c\n d"|striptags | "a < b"|striptags | "a &lt;b&gt; &eacute;"|striptags | html|e | html|escape|escape | html|safe|e | html|forceescape | "<"|e|forceescape | 5|e | none|e | ["<"]|e | "<b>" ~ "<"|e | ("<"|e) + "<" | "<"|e ~ "<" | "a'b\"c"|e | "%s" % ("<"|e) | ("<%s>"|safe) % "<" | ("<%s>"|safe).format("<") | ("{}"|safe).format("<")
"a b&c/d"|urlencode | "ä"|urlencode | {"a b": "c&d", "e": 1}|urlencode | [("a", 1), ("b", "x y")]|urlencode | 5|urlencode | ""|urlencode | "~-_.!*"|urlencode | {"q": none}|urlencode | [1]|urlencode | {"a/b": "c/d"}|urlencode
"see http://example.org/x?a=1, ok"|urlize | "www.example.org"|urlize | "mail me@example.org now"|urlize | "(http://example.org)"|urlize | "http://example.org/a_(b)"|urlize | "https://example.org/very/long/path"|urlize(15) | "http://x.org"|urlize(nofollow=true) | "http://x.org"|urlize(target="_blank") | "http://x.org"|urlize(rel="me") | "example.org"|urlize | "<http://x.org>"|urlize | "http://x.org."|urlize | "mailto:a@b.de"|urlize | "ftp://x.org"|urlize | "ftp://x.org"|urlize(extra_schemes=["ftp:"]) | "a\nhttp://x.org\nb"|urlize | "x.com and y.net"|urlize
{"class": "a", "id": none, "n": 5, "b": "<"}|xmlattr | {"class": "a"}|xmlattr(false) | {}|xmlattr | {"a b": 1}|xmlattr | {"a>": 1}|xmlattr | 5|xmlattr | {"x": missing}|xmlattr | {"t": true}|xmlattr
{"a": [1, 2.5, none, true, "<é>"]}|tojson | {"a": {"b": 1}}|tojson(indent=2) | [1,2]|tojson(indent=0) | []|tojson(2) | {}|tojson(2) | "a'b"|tojson | {1: 2, "x": 3}|tojson | (1,2)|tojson | big|tojson | 1e400|tojson | {"b": 1, "a": 2}|tojson | missing|tojson | range(3)|tojson | "\u2028"|tojson | answers|tojson | {none: 1}|tojson | {(1,2): 1}|tojson
1|filesizeformat | 0|filesizeformat | 999|filesizeformat | 1000|filesizeformat | 1024|filesizeformat(true) | 1e6|filesizeformat | 1500000|filesizeformat | 2**40|filesizeformat(true) | 10**27|filesizeformat | -5|filesizeformat | "1000"|filesizeformat | "x"|filesizeformat | 1.5|filesizeformat | 10**24|filesizeformat(binary=true) | 999999|filesizeformat
missing|default("x") | missing.a|default("x") | nested.x.y|default("z") | ""|default("x") | ""|default("x", true) | none|d("x", true) | 0|d("x", boolean=true) | missing|d | missing|default(other) | nested.nope|d(nested.a) | false|default("x")
5|attr("real") is defined | nested|attr("items") is callable | nested|attr("a") is defined | "a"|attr("upper") is callable | "a"|attr("nope") | 5|abs | -2.5|abs | "x"|abs | none|abs | true|abs | [1]|abs | numbers|sum | numbers|max | numbers|sort | numbers|map("string")|list | -0.0|abs
mixed|pprint | nested|pprint | "a'b"|pprint | 5|pprint | {"b": 1, "a": 2}|pprint | missing|pprint | 5|format(1) | "%s"|format(1) | "%s %s"|format(1, 2) | "%(a)s"|format(a=1) | "%s"|format | "%s"|format(1, a=2)
1 is defined | missing is defined | nested.x is defined | nested.x.y is defined | none is none | 1 is number | true is number | true is integer | 1.0 is float | 1 is float | "a" is string | "<"|e is string | [] is sequence | {} is sequence | 5 is sequence | range(2) is sequence | {} is mapping | [] is mapping | "a" is iterable | 5 is iterable | answers is mapping | answers is iterable
3 is odd | 4 is even | "x" is odd | 9 is divisibleby 3 | 9 is divisibleby(0) | 5 is eq 5 | 5 is ne(4) | 5 is gt 4 | 5 is lessthan 4 | 5 is in [5] | "a" is in "abc" | 5 is in 5 | none is sameas none | 1 is sameas true | [] is sameas [] | "A" is upper | "a" is lower | "" is upper | "1" is lower | 5 is lower | true is true | 1 is true | false is false | 0 is false | true is boolean | "upper" is filter | "nope" is filter | "odd" is test | "<"|e is escaped | "<" is escaped | range is callable | 5 is callable | 5 is not odd is defined
1 is nope | 1|nope | 1 is defined and 2 is defined | not 1 is defined | 1 is not defined | 3 is odd and 4 is even | -1 is number | 1 + 1 is odd | (1 + 1) is odd | 1 is in [1] == true | 1 is eq 1 | 5 is none or true
1 < 2 < 3 | 1 < 3 < 2 | 1 == 1.0 == true | "a" < "B" | "a" < 1 | [1] < [1, 2] | (1, 2) < (1, 3) | [1] < (1,) | none < 1 | {} < {} | 1 in "1" | "1" in "123" | 1 in {1: 2} | [1] in {1: 2} | not not 1 | not "" | 1 and 0 or 3 | "" or "x" | 0 and missing | 1 or missing | missing and 1 | "a" == "a" != "b" | 1 != "1" | none == false | [1, 2] == [1, 2.0] | nan is defined | true + true | true == 1 | "x" * true | -true | +true
1 + "a" | "a" + 1 | [1] + (1,) | (1,) + [1] | {} + {} | none + 1 | "a" - "b" | "a" * "b" | "a" * 2.0 | 2 * "ab" | 2 * [1] | -1 * "a" | [1] * 0 | "a" / 2 | -"a" | +"a" | -none | "ab" ~ 1 ~ none ~ [1] | 1 ~ 2 | "5" * 3 | 7 // 2.0 | 2 ** 3 ** 2 | -2 ** 2 | 2 ** -1 | 1 + 2 * 3 - 4 / 2 | (1 + 2) * 3 | 10 % 3 * 2 | 7 - 3 - 2 | "a" % 1 | none % 1 | [1] % 2 | 1 % "a"
1_000 + 0x_1f + 0o17 + 0b1_0 | 1_0.5e1_0 | 1e3 | 1E-3 | 0XFF | 00 | 012 | 1. | .5 | 1..real | 0x | 1e | 1_ | "a" "b" 'c' | 'it\'s' | "tab\tq\"" | "\x41\u0042\U00000043\103" | "\d" | 'a\
b' | "\\" | "\u12" | "é" | ünï is defined | "{{" | "}}" | '%}'
[] | [1,] | (1,) | () | (1) | {} | {"a": 1,} | {1: "a", none: "b", true: "c"} | {[1]: 2} | [1, [2, (3,)], {"k": {"v": none}}] | {"a": 1}.a | {"items": 1}.items is callable | {"items": 1}["items"] | nested.a.b.c | nested["a"]["b"].c | nested.items is callable | (1, 2)[0] | [1, 2][-1] | "abc"[0] | [1,,2] | [1 2] | {1} | {a: 1} | {"a" 1} | (1, 2
nested.keys()|list | nested.values()|list|length | nested.items()|list|length | nested.keys() | {"a": 1}.values() | {"a": 1}.items() | {"a": 1}.get("b") | {"a": 1}.get("b", 5) | {"a": 1}.pop("a") | {"a": 1}.pop("b") | {"a": 1}.pop("b", 2) | {"a": 1}.setdefault("b", 3) | {}.popitem() | {"a": 1}.popitem() | {"a": 1}.update(b=2) | {"a": 1}.copy() | {}.fromkeys("ab", 0) | {"a": 1}.get([1]) | {"a": 1}.has_key | {}.nope | dict(a=1, b=2) | dict([("a", 1)], b=2) | dict({"x": 1}) | dict([1]) | dict([("a", 1, 2)]) | dict(5) | "a" in dict(a=1) | {"a": 1}.clear()
[1,2].append(3) | [1,2].pop() | [].pop() | [1].pop(5) | [1,2].index(2) | [1].index(5) | [1,1].count(1) | (1,1).count(1) | (1,2).index(2) | [1].nope | [2,1].sort() | [1].remove(5) | [1].insert(0, 2) | [1].extend(5) | [1].copy() | [3,1].reverse() | (1,).append(2)
answers | answers.raw | answers.nope | answers["nope"] | answers.keys() | answers.values() | answers.items() | answers.raw.y | answers.name | answers == answers.copy() | answers.raw == {"x": 1, "y": [1, 2]} | answers.copy() | answers + 1 | answers.raw|dictsort | answers.raw|length | {"a": answers.raw} | [answers.raw] | answers.raw|string | answers.raw|items|list | answers.pop("nope") | answers.raw.popitem(false) | {answers.raw: 1} | answers|first | answers < answers | answers.raw.move_to_end("x") | answers.nope.x | answers[0]
missing | missing.x | missing() | missing + 1 | missing == 1 | missing|upper | [missing] | missing ~ "a" | "x" if missing else "y" | nested.nope | nested["nope"] | nested[1] | nested.a.nope.x | nothing.x | nothing["x"] | nothing() | "a".x | 5() | "a"() | [1].x | people[0].nope | people[9] | people[9].name | words.nope() | range.x | 1.5.x | true.x | (1,).x | nested.items.x | missing[0] | missing is none | missing in [1] | 1 in missing | -missing | not missing | missing|length | missing|list | missing|join | missing|int | missing is odd | missing is string | missing is iterable
"a" if true | "a" if false | ("a" if false) ~ "b" | ("a" if false)|default("z") | "a" if true else missing | "a" if 1 if 0 else 2 else 3 | (1 if true else 2) + 1 | 1 if false else 2 if false else 3 | [1 if false] | ("a" if false) is defined | ("a" if false)|length | ("a" if false).x
cycler("a", "b").next() | cycler() | joiner("|")() | namespace(a=1).a | namespace(a=1) | namespace({"a": 1}, b=2).b | namespace(a=1).b | cycler("a").current | lipsum is callable | lipsum(n=1)|length > 20 | lipsum(2, false).split("\n\n")|length | lipsum(n=1, html=true)[:3] | range is defined | dict is defined | loop is defined | self is defined | varargs is defined | caller is defined | super is defined | range | dict | cycler | joiner | namespace
"a".upper | [1].append | nested.get | "x"|upper|lower | "a" | upper | ("a", "b")|join|upper | "abc"|upper()[0] | ("abc"|upper)[0] | "abc".upper()[1:]|lower | [1,2,3]|first + 1 | -1|abs | (-1)|abs | 5|string + "x" | 2 * 3|string | "a"|default("b")|upper ~ "c" | not true|string | 1 == 1|string | {"a": 1}|length > 0 and true
"a"|upper(1) | "a"|replace | "a"|truncate(1, 2, 3, 4, 5) | "abc"|first(1) | "a"|default(1, 2, 3) | "a"|center(nope=1) | [1]|sum(nope=1) | "a"|int(base=36) | "zz"|int(base=36) | "a"|indent(first=true, width=2) | range(3, step=2) | "a".replace("a", new="b") | "a,b".split(sep=",") | "a".center(width=3)
"""

STATEMENTS = [
    "{% for a, b in [(1, 2), (3, 4)] %}{{ a }}-{{ b }};{% endfor %}",
    "{% for a, (b, c) in [(1, (2, 3))] %}{{ a }}{{ b }}{{ c }}{% endfor %}",
    "{% for a, b in [(1, 2, 3)] %}{% endfor %}",
    "{% for a, b in [(1,)] %}{% endfor %}",
    "{% for a, b in [1] %}{% endfor %}",
    "{% for k, v in {'a': 1}.items() %}{{ k }}={{ v }}{% endfor %}",
    "{% for x in [] %}a{% else %}none{% endfor %}",
    "{% for x in [1, 2, 3] if x > 3 %}a{% else %}none{% endfor %}",
    "{% for x in [1, 2, 3, 4] if x is odd %}{{ loop.index }}/{{ loop.length }}:{{ x }} {% endfor %}",
    "{% for x in 'abc' %}{{ loop.index }}{{ loop.index0 }}{{ loop.revindex }}{{ loop.revindex0 }}"
    "{{ loop.first }}{{ loop.last }}{{ loop.length }}{{ loop.depth }}{{ loop.depth0 }} {% endfor %}",
    "{% for x in [1, 2, 3] %}{{ loop.previtem|default('-') }}{{ loop.nextitem|default('-') }} {% endfor %}",
    "{% for x in [1, 2] %}{{ loop.previtem }}{% endfor %}",
    "{% for x in [1, 2, 3, 4, 5] %}{{ loop.cycle('a', 'b') }}{% endfor %}",
    "{% for x in [1] %}{{ loop.cycle() }}{% endfor %}",
    "{% for x in [1, 1, 2, 2, 1] %}{{ loop.changed(x) }} {% endfor %}",
    "{% for x in [1, 2] %}{{ loop }}{% endfor %}",
    "{% for x in [1, 2] %}{{ loop.nope }}{% endfor %}",
    "{% for x in [1, 2] %}{{ loop(x) }}{% endfor %}",
    "{% for x in [1, 2] %}{% for y in 'ab' %}{{ loop.index }}{% endfor %}{{ loop.index }} {% endfor %}",
    "{% for x in [{'n': 1, 'c': [{'n': 2, 'c': []}]}, {'n': 3, 'c': []}] recursive %}"
    "{{ loop.depth }}:{{ x.n }}[{{ loop(x.c) }}]{% endfor %}",
    "{% for x in [[1, [2]], 3] recursive %}{% if x is iterable %}({{ loop(x) }}){% else %}{{ x }}{% endif %}{% endfor %}",
    "{% set l = [] %}{% for x in [1, 2] %}{% set _ = l.append(loop) %}{% endfor %}{{ l[0].index }}",
    "{% set x = 1 %}{% for i in [1, 2] %}{{ x }}{% set x = x + 1 %}{{ x }}{% endfor %}{{ x }}",
    "{% set x = 1 %}{% if true %}{% set x = 2 %}{% endif %}{{ x }}",
    "{% set ns = namespace(n=0) %}{% for i in range(4) %}{% set ns.n = ns.n + i %}{% endfor %}{{ ns.n }}",
    "{% set ns = {} %}{% set ns.n = 1 %}",
    "{% set nope.n = 1 %}",
    "{% set a, b = 1, 2 %}{{ a }}{{ b }}",
    "{% set a, b = [1, 2, 3] %}",
    "{% set a = 1, 2 %}{{ a }}",
    "{% set (a, b), c = (1, 2), 3 %}{{ a }}{{ b }}{{ c }}",
    "{% set a %}x{{ 1 + 1 }}{% endset %}{{ a|length }}",
    "{% set a | upper | replace('X', 'y') %}x{% endset %}{{ a }}",
    "{% for x in x %}{% endfor %}",
    "{% for nested in nested %}{{ nested }} {% endfor %}{{ nested.a.b.c }}",
    "{% with a = 1, b = 2 %}{{ a }}{{ b }}{% endwith %}{{ a is defined }}",
    "{% with a = 1 %}{% with b = a + 1 %}{{ b }}{% endwith %}{% endwith %}",
    "{% set a = 5 %}{% with a = 1, b = a %}{{ b }}{% endwith %}",
    "{% with %}{% set z = 1 %}{{ z }}{% endwith %}{{ z is defined }}",
    "{% macro m(a, b=2, *c) %}{% endmacro %}",
    "{% macro m(a, b=a) %}{{ a }}{{ b }}{% endmacro %}{{ m(1) }}{{ m(1, 3) }}{{ m(b=4, a=5) }}",
    "{% macro m(a) %}{{ a is defined }}{{ a|default('x') }}{% endmacro %}{{ m() }}",
    "{% macro m(a) %}{{ a }}{% endmacro %}{{ m() }}",
    "{% macro m(a) %}{{ a }}{% endmacro %}{{ m(1, 2) }}",
    "{% macro m(a) %}{{ a }}{% endmacro %}{{ m(1, z=2) }}",
    "{% macro m(a) %}{{ varargs }}{{ kwargs }}{% endmacro %}{{ m(1, 2, 3, z=4) }}",
    "{% macro m() %}{{ m.name }}{{ m.arguments }}{{ m.catch_kwargs }}{{ m.catch_varargs }}{{ m.caller }}{{ kwargs }}{% endmacro %}{{ m() }}",
    "{% macro m(x, y='a') %}{% endmacro %}{{ m }}{{ m.arguments }}{{ m.nope is defined }}",
    "{% macro m(x) %}{% endmacro %}{{ m.nope }}",
    "{% macro m() %}[{{ caller() }}]{% endmacro %}{% call m() %}in{% endcall %}",
    "{% macro m() %}{{ caller(1, 2) }}{% endmacro %}{% call(a, b) m() %}{{ a }}{{ b }}{% endcall %}",
    "{% macro m() %}{{ caller() }}{% endmacro %}{{ m() }}",
    "{% macro m() %}x{% endmacro %}{% call m() %}in{% endcall %}",
    "{% macro m(caller=5) %}{{ caller }}{% endmacro %}{{ m() }}",
    "{% macro m(caller) %}{{ caller }}{% endmacro %}{{ m() }}",
    "{% macro m(n) %}{{ n }}{% if n > 0 %}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(3) }}",
    "{% macro outer() %}{% macro inner() %}i{% endmacro %}{{ inner() }}{% endmacro %}{{ outer() }}{{ inner is defined }}",
    "{% set x = 1 %}{% macro m() %}{{ x }}{% endmacro %}{% set x = 2 %}{{ m() }}",
    "{% if true %}{% macro m() %}m{% endmacro %}{% endif %}{{ m() }}",
    "{% for i in [1] %}{% macro m() %}{{ i }}{% endmacro %}{{ m() }}{% endfor %}{{ m is defined }}",
    "{{ m() }}{% macro m() %}{% endmacro %}",
    "{% macro m(a, b) %}{{ a }}{{ b }}{% endmacro %}{{ m(*[1, 2]) }}{{ m(**{'a': 3, 'b': 4}) }}{{ m(5, *[6]) }}",
    "{% macro m() %}{{ kwargs }}{% endmacro %}{{ m(**{'a': 1}, b=2) }}",
    "{% macro m(a) %}{{ a }}{% endmacro %}{{ [1, 2]|map('string')|map('upper')|join }}{{ m('<')|upper }}",
    "{% call 5 %}{% endcall %}",
    "{% filter upper %}a{{ 'b' }}{% endfilter %}",
    "{% filter replace('a', 'b')|upper %}a{% endfilter %}",
    "{% filter indent(2, true) %}\na\nb\n{% endfilter %}",
    "{% filter nope %}a{% endfilter %}",
    "{% if missing is defined %}{{ 1|nope }}{% endif %}ok",
    "{% if true %}{{ 1|nope }}{% endif %}",
    "{% if true %}{{ 1 is nope }}{% endif %}",
    "{{ 1|nope if false else 2 }}",
    "{% print 1, 'a' %}",
    "{% print %}",
    "{% autoescape true %}{{ '<' }}{% endautoescape %}{{ '<' }}",
    "{% autoescape true %}{{ '<'|safe }}{{ ['<'] }}{% set a %}<{% endset %}{{ a }}{% endautoescape %}{{ a is defined }}",
    "{% raw %}{{ a }}{% b %}{# c #}{% endraw %}",
    "a {%- raw -%} {{ x }} {%- endraw -%} b",
    "{# a {{ b }} #}x{#- y -#} z",
    "{% if 0 %}a{% elif '' %}b{% elif [] %}c{% elif none %}d{% elif {} %}e{% else %}f{% endif %}",
    "{% if (1, 2) %}t{% endif %}{% if 1, %}u{% endif %}",
    "{{ answers.update({'new': 5}) }}{{ answers.new }}{% set _ = answers.tags.append('z') %}{{ answers.tags }}",
    "{{ 1, 2 }}{{ 1, }}",
    "{{ }}",
    "{% %}",
    "{{ 1 2 }}",
    "{{ a b }}",
    "{{ 'a }}",
    "{{ (1 }}",
    "{{ 1) }}",
    "{{ [1) }}",
    "{{ ! }}",
    "{{ 1 ? 2 }}",
    "{{ a. }}",
    "{{ a.'b' }}",
    "{{ a| }}",
    "{{ a|1 }}",
    "{{ a is }}",
    "{{ f(a=1, 2) }}",
    "{{ f(*a, 2) }}",
    "{{ f(,) }}",
    "{{ f(1,) }}",
    "{{ a[] }}",
    "{{ a[1:2:3:4] }}",
    "{{ a[1,2] }}",
    "{{ if }}",
    "{{ 1 if }}",
    "{{ not }}",
    "{{ 1 not 2 }}",
    "{{ true = 1 }}",
    "{% set true = 1 %}",
    "{% set 1 = 2 %}",
    "{% set a %}",
    "{% set a 1 %}",
    "{% set %}",
    "{% for %}{% endfor %}",
    "{% for x %}{% endfor %}",
    "{% for x in %}{% endfor %}",
    "{% for x.y in [1] %}{% endfor %}",
    "{% for x in [1] %}",
    "{% for x in [1] %}{% endif %}",
    "{% for x in [1] %}{% if 1 %}{% endfor %}",
    "{% if %}{% endif %}",
    "{% if 1 %}{% else %}{% else %}{% endif %}",
    "{% if 1 %}{% elif %}{% endif %}",
    "{% endif %}",
    "{% else %}",
    "{% nope %}",
    "{% if 1 %}{% nope %}{% endif %}",
    "{% macro %}{% endmacro %}",
    "{% macro m %}{% endmacro %}",
    "{% macro m(a=1, b) %}{% endmacro %}",
    "{% macro m(1) %}{% endmacro %}",
    "{% block a %}{% block a %}{% endblock %}{% endblock %}",
    "{% block a-b %}{% endblock %}",
    "{% block 1 %}{% endblock %}",
    "{% block a %}x{% endblock a %}{% block b %}y{% endblock c %}",
    "{% block a %}x{{ self.a is defined }}{% endblock %}{{ self.a() }}",
    "{% block a required %}  {# c #}\n{% endblock %}",
    "{% block a required %}x{% endblock %}",
    "{% block a scoped required %}{% endblock %}",
    "{% set x = 1 %}{% block a %}{{ x }}{% set x = 2 %}{% endblock %}{{ x }}",
    "{% for i in [1, 2] %}{% block a scoped %}{{ i }}{% endblock %}{% endfor %}",
    "{% for i in [1, 2] %}{% block a %}{{ i }}{% endblock %}{% endfor %}",
    "{{ self.nope }}",
    "{{ self.nope() }}",
    "{{ super() }}",
    "{% block a %}{{ super() }}{% endblock %}",
    "{% block a %}{{ super.super() }}{% endblock %}",
    "{% include %}",
    "{% import 'a' %}",
    "{% from 'a' %}",
    "{% from 'a' import %}",
    "{% from 'a' import _x %}",
    "{% from 'a' import x as %}",
    "{% with a %}{% endwith %}",
    "{% do 1 %}",
    "{# a",
    "{{ 1",
    "{% if 1",
    "line one\n\n{{ 1 +\n missing }}\n",
    "a\n{% for x in [1] %}\n{{ x.y.z }}\n{% endfor %}",
    "\n\n{% set x = 5 //\n 0 %}",
]

FILES = {
    "base": "<{% block title %}base{% endblock %}|{% block body %}body{% block inner %}in{% endblock %}{% endblock %}>",
    "middle": "{% extends 'base' %}{% block title %}mid+{{ super() }}{% endblock %}",
    "loop": "{% for i in [1, 2] %}{% block item scoped %}{{ i }}{% endblock %}{% endfor %}",
    "unscoped": "{% for i in [1, 2] %}{% block item %}-{% endblock %}{% endfor %}",
    "needs": "[{% block must required %}{% endblock %}]",
    "vars": "{% set y = 'parent' %}{% block a %}{{ x }}{{ y }}{% endblock %}",
    "twice": "{% block a %}A{% endblock %}{{ self.a() }}{{ self.a()|upper }}",
    "macros": "{% macro hi(n, p='!') %}hi {{ n }}{{ p }}{% endmacro %}{% set version = 3 %}"
    "{% set _hidden = 1 %}{% macro _private() %}p{% endmacro %}text",
    "seer": "{% macro see() %}{{ outside|default('nothing') }}{{ answers is defined }}{% endmacro %}{% set got = outside|default('-') %}",
    "broken": "one\n{{ 1 +\n }}",
    "fails": "one\ntwo {{ missing.x }}",
    "failing_macro": "\n{% macro bad(x) %}\n  {{ x.y.z }}{% endmacro %}",
    "part": "[{{ x|default('?') }}{% set x = 'inner' %}{{ loop is defined }}]",
    "partblock": "{% block title %}part{% endblock %}{{ self.title() }}",
    "again": "{% import 'macros' as m %}{{ m.hi('again') }}",
    "self": "{% include 'self' %}",
    "ring1": "{% extends 'ring2' %}",
    "ring2": "{% extends 'ring1' %}",
    "caller": "{% macro box() %}[{{ caller() }}]{% endmacro %}",
    "state": "{% set ns = namespace(n=0) %}{% macro up() %}{% set ns.n = ns.n + 1 %}{{ ns.n }}{% endmacro %}",
    "sub/deep": "deep {{ x|default('') }}",
    "late": "{% if true %}{% extends 'base' %}{% endif %}{% block title %}late{% endblock %}",
    "supers": "{% extends 'middle' %}{% block title %}{{ super.super() }}~{{ super() }}{% endblock %}",
}

SETS = [
    "{% extends 'base' %}",
    "{% extends 'base' %}{% block title %}child{% endblock %}",
    "{% extends 'base' %}{% block title %}{{ super() }}+{% endblock %}{% block inner %}x{{ super() }}{% endblock %}",
    "{% extends 'base' %}{% block body %}{{ self.title() }}{% endblock %}",
    "{% extends 'middle' %}",
    "{% extends 'middle' %}{% block title %}top+{{ super() }}{% endblock %}",
    "{% extends 'supers' %}",
    "{% extends 'supers' %}{% block title %}{{ super() }}!{{ super.super.super() }}{% endblock %}",
    "{% extends 'late' %}",
    "before {% extends 'base' %} after {{ 1 }}",
    "{% extends 'base' %}{% set z = 5 %}{% block title %}{{ z }}{% endblock %}",
    "{% extends 'base' %}{% for i in [1] %}x{% endfor %}{% if true %}y{% endif %}",
    "{% extends 'base' %}{% macro m() %}mac{% endmacro %}{% block title %}{{ m() }}{% endblock %}",
    "{% extends 'base' %}{% import 'macros' as m %}{% block title %}{{ m.hi(1) }}{% endblock %}",
    "{% extends 'base' %}{% from 'macros' import hi %}{% block title %}{{ hi(1) }}{% endblock %}",
    "{% extends 'base' %}{% set s %}captured{% endset %}{% block title %}{{ s }}{% endblock %}",
    "{% extends 'base' %}{% include 'part' %}",
    "{% set p = 'base' %}{% extends p %}{% block title %}dyn{% endblock %}",
    "{% extends 'middle' if true else 'base' %}",
    "{% if false %}{% extends 'base' %}{% endif %}plain{% block title %}t{% endblock %}",
    "{% extends 'base' %}{% extends 'middle' %}",
    "{% if true %}{% extends 'base' %}{% endif %}{% extends 'middle' %}",
    "{% extends missing %}",
    "{% extends 'absent' %}",
    "{% for i in [1] %}{% extends 'base' %}{% endfor %}",
    "{% extends 'loop' %}{% block item %}<{{ i }}>{% endblock %}",
    "{% extends 'loop' %}{% block item %}<{{ super() }}{{ loop.index }}>{% endblock %}",
    "{% extends 'unscoped' %}{% block item %}<{{ i is defined }}>{% endblock %}",
    "{% extends 'needs' %}",
    "{% extends 'needs' %}{% block must %}here{% endblock %}",
    "{% extends 'vars' %}{% set x = 'child' %}{% set y = 'child' %}",
    "{% extends 'vars' %}{% set x = 1 %}{% block a %}{{ x }}{{ y }}{% endblock %}",
    "{% extends 'twice' %}{% block a %}b{% endblock %}",
    "{% extends 'base' %}{% block nope %}never{% endblock %}",
    "{% extends 'base' %}{% block title %}{% include 'part' %}{% endblock %}",
    "{% extends 'base' %}{% block title %}{{ missing }}{% endblock %}",
    "{% extends 'fails' %}",
    "{% extends 'broken' %}",
    "{% include 'part' %}",
    "{% set x = 1 %}{% include 'part' %}{{ x }}",
    "{% set x = 1 %}{% include 'part' without context %}",
    "{% for x in 'ab' %}{% include 'part' %}{% endfor %}",
    "{% include ['absent', 'part'] %}",
    "{% include ['absent', 'gone'] %}",
    "{% include [] %}",
    "{% include 'absent' %}",
    "{% include 'absent' ignore missing %}ok",
    "{% include ['absent', 'gone'] ignore missing %}ok",
    "{% include 'absent' ignore missing with context %}ok",
    "{% include 'fails' ignore missing %}",
    "{% include missing %}",
    "{% include missing ignore missing %}",
    "{% include [missing, 'part'] %}",
    "{% include 5 %}",
    "{% include 'sub/deep' %}",
    "{% include 'partblock' %}{% block title %}main{% endblock %}",
    "{% include 'macros' %}{{ hi is defined }}",
    "{% include 'again' %}",
    "{% include 'broken' %}",
    "{% include 'fails' %}",
    "{% import 'macros' as m %}{{ m.hi('x') }}{{ m.version }}",
    "{% import 'macros' as m %}{{ m._hidden }}",
    "{% import 'macros' as m %}{{ m._private }}",
    "{% import 'macros' as m %}{{ m.nope }}",
    "{% import 'macros' as m %}{{ m }}|{{ m|string }}|{{ m|length }}",
    "{% import 'macros' as m %}{{ [m] }}",
    "{% import 'macros' as m %}{{ m.hi.name }}{{ m.hi.arguments }}",
    "{% from 'macros' import hi %}{{ hi('x') }}",
    "{% from 'macros' import hi as hello, version %}{{ hello('x', p='?') }}{{ version }}",
    "{% from 'macros' import nope %}ok",
    "{% from 'macros' import nope %}{{ nope }}",
    "{% from 'macros' import nope %}{{ nope is defined }}",
    "{% from 'macros' import hi, %}",
    "{% set outside = 'o' %}{% import 'seer' as s %}{{ s.see() }}{{ s.got }}",
    "{% set outside = 'o' %}{% import 'seer' as s with context %}{{ s.see() }}{{ s.got }}",
    "{% set outside = 'o' %}{% from 'seer' import see with context %}{{ see() }}",
    "{% set outside = 'o' %}{% from 'seer' import see, got without context %}{{ see() }}{{ got }}",
    "{% set outside = 'o' %}{% import 'seer' as s with context %}{% set outside = 'p' %}{{ s.see() }}",
    "{% for outside in 'ab' %}{% from 'seer' import see with context %}{{ see() }}{% endfor %}",
    "{% import 'state' as a %}{% import 'state' as b %}{{ a.up() }}{{ b.up() }}{{ a.ns.n }}",
    "{% from 'caller' import box %}{% call box() %}in {{ answers.name }}{% endcall %}",
    "{% from 'failing_macro' import bad %}{{ bad(5) }}",
    "{% import 'absent' as a %}",
    "{% import missing as a %}",
    "{% import 'broken' as b %}",
    "{% import 'fails' as b %}",
    "{% import 'base' as b %}{{ b }}",
    "{% import 'middle' as b %}{{ b }}",
    "{% if true %}{% import 'macros' as m %}{% endif %}{{ m.version }}",
    "{% for i in [1] %}{% import 'macros' as m %}{% endfor %}{{ m is defined }}",
    "{% macro f() %}{% include 'part' %}{% endmacro %}{% set x = 7 %}{{ f() }}",
    "{% filter upper %}{% include 'part' %}{% endfilter %}",
    "{% autoescape true %}{% import 'macros' as m %}{{ m.hi('<') }}{% endautoescape %}",
]

LINES = {"line_statement_prefix": "%", "line_comment_prefix": "##"}
TRIM = {"trim_blocks": True, "lstrip_blocks": True}
ASP = {
    "block_start_string": "<%", "block_end_string": "%>", "variable_start_string": "<%=",
    "variable_end_string": "%>", "comment_start_string": "<%#", "comment_end_string": "%>",
}
LATEX = {
    "block_start_string": "((*", "block_end_string": "*))", "variable_start_string": "(((",
    "variable_end_string": ")))", "comment_start_string": "((=", "comment_end_string": "=))",
}
OTHERS = [
    (LINES, "% for i in [1, 2]\n{{ i }}\n% endfor\nend"),
    (LINES, "  % if true\n  yes\n  % endif\n"),
    (LINES, "a % if true\nb"),
    (LINES, "% for i in [1,\n  2]\n{{ i }}\n% endfor"),
    (LINES, "% if true\n\n\n  x\n% endif\n\n\ny"),
    (LINES, "x ## comment\ny\n## whole line\nz##end"),
    (LINES, "x   ## {{ 1 }}\ny"),
    (LINES, "a\n%- if true\nb\n% endif"),
    (LINES, "% set a = '%'\n{{ a }} 100%\n"),
    (LINES, "% if true {{ 1 }}\n% endif"),
    (LINES, "% if true\n"),
    (LINES, "% nope\n"),
    (LINES, "a\n\n% nope\n"),
    (LINES, "%% not\n"),
    (LINES, "% macro m(x)\n<{{ x }}>\n% endmacro\n{{ m(1) }}{% if 1 %}z{% endif %}"),
    (LINES, "% raw\n{{ a }}\n% endraw\n"),
    ({**LINES, **TRIM}, "  % if true\n    {% if 1 %}\n  a ## c\n    {% endif %}\n  % endif\n"),
    ({"line_statement_prefix": "#"}, "# for i in [1]\n{{ i }}# x\n# endfor\n{# c #}"),
    ({"line_comment_prefix": "//"}, "a // b\nhttp://x\n  // c\nd"),
    ({"line_statement_prefix": "{{%"}, "{{% if 1\n{{ 2 }}\n{{% endif\n"),
    (TRIM, "<ul>\n  {% for i in [1, 2] %}\n  <li>{{ i }}</li>\n  {% endfor %}\n</ul>\n"),
    (TRIM, "  {{ 1 }}\n  {# c #}\n  {%+ if true %}\n  a\n  {% endif +%}\n  b"),
    (TRIM, "{% raw %}\n  {{ a }}\n  {% endraw %}\nb\n"),
    (TRIM, "a {% if 1 %} b {% endif %} c\n\t {% set x = 1 %}\t\n{{ x }}"),
    (TRIM, "a\n\n   {%- if 1 %}\n\n  b\n  {%- endif %}\nc"),
    (TRIM, "{% if 1 %}\n{% if 1 %}\nx\n{% endif %}\n{% endif %}\ny"),
    (TRIM, "\u00a0{% if 1 %}\n\u3000x{% endif %}"),
    ({"trim_blocks": True}, "{{ 1 }}\n{% if 1 %}\n\n a{# c #}\n b {% endif %}\r\n c"),
    ({"lstrip_blocks": True}, "  {% if 1 %}\n  a\n  {%- endif %}  {# x #}\n  {{ 1 }}"),
    ({"keep_trailing_newline": False}, "a\n\n"),
    ({"keep_trailing_newline": False}, "a{{ '\n' }}\n"),
    ({"keep_trailing_newline": False}, "\n"),
    ({"newline_sequence": "\r\n"}, "a\nb\r\nc\rd{{ '\n' }}{{ 'x\ny' }}\n"),
    ({"newline_sequence": "\r"}, "a\r\nb\n"),
    (ASP, "<% if true %><%= 1 + 1 %><% endif %><%# c %>{{ x }}"),
    (ASP, "<%- for i in [1] -%> <%= i -%> <% endfor %>"),
    (LATEX, "((* if true *))(((1 + 1)))((* endif *))((= c =))"),
    (LATEX, "\\section{((( answers.name )))}\n((*- for i in [(1), (2)] *))((( (i) )))((* endfor *))"),
    ({"variable_start_string": "${", "variable_end_string": "}"}, "${ {'a': 1}.a }$${ 1 }"),
    ({"block_start_string": "{%", "variable_start_string": "{%{", "variable_end_string": "}%}"}, "{%{ 1 }%}{% if 1 %}x{% endif %}"),
]

# What the program calls these errors.
KINDS = {
    "AssertionError": "TemplateRuntimeError",
    "RuntimeError": "TemplateRuntimeError",
    "TemplatesNotFound": "TemplateNotFound",
}


def outcome(source, options, files={}):
    environment = jinja2.Environment(
        undefined=jinja2.StrictUndefined,
        loader=jinja2.DictLoader({**files, "main": source}),
        **{"keep_trailing_newline": True, **options},
    )
    case = {"src": source}
    if options:
        case["env"] = options
    if files:
        case["files"] = True
    try:
        text = environment.get_template("main").render(context())
        case["out"] = re.sub("at 0x[0-9a-f]+", "at 0x0", text)
    except Exception as error:  # whatever it is, it is what the template leads to
        case["err"] = KINDS.get(type(error).__name__, type(error).__name__)
        case["msg"] = re.sub("at 0x[0-9a-f]+", "at 0x0", str(error).split("; use sys.")[0])
        if isinstance(error, jinja2.TemplateSyntaxError):
            case["msg"] = error.message
            case["line"] = error.lineno
        if type(error) is jinja2.TemplateNotFound:
            del case["msg"]  # it is only the name
        elif re.match(r"(sync_)?do_|range\(\) takes no", case["msg"]):
            del case["msg"]  # it speaks of Python's functions
    return case


def tagged(value):
    if isinstance(value, dict):
        kind = "ordered" if isinstance(value, collections.OrderedDict) else "pairs"
        return {kind: [[name, tagged(item)] for name, item in value.items()]}
    if isinstance(value, tuple):
        return {"tuple": [tagged(item) for item in value]}
    if isinstance(value, list):
        return [tagged(item) for item in value]
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) >= 2**63:
        return {"whole": str(value)}
    return value


def main():
    cases = []
    for line in EXPRESSIONS.strip().replace("'a\\\nb'", "'a'").splitlines():
        for expression in line.split(" | "):
            cases.append(outcome("{{ " + expression + " }}", {}))
    cases += [outcome(source, {}) for source in STATEMENTS]
    cases += [outcome(source, options) for options, source in OTHERS]
    cases += [outcome(source, {}, FILES) for source in SETS]
    document = {
        "comment": "Written by Scripts/make-jinja-fixtures.py with Jinja2 " + jinja2.__version__,
        "context": {name: tagged(value) for name, value in context().items()},
        "files": FILES,
        "cases": cases,
    }
    with OUTPUT.open("w", encoding="utf-8") as file:
        json.dump(document, file, indent=1, ensure_ascii=False)
        file.write("\n")


if __name__ == "__main__":
    main()
