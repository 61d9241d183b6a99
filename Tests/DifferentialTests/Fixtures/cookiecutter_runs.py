"""Runs Python's cookiecutter on many prepared folders, with a clock that stands still.

usage: cookiecutter_runs.py PLAN.json RESULTS.json

The plan is a list of runs: {"folder", "arguments", "before", "input", "environment"}; a variable
without a value is unset. Every run starts in the folder `run` of its own folder, whose `home` is
its home, and that folder is called `theirs` afterwards, so that a second program can work at the
very same place. The results are a list of {"status", "output"}. SOURCE_DATE_EPOCH is the time it
is. What is random stays random.
"""

import json
import os
import subprocess
import sys
import time
import traceback

# Loaded once; every run is a fork. cookiecutter itself reads HOME when it is loaded, so it waits.
import arrow
import binaryornot.check  # noqa: F401
import click  # noqa: F401
import jinja2.ext  # noqa: F401
import requests  # noqa: F401
import rich.prompt  # noqa: F401
import slugify  # noqa: F401
import yaml  # noqa: F401


def freeze():
    """Makes `now` the time that SOURCE_DATE_EPOCH says."""
    time.tzset()
    moment = arrow.get(int(os.environ["SOURCE_DATE_EPOCH"]))
    arrow.now = lambda zone="local": moment.to(zone)
    arrow.utcnow = lambda: moment


def cookiecutter(arguments):
    """Runs cookiecutter in this process and returns its exit status."""
    freeze()
    sys.argv = ["cookiecutter"] + arguments
    try:
        from cookiecutter.cli import main

        main(arguments, prog_name="cookiecutter")
    except SystemExit as error:
        return error.code if isinstance(error.code, int) else int(bool(error.code))
    except BaseException:
        traceback.print_exc()
        return 1
    return 0


def command(arguments, run, text, output):
    """Runs cookiecutter, or another program after a `!`, in a process of its own."""
    place = os.path.join(run["folder"], "run")
    sys.stdout.flush()
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    status = 70
    try:
        os.chdir(place)
        os.environ.update(run["environment"])
        for name in [name for name, value in run["environment"].items() if not value]:
            del os.environ[name]
        # It leaves its temporary files behind.
        os.environ["TMPDIR"] = run["folder"]
        arguments = [item.replace("$CWD", place) for item in arguments]
        reader, writer = os.pipe()
        os.write(writer, text.encode())
        os.close(writer)
        os.dup2(reader, 0)
        sink = os.open(output, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
        os.dup2(sink, 1)
        os.dup2(sink, 2)
        sys.stdin = open(0, encoding="utf-8", closefd=False)
        if arguments and arguments[0].startswith("!"):
            status = subprocess.call([arguments[0][1:]] + arguments[1:])
        else:
            status = cookiecutter(arguments)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status & 255)


def main(plan, results):
    with open(plan, encoding="utf-8") as file:
        runs = json.load(file)
    made = []
    for run in runs:
        log = os.path.join(run["folder"], "theirs.log")
        status = 0
        for before in run["before"]:
            if command(before, run, "", log):
                status = 71
        if not status:
            status = command(run["arguments"], run, run["input"], log)
        os.rename(os.path.join(run["folder"], "run"), os.path.join(run["folder"], "theirs"))
        with open(log, "rb") as file:
            made.append({"status": status, "output": file.read().decode("utf-8", "replace")})
    with open(results, "w", encoding="utf-8") as file:
        json.dump(made, file)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
