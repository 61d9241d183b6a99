"""Render the bundled template with cookiecutter for many answers, and check what comes of it.

The cases are read from the JSON file that is named: a list of

    {"name": text, "answers": {question: text}, "ours": folder or null}

where "ours" is the project that fairmlpf made of the same answers. Everything that is wrong is
printed, a line for each thing, and then how many projects there were.
"""

import html
import json
import os
import re
import subprocess
import sys
import tempfile

template, cases, place, moment = sys.argv[1:]
os.environ["HOME"] = place

import arrow
import jinja2
import yaml
from cffconvert import Citation
from cookiecutter import environment, extensions
from cookiecutter.main import cookiecutter

PROJECT = os.path.join(template, "{{cookiecutter.repo_name}}")
CHOICES = ["open_source_license", "provide_dockerfile"]
LICENCES = {
    "MIT": "MIT", "BSD-3-Clause": "BSD-3-Clause", "Apache-2": "Apache-2.0",
    "GPLv3": "GPL-3.0-or-later", "No license file": None,
}
DOI = r"(?i:doi: ?|(?:https?://(?:dx\.)?)?doi\.org/)?()(10\.\d{4,9}(?:\.\d+)?/[\w:/;.()\[\]-]+)"
STEPS = ["help", "data", "train", "evaluate", "explain", "report", "run", "package", "check"]

# Each file of the template is compiled once, not once for each project.
initialise = environment.StrictEnvironment.__init__
CACHE = jinja2.FileSystemBytecodeCache(tempfile.mkdtemp(dir=os.path.dirname(place)))


def initialise_with_cache(self, **settings):
    initialise(self, **settings)
    self.bytecode_cache = CACHE


environment.StrictEnvironment.__init__ = initialise_with_cache
extensions.arrow.now = lambda zone: arrow.get(int(moment), tzinfo=zone)


def literal(answer):
    """The answer as an expression, because cookiecutter renders answers."""
    return '{{ "' + "".join(
        c if c.isascii() and c.isalnum() else f"\\U{ord(c):08x}" for c in answer) + '" }}'


def tree(folder):
    """Path, permission bits and bytes of everything in a folder."""
    found = {}
    for parent, folders, files in os.walk(folder):
        for name in folders + files:
            path = os.path.join(parent, name)
            content = open(path, "rb").read() if name in files else None
            found[os.path.relpath(path, folder)] = (os.stat(path).st_mode, content)
    found.pop(".fairmlpf.json", None)
    return found


