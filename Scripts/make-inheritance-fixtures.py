#!/usr/bin/env python3
"""Records what Jinja2 3.1.6 makes of templates that load each other, for InheritanceTests.

Use: python3 make-inheritance-fixtures.py > Tests/JinjaTests/Fixtures/inheritance.json
"""
import json
import sys

import jinja2

FILES={
"base":"<{% block a %}A{% endblock %}|{% block b %}B{% block c %}C{% endblock %}{% endblock %}>",
"mid":"{% extends 'base' %}x{% block a %}m{{ super() }}{% endblock %}",
"macros":"{% macro m(x, y=2) %}[{{ x }},{{ y }}]{% endmacro %}{% macro seen() %}{{ v }}{% endmacro %}{% set s = 5 %}{% set _p = 6 %}",
"macrosg":"{% macro seen() %}{{ v is defined }}{% endmacro %}",
"inc":"({{ v }})",
"loopbase":"{% for i in [1,2] %}{% block it %}{{ i is defined }}{% endblock %}{% endfor %}",
"scbase":"{% for i in [1,2] %}{% block it scoped %}{{ i }}{% endblock %}{% endfor %}",
"bad":"ok\n{{ gone }}",
"badsyn":"ok\n{{ 1 + }}",
"selfext":"{% extends 'selfext' %}",
"selfinc":"{% include 'selfinc' %}",
"selfimp":"{% import 'selfimp' as x %}",
"req":"{% block r required %}{% endblock %}",
"setbase":"{{ t }}{% block a %}{{ t }}{% endblock %}",
}
T=["{% extends 'base' %}","{% extends 'base' %}ignored{% block a %}X{% endblock %}","{% extends 'mid' %}{% block a %}t{{ super() }}{% endblock %}",
"{% extends 'mid' %}{% block a %}{{ super.super() }}{% endblock %}",
"{% extends 'base' %}{% block a %}{{ self.b() }}{% endblock %}","{% extends 'base' %}{% block c %}Z{{ super() }}{% endblock %}",
"{% extends 'base' %}{% block b %}{{ super() }}+{% endblock %}","{% extends 'base' %}{% block b %}no c{% endblock %}{% block c %}zz{% endblock %}",
"{% extends p %}{% block a %}dyn{% endblock %}","{% extends 'base' if v else 'mid' %}","{% if v %}{% extends 'base' %}{% endif %}x{% block a %}y{% endblock %}","{% if not v %}{% extends 'base' %}{% endif %}x{% block a %}y{% endblock %}",
"before{% extends 'base' %}after","{% extends 'base' %}{% set q = 3 %}{% block a %}{{ q }}{% endblock %}","{% extends 'base' %}{% macro z() %}mac{% endmacro %}{% block a %}{{ z() }}{% endblock %}",
"{% extends 'setbase' %}{% set t = 8 %}","{% extends ['no', 'base'] %}","{% extends 'base' %}{% block a %}{{ super }}{% endblock %}","{% block a %}{{ super() }}{% endblock %}","{% block a %}q{% endblock %}{{ self.a() }}","{{ self.nope() }}",
"{% extends 'base' %}{% extends 'mid' %}","{% extends 'none' %}","{% extends 'loopbase' %}","{% extends 'scbase' %}{% block it %}x{% endblock %}","{% extends 'scbase' %}","{% extends 'scbase' %}{% block it scoped %}<{{ i }}>{% endblock %}","{% extends 'req' %}","{% extends 'req' %}{% block r %}ok{% endblock %}",
"{% import 'macros' as k %}{{ k.m(1) }}{{ k.s }}","{% import 'macros' as k %}{{ k.nope }}","{% import 'macros' as k %}{{ k.nope() }}","{% import 'macros' as k with context %}{{ k.seen() }}","{% import 'macros' as k %}{{ k.seen() }}","{% import 'macros' as k %}{{ k }}|","{% import 'base' as k %}{{ k }}",
"{% from 'macros' import m %}{{ m(3) }}","{% from 'macros' import m as n, s %}{{ n(3, y=4) }}{{ s }}","{% from 'macros' import m as n, s as t with context %}{{ n(3) }}{{ t }}","{% from 'macros' import seen with context %}{{ seen() }}","{% from 'macrosg' import seen %}{{ seen() }}","{% from 'macros' import gone %}x","{% from 'macros' import gone %}{{ gone }}","{% from 'macros' import _p %}","{% from 'macros' import m, %}{{ m(1) }}","{% from 'none' import a %}","{% import 'none' as a %}",
"{% from 'macros' import m as _q %}{{ _q(1) }}","{% from 'macros' import %}","{% import 'macros' %}","{% from 'macros' m %}",
"{% include ['no', 'inc'] %}","{% include ['no', 'neither'] %}","{% include ['no', 'neither'] ignore missing %}|","{% include 'no' %}","{% include [] %}","{% include 'inc' without context %}","{% include 'base' %}","{% for i in [1] %}{% import 'macros' as k %}{{ k.m(i) }}{% endfor %}",
"{% include 'bad' %}","{% extends 'bad' %}","{% import 'bad' as b %}","{% include 'badsyn' %}","{% extends 'badsyn' %}","{% include 'mid' %}","{% set v = 9 %}{% include 'inc' %}","{% include gone %}","{% extends gone %}","{% extends 1 %}","{% include ('no', 'inc') %}",
"{% extends 'base' %}{% block a %}{% include 'inc' %}{% endblock %}","{% extends 'base' %}{% from 'macros' import m %}{% block a %}{{ m(7) }}{% endblock %}","{% extends 'base' %}{% block a %}{% for i in [1,2] %}{{ super() }}{% endfor %}{% endblock %}"
]
e=jinja2.Environment(undefined=jinja2.StrictUndefined,keep_trailing_newline=True,loader=jinja2.DictLoader(FILES))
out=[]
for t in T:
    try: r={"template":t,"output":e.from_string(t).render(v=1,p='base')}
    except Exception as x: r={"template":t,"error":type(x).__name__,"message":str(x).split("\n")[0],"file":getattr(x,'name',None)}
    out.append(r)
json.dump({"oracle":"Jinja2 3.1.6, StrictUndefined, keep_trailing_newline","files":FILES,"cases":out},sys.stdout,indent=1)
