"""Run cookiecutter for lists of jobs, with the clock standing still.

Each line of standard input is a list in JSON, and is answered by a line with the outcomes. Each job
runs in a process of its own, so that none sees what another one left behind:

    {"arguments": [...], "place": folder, "input": text, "environment": {...}}
"""

import json
import os
import signal
import sys
import time
import traceback

# What cookiecutter imports; cookiecutter itself looks for the home folder when it is imported.
import arrow
import binaryornot.check
import click
import jinja2
import requests
import rich.prompt
import slugify
import yaml


def hold_clock(seconds: int) -> None:
    """Let `now` tell one moment, in whatever time zone it is asked for.

    Local time is UTC, as it is in fairmlpf where SOURCE_DATE_EPOCH fixes the dates.
    """
    from cookiecutter import extensions

    os.environ["TZ"] = "UTC"
    time.tzset()
    moving = arrow.now

    def held(zone=None):
        return arrow.Arrow.fromtimestamp(seconds, tzinfo=moving(zone).tzinfo)

    extensions.arrow.now = held


def redirect(place: str, name: str, number: int) -> None:
    """Let a standard stream be a file beside the place where the job runs."""
    flags = os.O_RDONLY if number == 0 else os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    os.dup2(os.open(f"{place}.{name}", flags, 0o600), number)


def run(job: dict) -> None:
    """Run one job and leave."""
    place = job["place"]
    with open(f"{place}.input", "w", encoding="utf-8", newline="") as file:
        file.write(job["input"])
    redirect(place, "input", 0)
    redirect(place, "output", 1)
    redirect(place, "errors", 2)
    os.environ.update(job["environment"])
    os.chdir(place)
    from cookiecutter.cli import main

    hold_clock(int(os.environ["SOURCE_DATE_EPOCH"]))
    status = 1
    try:
        main(args=job["arguments"], prog_name="cookiecutter", standalone_mode=True)
    except SystemExit as ended:
        status = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    except BaseException:
        traceback.print_exc()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


def outcome(job: dict) -> dict:
    """Run one job in a new process; return its exit code and the end of what it said."""
    child = os.fork()
    if child == 0:
        # A job that hangs is killed.
        signal.alarm(120)
        run(job)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    said = ""
    for name in ("input", "output", "errors"):
        path = f"{job['place']}.{name}"
        if name != "input":
            with open(path, encoding="utf-8", errors="replace") as file:
                said += file.read()
        os.remove(path)
    return {"status": status, "said": said[-2000:]}


if __name__ == "__main__":
    # Jobs have a standard input of their own, in which nothing of this may be left.
    with os.fdopen(os.dup(0), encoding="utf-8") as requests:
        for request in requests:
            print(json.dumps([outcome(job) for job in json.loads(request)]), flush=True)
