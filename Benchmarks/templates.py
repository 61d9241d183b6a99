#!/usr/bin/env python3
"""Times making projects beside cookiecutter, alternately, and prints a table.

Use: Benchmarks/templates.py [ROUNDS]

It needs the release program (make build), and cookiecutter: it is taken from the environment that the
tests make (.build/python-scaffold), or from the PATH. The projects of both are compared before
anything is timed. Every project gets a folder of its own, because file systems are slow to give the
place of a file away that has just been removed.
"""

import atexit
import filecmp
import os
import pathlib
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

here = pathlib.Path(__file__).resolve().parent.parent
rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
program = here / ".build/release/fairmlpf"
peer = here / ".build/python-scaffold/bin/cookiecutter"
peer = str(peer) if peer.exists() else shutil.which("cookiecutter")
work = pathlib.Path(tempfile.mkdtemp(prefix="fairmlpf-benchmark-"))
# Also after a failure.
atexit.register(shutil.rmtree, work, ignore_errors=True)


def many(folder):
    """A template of 1,000 files with 23 lines of three expressions each, about 4 kB a file."""
    project = folder / "{{cookiecutter.name}}"
    project.mkdir(parents=True)
    (folder / "cookiecutter.json").write_text(
        '{"name": "made", "author": "A user", "uses_docker": "yes"}')
    for number in range(1000):
        lines = [
            f"line {line} of file {number}: {{{{ cookiecutter.name }}}} is written by "
            "{{ cookiecutter.author|upper }} and was "
            "{{ cookiecutter.uses_docker if cookiecutter.uses_docker == 'yes' else 'no' }}"
            for line in range(23)
        ]
        (project / f"file{number:04}.txt").write_text("\n".join(lines) + "\n")
    return folder


def run(command, out):
    """Seconds and peak memory in MB of one run."""
    start = time.perf_counter()
    process = subprocess.Popen(
        command + ["-o", str(out)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        env={**os.environ, "HOME": str(work)})
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    if status:
        sys.exit(f"{command[0]} ended with {status}")
    return seconds, usage.ru_maxrss / 1024


def same(a, b):
    """Whether two folders hold the same files; our record is left out."""
    comparison = filecmp.dircmp(a, b, ignore=[".fairmlpf.json"])
    if comparison.left_only or comparison.right_only or comparison.funny_files:
        return False
    _, differ, errors = filecmp.cmpfiles(a, b, comparison.common_files, shallow=False)
    return not differ and not errors and all(
        same(f"{a}/{name}", f"{b}/{name}") for name in comparison.common_dirs)


processor = next(
    (line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")),
    platform.processor()) if os.path.exists("/proc/cpuinfo") else platform.processor()
print(f"{processor}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, {rounds} rounds, median")
print("| template | fairmlpf, ms (MB) | cookiecutter, ms (MB) | ratio |")
print("|---|---|---|---|")
for title, template in [
    ("1,000 files of 4 kB", many(work / "many")), ("the bundled one", here / "Templates/experiment")
]:
    ours = [str(program), "new", "--no-input", "--default-config", "-q", str(template)]
    theirs = [peer, "--no-input", "--default-config", str(template)]
    out = work / template.name
    run(ours, f"{out}-ours")
    run(theirs, f"{out}-theirs")
    if not same(f"{out}-ours", f"{out}-theirs"):
        sys.exit(f"{title}: the projects differ")
    times = [(run(ours, f"{out}-ours-{n}"), run(theirs, f"{out}-theirs-{n}")) for n in range(rounds)]
    cells = [
        (statistics.median(pair[who][0] for pair in times) * 1000,
         max(pair[who][1] for pair in times)) for who in (0, 1)
    ]
    print(f"| {title} | {cells[0][0]:,.0f} ({cells[0][1]:.0f}) | {cells[1][0]:,.0f} ({cells[1][1]:.0f})"
          f" | {cells[1][0] / cells[0][0]:.0f} |", flush=True)
