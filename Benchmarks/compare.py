"""Runs every row of the benchmark in turn, round after round, and tabulates medians.

Called by `compare`, which builds and installs what is needed first. Our outputs are checked against the
peer's before anything is timed. A row's figure is the median over rounds of each process's own median.
"""
import argparse
import json
import os
import platform
import statistics
import subprocess
import time

PROGRAM = "../.build/release/fairmlpf"
BENCH = ".build/release/bench"
PEER = [".venv/bin/python", "peer/peer.py", "time"]


def event(n, preset="lrp-paper"):
    return [f"inputs/event-{preset}-{n}.safetensors", "--weights", f"inputs/weights-{preset}.safetensors",
            "--preset", preset]


def ours(what, n=5000, preset="lrp-paper", **options):
    return [BENCH, what, *event(n, preset), *flags(options)]


def peer(what, n=5000, preset="lrp-paper", **options):
    return [*PEER, what, *event(n, preset), *flags(options)]


def flags(options):
    return [word for key, value in options.items() for word in (f"--{key.replace('_', '-')}", str(value))]


def has_torch_cluster():
    return subprocess.run([".venv/bin/python", "-c", "import torch_cluster"], capture_output=True).returncode == 0


def rows():
    searches = ["kdtree", "cdist"] + (["tc"] if has_torch_cluster() else [])
    table = {}
    for what in ("inference", "training", "neighbours"):
        table[f"{what}, 5,000 elements, 1 thread: fairmlpf"] = ours(what)
        if what == "training":
            table["training, all true particles in the momentum loss: fairmlpf"] = ours(what, regression_on="true")
        for knn in searches:
            table[f"{what}, 5,000 elements, 1 thread: PyTorch, {knn}"] = peer(
                what, knn=knn, repeats=5 if knn == "cdist" else 15)
    for what in ("inference", "training"):
        for events in (1, 2):
            for threads in (1, 2):
                table[f"{what}, {events} event(s) a step, {threads} thread(s): fairmlpf"] = ours(
                    what, events=events, threads=threads)
        table[f"{what}, 2 threads: PyTorch, kdtree"] = peer(what, threads=2)
        for preset in ("pyg-2022-05", "pyg-2022-07"):
            table[f"{what}, {preset}: fairmlpf"] = ours(what, preset=preset)
            table[f"{what}, {preset}: PyTorch, kdtree"] = peer(what, preset=preset)
    for preset in ("lrp-paper", "pyg-2022-05", "pyg-2022-07"):
        for threads in (1, 2):
            table[f"relevance, {preset}, {threads} thread(s): fairmlpf"] = ours(
                "relevance", preset=preset, threads=threads, repeats=7)
            table[f"relevance, {preset}, {threads} thread(s): PyTorch, sparse"] = peer(
                "relevance", preset=preset, threads=threads, repeats=5)
    for preset in ("lrp-paper", "pyg-2022-07"):
        table[f"relevance, {preset}, 1,000 elements: fairmlpf"] = ours("relevance", 1000, preset, repeats=7)
        table[f"relevance, {preset}, 1,000 elements: PyTorch, sparse"] = peer(
            "relevance", 1000, preset, repeats=5)
        table[f"relevance, {preset}, 1,000 elements: PyTorch, dense as published"] = peer(
            "relevance-dense", 1000, preset, repeats=1)
        table[f"relevance, {preset}, 20 of 5,000 elements: PyTorch, dense as published"] = peer(
            "relevance-dense", 5000, preset, repeats=1, nodes=20)
    for n in (1000, 2000, 5000, 10000, 20000):
        for what in ("neighbours", "inference", "training"):
            table[f"{what}, {n:,} elements: fairmlpf"] = ours(what, n, repeats=7)
    return table


def run(command):
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def start_up(times=20):
    figures = []
    for _ in range(times):
        start = time.perf_counter()
        subprocess.run([PROGRAM, "--version"], check=True, capture_output=True)
        figures.append(1e3 * (time.perf_counter() - start))
    return statistics.median(figures)


def processor():
    for line in open("/proc/cpuinfo"):
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.processor()


parser = argparse.ArgumentParser()
parser.add_argument("--rounds", type=int, default=5)
parser.add_argument("--only", default="", help="rows whose name holds this text")
arguments = parser.parse_args()

for preset in ("lrp-paper", "pyg-2022-05", "pyg-2022-07"):
    run([BENCH, "inference", *event(5000, preset), "--repeats", "1", "--check"])
    run([BENCH, "inference", *event(1000, preset), "--repeats", "1", "--check"])

load_before = os.getloadavg()
table, figures = {name: command for name, command in rows().items() if arguments.only in name}, {}
for _ in range(arguments.rounds):
    for name, command in table.items():
        figures.setdefault(name, []).append(run(command))
versions = subprocess.run([".venv/bin/python", "-c",
                           "import torch, scipy, numpy; print(torch.__version__, scipy.__version__, numpy.__version__)"],
                          capture_output=True, text=True).stdout.split()
result = {
    "processor": processor(), "cores": os.cpu_count(), "load_before": load_before, "load_after": os.getloadavg(),
    "rounds": arguments.rounds, "torch": versions[0], "scipy": versions[1], "numpy": versions[2],
    "start_up_ms": round(start_up(), 1),
    "rows": {name: {"median_ms": round(statistics.median(r["median_ms"] for r in runs), 2),
                    "lowest_ms": round(min(r["median_ms"] for r in runs), 2),
                    "highest_ms": round(max(r["median_ms"] for r in runs), 2),
                    "peak_mb": round(max(r["peak_mb"] for r in runs), 1)}
             for name, runs in figures.items()},
}
os.makedirs("results", exist_ok=True)
with open("results/latest.json", "w") as f:
    json.dump(result, f, indent=2)
lines = [f"{result['processor']}, {result['cores']} cores; load {load_before[0]:.2f} before, "
         f"{result['load_after'][0]:.2f} after; PyTorch {versions[0]}, scipy {versions[1]}, numpy {versions[2]}; "
         f"{arguments.rounds} rounds.", "",
         f"Start-up (`fairmlpf --version`): {result['start_up_ms']} ms.", "",
         "| row | median, ms | lowest to highest | peak, MB |", "|---|---|---|---|"]
lines += [f"| {name} | {row['median_ms']} | {row['lowest_ms']} to {row['highest_ms']} | {row['peak_mb']} |"
          for name, row in result["rows"].items()]
text = "\n".join(lines) + "\n"
open("results/latest.md", "w").write(text)
print(text)
