#!/usr/bin/env python3
"""Writes the templates and questions of the tests as files, for a fuzzer to change.

Use: python3 Fuzzing/make-seeds.py FOLDER
"""

import hashlib
import json
import pathlib
import sys

here = pathlib.Path(__file__).resolve().parent.parent
out = pathlib.Path(sys.argv[1])


def write(kind, data):
    folder = out / kind
    folder.mkdir(parents=True, exist_ok=True)
    (folder / hashlib.sha1(data).hexdigest()).write_bytes(data)


fixtures = here / "Tests/JinjaTests/Fixtures"
for file, key in [("vectors", "src"), ("templates", "src"), ("inheritance", "template")]:
    document = json.loads((fixtures / f"{file}.json").read_text())
    cases = document if isinstance(document, list) else document.get("cases", document.get("vectors"))
    for case in cases:
        write("templates", case[key].encode())
for file in (here / "Tests/DifferentialTests/Fixtures/templates").rglob("*"):
    if file.is_file() and file.stat().st_size < 4096:
        write("templates", file.read_bytes())
for file in here.rglob("cookiecutter.json"):
    if ".build" in file.parts:
        continue
    data = file.read_bytes()
    extras = file.parent / "fairmlpf-template.yaml"
    if extras.exists():
        write("questions", data + b"\0" + extras.read_bytes())
    write("questions", data)
