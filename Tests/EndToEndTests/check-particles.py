"""Compares particles of fairmlpf with ONNX Runtime: check-particles.py MODEL STORE PARTICLES TABLE.

MODEL is a model.onnx, STORE the event store, PARTICLES and TABLE what `fairmlpf predict` wrote.
"""

import csv
import sys

import numpy as np
import onnxruntime
from safetensors import safe_open

model, store, particles, table = sys.argv[1:]
options = onnxruntime.SessionOptions()
options.intra_op_num_threads = 1
session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
with safe_open(store, framework="numpy") as file:
    features, offsets = file.get_tensor("X"), file.get_tensor("offsets")
    source = file.metadata()
with safe_open(particles, framework="numpy") as file:
    notes = file.metadata()
    assert sorted(file.keys()) == ["offsets", "particles"], file.keys()
    found = file.get_tensor("particles")
    assert file.get_tensor("offsets").tolist() == offsets.tolist()
assert found.dtype == np.float32 and found.shape == (offsets[-1], 7), found.shape
assert notes["format"] == "fairmlpf-particles" and notes["version"] == "1", notes
assert notes["events"] == str(len(offsets) - 1), notes
assert notes["columns_target"] == "pid, charge, pT, eta, sin phi, cos phi, E", notes
assert notes["source"] == source["source"], notes
assert notes["source_sha256"] == source["source_sha256"], notes

with open(table, encoding="utf-8", newline="") as file:
    lines = list(csv.reader(file))
header = "event,element,class,pid,charge,pT_GeV,eta,sin_phi,cos_phi,E_GeV"
assert lines[0] == header.split(","), lines[0]
assert len(lines) == 1 + len(found), len(lines)
names = ["none", "charged hadron", "neutral hadron", "photon", "electron", "muon"]

for event, (first, last) in enumerate(zip(offsets, offsets[1:])):
    logits, momenta = session.run(["logits", "momenta"], {"X": features[first:last]})
    rows = found[first:last]
    assert rows[:, 0].tolist() == logits.argmax(axis=1).tolist(), event
    error = np.linalg.norm(rows[:, 1:] - momenta) / np.linalg.norm(momenta)
    assert error < 1e-4, error
    for element, row in enumerate(rows):
        line = lines[1 + first + element]
        assert line[:3] == [str(event), str(element), names[int(row[0])]], line
        assert line[3] == str(int(row[0])), line
        assert np.array(line[4:], np.float32).tolist() == row[1:].tolist(), line
