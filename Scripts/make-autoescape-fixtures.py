#!/usr/bin/env python3
"""Write Tests/JinjaTests/Fixtures/autoescape.json: templates and what Jinja2 made of them.

    python3 Scripts/make-autoescape-fixtures.py        # jinja2 3.1.6, markupsafe 3.0

All templates are rendered with autoescape on. CONTEXT is what they see; every text in it is unsafe.
"""

import json
import pathlib

import jinja2

OUTPUT = pathlib.Path(__file__).parent.parent / "Tests/JinjaTests/Fixtures/autoescape.json"
CONTEXT = {
    "name": "<b>Tom & \"Jerry's\"</b>",
    "plain": "plain",
    "empty": "",
    "number": 3.5,
    "flag": True,
    "nothing": None,
    "items": ["<i>", "&", "x"],
    "rows": [{"k": "<1>", "n": 1}, {"k": "2", "n": 2}],
    "table": {"<key>": "<value>", "b": 2},
}
# Included by name.
FILES = {"part.html": "<p>{{ name }}</p>", "macros.html": "{{ '<' }}"}
TEMPLATES = """
<h1>{{ name }}</h1>
{{ plain }} {{ empty }} {{ number }} {{ flag }} {{ nothing }}
{{ "<" }}
{{ '<'|safe }}
{{ name|safe }}
{{ name|e }}
{{ name|escape }}
{{ name|e|e }}
{{ name|forceescape }}
{{ name|e|forceescape }}
{{ name|safe|e }}
{{ name|string }}|{{ name|safe|string }}
{{ items }}
{{ table }}
{{ [name|e] }}
{% set x %}<p>{{ name }}</p>{% endset %}{{ x }}
{% set x = "<p>" %}{{ x }}
{% set x = "<p>"|safe %}{{ x }}{{ x }}
{% set x | upper %}<p>{{ plain }}</p>{% endset %}{{ x }}
{% macro m(a) %}<b>{{ a }}</b>{% endmacro %}{{ m(name) }}
{% macro m(a) %}<b>{{ a }}</b>{% endmacro %}{{ m(m(name)) }}
{% macro m(a) %}<b>{{ a }}</b>{% endmacro %}{{ m(name) ~ "<" }}
{% macro m(a) %}<b>{{ a }}</b>{% endmacro %}{{ m(name)|length }}
{% macro m(a='<') %}{{ a }}{{ caller() }}{% endmacro %}{% call m() %}<u>{{ name }}</u>{% endcall %}
{% filter upper %}<b>{{ plain }} {{ name }}{% endfilter %}
{% filter e %}<b>{{ name }}{% endfilter %}
{% filter replace("<", "&") %}<b>{{ plain }}{% endfilter %}
{{ "<" ~ name }}
{{ "<"|safe ~ name }}
{{ name ~ "<"|safe }}
{{ "<"|safe ~ 5 ~ nothing ~ "&" }}
{{ ("<" ~ name)|e }}
{{ "<" + name }}
{{ "<"|safe + name }}
{{ name + "<"|safe }}
{{ "<"|safe * 3 }}
{{ "<" * 3 }}
{{ "<%s>" % name }}
{{ "<%s>"|safe % name }}
{{ "<%s %s>"|safe % (name, "<"|safe) }}
{{ "<%(a)s>"|safe % {"a": name} }}
{{ "<%d %.2f %5s|%-5s|>"|safe % (3, 2.5, "<", "&") }}
{{ "<%r>"|safe % name }}
{{ "<%s>"|format(name) }}
{{ "<%s>"|safe|format(name) }}
{{ "<%s>"|safe|format(name|safe) }}
{{ "<{}>".format(name) }}
{{ ("<{}>"|safe).format(name) }}
{{ ("<{} {a}>"|safe).format(name|safe, a=name) }}
{{ ("<{:>6}>"|safe).format("&") }}
{{ ("<{0:.1f} {1!r}>"|safe).format(2.25, name) }}
{{ items|join }}
{{ items|join(", ") }}
{{ items|join("<br>") }}
{{ items|join("<br>"|safe) }}
{{ [name|e, "<"]|join("<br>") }}
{{ [name, "<"|safe, 3]|join(" & ") }}
{{ rows|join(", ", attribute="k") }}
{{ rows|map(attribute="k")|join("<hr>"|safe) }}
{{ items|map("e")|join("<br>") }}
{{ ("<br>"|safe).join(items) }}
{{ ", ".join(items) }}
{{ name|replace("<", "[") }}
{{ name|replace("<", "["|safe) }}
{{ name|safe|replace("<b>", "<") }}
{{ name|safe|replace("<b>", "<"|safe) }}
{{ name|e|replace("&lt;"|safe, "<"|safe) }}
{{ name|replace("T"|safe, "<") }}
{{ (name|safe).replace("Tom", "<Tim>") }}
{{ (name|safe).replace("Tom", "<Tim>"|safe) }}
{{ (name|safe).replace("<b>", "") }}
{{ name|upper }} {{ name|e|upper }}
{{ name|lower }} {{ name|safe|lower }}
{{ name|capitalize }} {{ name|safe|capitalize }}
{{ name|title }} {{ name|safe|title }}
{{ "  <  "|trim }} {{ "  <  "|safe|trim }}
{{ "<"|center(5) }}|{{ "<"|safe|center(5) }}|
{{ ("<"|safe).center(5, "&"|safe) }}|{{ ("<"|safe).ljust(3) }}|
{{ "a<\\nb"|indent(2) }}|{{ "a<\\nb"|safe|indent(2) }}
{{ "a<\\nb"|safe|indent("&") }}
{{ "<aaa bbb ccc ddd>"|truncate(9, leeway=0) }} {{ "<aaa bbb ccc ddd>"|safe|truncate(9, leeway=0) }}
{{ "<aaa bbb ccc ddd>"|safe|truncate(9, true, "<", 0) }}
{{ "<aa bb cc"|wordwrap(4) }} {{ "<aa bb cc"|safe|wordwrap(4) }}
{{ name|striptags }}
{{ ("<i>&lt;</i>"|safe)|striptags }}
{{ name|urlencode }}
{{ "see https://example.org/?a=1&b=2 <"|urlize }}
{{ table|xmlattr }}
{{ {"class": "a b", "title": name}|xmlattr }}
{{ {"class": "a & b"|safe}|xmlattr }}
{{ items|tojson }}
{{ name|tojson }}
{{ name|pprint }}
{{ name|length }} {{ name|e|length }}
{{ items|first }} {{ items|last }} {{ name|first }} {{ name|safe|first }}
{{ (name|safe)[0] }} {{ (name|safe)[0:3] }} {{ name[0:3] }}
{{ name|reverse }} {{ name|safe|reverse }}
{{ name|list }}
{{ items|sort }} {{ items|unique|list }} {{ items|batch(2)|list }}
{{ nothing|default("<") }} {{ missing|default("<") }} {{ missing|default("<"|safe) }}
{{ (name|safe).split(" ")[0] }} {{ name.split(" ")[0] }}
{{ (name|safe).upper() }} {{ (name|safe).partition("Tom")[2] }}
{{ (name|safe).strip("<") }} {{ (name|safe).removeprefix("<b>") }}
{% for i in items %}{{ i }}{% endfor %}
{% for k, v in table.items() %}<{{ k }}={{ v }}>{% endfor %}
{% for i in rows recursive %}<{{ i.k }}>{% endfor %}
{% if name == "<b>Tom & \\"Jerry's\\"</b>" %}same{% endif %}
{% if "<"|safe == "<" %}same{% endif %}
{{ "<" if flag else "&" }} {{ ("<"|safe) if flag else "&" }}
{{ name is escaped }} {{ (name|e) is escaped }} {{ name is string }} {{ (name|e) is string }}
{% autoescape false %}{{ name }}{{ "<" ~ name|e }}{% endautoescape %}{{ name }}
{% set ns = namespace(t="") %}{% for i in items %}{% set ns.t = ns.t ~ i %}{% endfor %}{{ ns.t }}
{% set ns = namespace(t="<"|safe) %}{% for i in items %}{% set ns.t = ns.t ~ i %}{% endfor %}{{ ns.t }}
{% include "part.html" %}
{% autoescape false %}{% include "part.html" %}{% endautoescape %}
{% with a = name %}{{ a }}{% endwith %}
{% block body %}<{{ name }}>{% endblock %}
{% block body %}<{{ name }}>{% endblock %}{{ self.body() }}
{# <comment> #}{% raw %}{{ <raw> }}{% endraw %}
{{ lipsum is defined }}{{ range(3)|list }} {{ dict(a="<") }}
{{ joiner("<")() }}{% set j = joiner("<") %}{{ j() }}{{ j() }}
{{ cycler("<", "&").next() }}
{{ -3 }} {{ 1 / 3 }} {{ 10 ** 3 }} {{ 7 // 2 }}
<script>var x = {{ table|tojson }};</script>
<a href="?q={{ name|urlencode }}" title="{{ name }}">{{ name|e }}</a>
"""


def main():
    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, keep_trailing_newline=True,
        loader=jinja2.DictLoader(FILES))
    cases = []
    for source in TEMPLATES.strip("\n").split("\n"):
        source = source.replace("\\n", "\n")
        case = {"src": source}
        try:
            case["out"] = environment.from_string(source).render(CONTEXT)
        except Exception as error:  # The kind is part of what is recorded.
            case["err"] = f"{type(error).__name__}: {error}"
        cases.append(case)
    found = {
        "comment": f"Written by Scripts/make-autoescape-fixtures.py with Jinja2 {jinja2.__version__}.",
        "context": CONTEXT, "files": FILES, "cases": cases,
    }
    OUTPUT.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n")
    print(f"{len(cases)} cases, {sum('err' in c for c in cases)} with errors")


main()
