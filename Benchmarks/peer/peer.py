"""The PyTorch peer of the benchmarks.

    peer.py inputs DIR [N ...]           events of N elements, weights and the peer's own outputs
    peer.py time inference|training|neighbours|relevance|relevance-dense FILE --weights W
                 [--threads T] [--events B] [--repeats R] [--knn kdtree|cdist|...]
                 [--preset lrp-paper|pyg-2022-07|...] [--nodes M]

`relevance` explains one class of all elements, sparse and in float32; `relevance-dense` does it as published,
of the first M elements (all of them by default).

Files are safetensors, written and read here with numpy alone. One JSON line per timing.
"""
import argparse
import json
import resource
import struct
import time

import numpy as np
import torch

import mlpf_torch as peer

PRESETS = {"lrp-paper": "pfnet7", "pyg-2022-05": "lrp2205", "pyg-2022-07": "pyg"}
DTYPES = {"F32": np.float32, "I64": np.int64}


def save(path, tensors):
    header, blobs, offset = {}, [], 0
    for name, array in sorted(tensors.items(), key=lambda t: -t[1].itemsize):
        array = np.ascontiguousarray(array)
        code = {"float32": "F32", "int64": "I64"}[array.dtype.name]
        header[name] = {"dtype": code, "shape": list(array.shape), "data_offsets": [offset, offset + array.nbytes]}
        offset += array.nbytes
        blobs.append(array.tobytes())
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as f:
        f.write(struct.pack("<Q", len(text)) + text + b"".join(blobs))


def load(path):
    data = open(path, "rb").read()
    length = struct.unpack("<Q", data[:8])[0]
    header = json.loads(data[8:8 + length])
    result = {}
    for name, entry in header.items():
        if name == "__metadata__":
            continue
        a, b = entry["data_offsets"]
        array = np.frombuffer(data[8 + length + a:8 + length + b], DTYPES[entry["dtype"]])
        result[name] = torch.from_numpy(array.reshape(entry["shape"]).copy())
    return result


def inputs(folder, sizes):
    for preset, config in PRESETS.items():
        model = peer.build(config, seed=1)
        weights = {k: v.numpy() for k, v in model.state_dict().items()}
        save(f"{folder}/weights-{preset}.safetensors", weights)
        for n in sizes:
            x, pid, p4 = peer.synth_event(n, seed=n)
            with torch.no_grad():
                ids, out = model(x, peer.knn_kdtree)
            save(f"{folder}/event-{preset}-{n}.safetensors",
                 {"x": x.numpy(), "target_id": pid.numpy(), "target_p4": p4.numpy(),
                  "out_id": ids.numpy(), "out_p4": out.numpy(), **relevance(model, x)})


def relevance(model, x):
    """Relevance of the class 1 in float64: of each element on its own features, and on all elements' together."""
    n = len(x)
    wide = peer.MLPF(model.cfg).double()
    wide.load_state_dict(model.state_dict())
    own, total = torch.zeros(n, 12, dtype=torch.float64), torch.zeros(n, 12, dtype=torch.float64)

    def consume(explained, node, r):
        total.index_add_(0, explained, r)
        same = explained == node
        own.index_add_(0, explained[same], r[same])

    peer.lrp_sparse(wide, x.double(), 1, signed=True, knn=peer.knn_kdtree, consume=consume)
    return {"lrp_own": own.float().numpy(), "lrp_total": total.float().numpy()}


def timing(a):
    torch.set_num_threads(a.threads)
    model = peer.MLPF(peer.CONFIGS[PRESETS[a.preset]])
    model.load_state_dict(load(a.weights))
    event = load(a.file)
    x, pid, p4 = event["x"], event["target_id"], event["target_p4"]
    knn = peer.KNN[a.knn]
    if a.what == "inference":
        def run():
            with torch.no_grad():
                for _ in range(a.events):
                    model(x, knn)
    elif a.what == "training":
        optimiser = torch.optim.Adam(model.parameters(), lr=0.0)
        alpha = model.cfg["alpha"]

        def run():
            optimiser.zero_grad(set_to_none=True)
            for _ in range(a.events):
                ids, out = model(x, knn)
                peer.loss_fn(ids, out, pid, p4, alpha)[0].backward()
            optimiser.step()
    elif a.what == "relevance":
        def run():
            peer.lrp_sparse(model, x, 1, signed=True, knn=knn, consume=lambda *_: None)
    elif a.what == "relevance-dense":
        nodes = None if a.nodes is None else list(range(a.nodes))

        def run():
            peer.lrp_dense(model, x, 1, signed=True, knn=knn, nodes=nodes)
    else:
        with torch.no_grad():
            s = model.conv[0].lin_s(model.nn1(x))

        def run():
            knn(s, model.conv[0].k)
    for _ in range(3 if a.repeats > 1 else 0):
        run()
    times = []
    for _ in range(a.repeats):
        start = time.perf_counter()
        run()
        times.append(1e3 * (time.perf_counter() - start))
    times.sort()
    print(json.dumps({"what": a.what, "elements": len(x), "threads": a.threads, "events": a.events,
                      "min_ms": round(times[0], 3), "median_ms": round(times[len(times) // 2], 3),
                      "max_ms": round(times[-1], 3),
                      "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)}))


parser = argparse.ArgumentParser()
commands = parser.add_subparsers(dest="command", required=True)
c = commands.add_parser("inputs")
c.add_argument("folder")
c.add_argument("sizes", nargs="*", type=int, default=[5000])
c = commands.add_parser("time")
c.add_argument("what", choices=["inference", "training", "neighbours", "relevance", "relevance-dense"])
c.add_argument("file")
c.add_argument("--weights", required=True)
c.add_argument("--threads", type=int, default=1)
c.add_argument("--events", type=int, default=1)
c.add_argument("--repeats", type=int, default=15)
c.add_argument("--knn", default="kdtree")
c.add_argument("--preset", default="lrp-paper")
c.add_argument("--nodes", type=int)
arguments = parser.parse_args()
if arguments.command == "inputs":
    inputs(arguments.folder, arguments.sizes)
else:
    timing(arguments)