class Project:
    """A project, and the answers it was made of."""

    def __init__(self, folder, answers):
        self.folder = folder
        self.answers = {**DEFAULTS, **answers}

    def text(self, name, folder=None):
        path = os.path.join(folder or self.folder, name)
        return open(path, encoding="utf-8", newline="").read()

    def run(self, *command):
        # As a user runs it, also where the tests themselves were started by make.
        variables = {name: text for name, text in os.environ.items()
                     if not name.startswith("MAKE") and name != "MFLAGS"}
        return subprocess.run(
            command, cwd=self.folder, capture_output=True, text=True, env=variables)

    def problems(self):
        for check in (self.settings, self.citation, self.zenodo, self.codemeta, self.licence,
                      self.make, self.container, self.same):
            try:
                for what, found, expected in check():
                    if found != expected:
                        yield f"{what} is {found!r:.300}, not {expected!r:.300}"
            except Exception as error:
                yield f"{check.__name__}: {type(error).__name__}: {error}"[:500]

    def metadata(self):
        answers = self.answers
        title = answers["project_name"] or "MLPF experiment"
        words = [word.strip() for word in answers["keywords"].split(",") if word.strip()]
        return title, list(dict.fromkeys(words))

    def person(self, given, family):
        """The author, put together again."""
        name = self.answers["author_name"]
        parts = [" ".join(part.split()) for part in name.split(",")]
        if len(parts) == 2 and all(parts):
            yield "the name", [family, given], parts
        else:
            joined = " ".join(part for part in (given, family) if part)
            yield "the name", joined, " ".join(name.split()) or "Anonymous"

    def settings(self):
        settings = yaml.safe_load(self.text("experiment.yaml"))
        yield "name in experiment.yaml", settings["name"], self.answers["project_name"]
        yield "DOI in experiment.yaml", settings["data"]["doi"], self.answers["data_doi"]
        yield "keys of experiment.yaml", list(settings), [
            "schema", "name", "data", "model", "training", "evaluation", "explanation"]

    def citation(self):
        text = self.text("CITATION.cff")
        Citation(text).validate()
        citation = yaml.safe_load(text)
        title, words = self.metadata()
        yield "title", citation["title"], title
        yield "abstract", citation.get("abstract", ""), self.answers["description"]
        yield "keywords", citation.get("keywords", []), words
        yield "licence", citation.get("license"), LICENCES[self.answers["open_source_license"]]
        author, = citation["authors"]
        yield "affiliation", author.get("affiliation", ""), self.answers["affiliation"]
        yield from self.person(author["given-names"], author.get("family-names"))
        yield from self.identifiers(
            author.get("orcid"), citation.get("doi"),
            citation.get("references", [{}])[0].get("doi"), author.get("email"))

    def identifiers(self, orcid, code, data, email):
        """Identifiers are as they were given, or left out if they are none."""
        for what, found, question, form in (
            ("ORCID", orcid, "orcid", r"(https?://orcid\.org/)?((\d{4}-){3}\d{3}[\dX])"),
            ("code DOI", code, "code_doi", DOI),
            ("data DOI", data, "data_doi", DOI),
            ("e-mail address", email, "email", r"()([^@\s]+@[^@\s]+\.[^@\s]{2,})"),
        ):
            match = re.fullmatch(form, self.answers[question].strip(), re.ASCII)
            expected = match and match.group(2)
            if what == "ORCID" and expected:
                digits = [10 if c == "X" else int(c) for c in expected.replace("-", "")]
                # ISO/IEC 7064, mod 11-2.
                good = sum(d << (15 - i) for i, d in enumerate(digits)) % 11 == 1
                expected = f"https://orcid.org/{expected}" if good else None
            yield what, found, expected

    def zenodo(self):
        record = json.loads(self.text(".zenodo.json"))
        title, words = self.metadata()
        yield "title in .zenodo.json", record["title"], title
        description = html.unescape(record["description"])
        yield "description in .zenodo.json", description, self.answers["description"] or title
        yield "keywords in .zenodo.json", record["keywords"], words
        yield "licence in .zenodo.json", record.get("license"), LICENCES[
            self.answers["open_source_license"]]
        creator, = record["creators"]
        yield "creator's affiliation", creator.get("affiliation", ""), self.answers["affiliation"]

    def codemeta(self):
        record = json.loads(self.text("codemeta.json"))
        title, words = self.metadata()
        yield "name in codemeta.json", record["name"], title
        yield "description in codemeta.json", record["description"], self.answers["description"]
        yield "keywords in codemeta.json", record["keywords"], words
        author, = record["author"]
        yield from self.person(author["givenName"], author.get("familyName"))
        yield from self.identifiers(
            author.get("@id"), record.get("identifier", "").removeprefix("https://doi.org/") or None,
            record.get("supportingData", "").removeprefix("https://doi.org/") or None,
            author.get("email"))

    def licence(self):
        chosen = LICENCES[self.answers["open_source_license"]]
        exists = os.path.exists(os.path.join(self.folder, "LICENSE"))
        yield "whether there is a LICENSE", exists, chosen is not None
        if not exists:
            return
        text = self.text("LICENSE")
        yield "length of LICENSE", len(text) > 1000 and text.endswith("\n"), True
        if chosen in ("MIT", "BSD-3-Clause"):
            holder = " ".join(self.answers["author_name"].split()) or "the authors"
            line = re.search(r"Copyright \(c\) \d{4},? (.*)\n", text)
            yield "holder of the copyright", line and line.group(1), holder

    def make(self):
        container = self.answers["provide_dockerfile"] == "yes"
        before = tree(self.folder)
        listed = self.run("make")
        names = [line.split()[1] for line in listed.stdout.splitlines()]
        expected = STEPS + (["image"] if container else []) + ["clean"]
        yield "what make lists", (listed.returncode, names), (0, expected)
        dry = self.run("make", "-n", *expected[1:])
        yield "make -n", dry.returncode, 0
        commands = [line for line in dry.stdout.splitlines() if line.startswith("docker")]
        name = r'docker build -t "[A-Za-z0-9][A-Za-z0-9._/:@-]*" \.'
        yield "image commands", [bool(re.fullmatch(name, line)) for line in commands], (
            [True] if container else [])
        yield "lines of make -n", len(dry.stdout.splitlines()), len(expected) - 1
        yield "files after make", tree(self.folder) == before, True
        yield "files made by an answer", os.path.exists("PWNED"), False

    def container(self):
        names = ["Dockerfile", ".dockerignore"]
        wanted = names if self.answers["provide_dockerfile"] == "yes" else []
        yield "container files", [n for n in names if os.path.exists(f"{self.folder}/{n}")], wanted
        for name in wanted:
            source = "{% if cookiecutter.provide_dockerfile %}" + name + "{% endif %}"
            yield f"text of {name}", self.text(name), self.text(source, PROJECT)

    def same(self):
        """Files in which no answer stands."""
        jobs = [f"cluster/{name}" for name in ("steps.sh", "slurm.sh", "htcondor.sub")]
        jobs += [f"cluster/profiles/{name}/config.yaml" for name in ("here", "slurm", "htcondor")]
        for name in ["Snakefile", ".gitignore", ".github/workflows/metadata.yml", *jobs]:
            yield f"text of {name}", self.text(name), self.text(name, PROJECT)


def compared(ours, theirs):
    """What is different in two projects."""
    ours, theirs = tree(ours), tree(theirs)
    for path in sorted(ours.keys() | theirs.keys()):
        if ours.get(path) != theirs.get(path):
            yield f"cookiecutter makes another {path}: {theirs.get(path)!r:.200}"


def checked(number, case):
    folder = f"{place}/{number}"
    answers = {
        name: answer if name in CHOICES else literal(answer)
        for name, answer in case["answers"].items()
    }
    made = cookiecutter(
        template, no_input=True, default_config=True, output_dir=folder, extra_context=answers)
    yield from Project(made, case["answers"]).problems()
    if case["ours"]:
        yield from compared(case["ours"], made)


with open(f"{template}/cookiecutter.json", encoding="utf-8") as file:
    DEFAULTS = {name: value for name, value in json.load(file).items() if isinstance(value, str)}
DEFAULTS |= {"open_source_license": "MIT", "provide_dockerfile": "yes"}
os.makedirs(place, exist_ok=True)
os.chdir(place)
with open(cases, encoding="utf-8") as file:
    CASES = json.load(file)
for number, case in enumerate(CASES):
    try:
        for problem in checked(number, case):
            print(f"{case['name']}: {problem}")
    except Exception as error:
        print(f"{case['name']}: {type(error).__name__}: {error}"[:500])
print(len(CASES), "projects")
