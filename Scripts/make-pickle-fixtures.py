#!/usr/bin/env python3
"""Writes the small pickles that the reader's tests are made of, sound and damaged.

usage: make-pickle-fixtures.py OUTPUT [PYTHON ...]

OUTPUT is Tests/EventsTests/Fixtures. Each PYTHON is an interpreter with another numpy (or Python 2);
it writes its own set of the sound files under its own name. Recorded with Python 3.11 and numpy
2.4.6, Python 3.11 and numpy 1.26.4, and Python 2.7 and numpy 1.16.6. The events are random numbers
from a fixed seed, kept as float32 so that every variant holds exactly the same values.
"""
from __future__ import print_function

import bz2
import json
import os
import pickle
import subprocess
import sys

import numpy as np

ROWS = [3, 1, 5]


def events():
    random = np.random.RandomState(20240229)
    data = {"X": [], "ygen": [], "ycand": []}
    for rows in ROWS:
        for key, columns in (("X", 12), ("ygen", 7), ("ycand", 7)):
            table = random.normal(0, 30, (rows, columns)).astype("f4")
            if key == "X":
                table[:, 0] = random.randint(1, 3, rows)
            else:
                table[:, 0] = random.randint(0, 6, rows)
            data[key].append(table.astype("f8"))
    return data


def convert(data, change):
    return dict((key, [change(a) for a in arrays]) for key, arrays in data.items())


def write(folder, name, content, packed=False):
    if packed:
        content = bz2.compress(content, 9)
    with open(os.path.join(folder, name), "wb") as file:
        file.write(content)


def sound(folder, tag):
    """One file a protocol, and one a way in which arrays can differ."""
    data = events()
    highest = min(5, pickle.HIGHEST_PROTOCOL)
    for protocol in range(highest + 1):
        write(folder, "sound-%s-p%d.pkl" % (tag, protocol), pickle.dumps(data, protocol))
    if tag == "np1":
        return
    # One event of one element: short enough to be cut at every length.
    tiny = dict((key, [arrays[1]]) for key, arrays in data.items())
    for protocol in range(highest + 1):
        write(folder, "tiny-%s-p%d.pkl" % (tag, protocol), pickle.dumps(tiny, protocol))
    if tag != "np2":
        return
    variants = {
        "f4": lambda a: a.astype("<f4"),
        "f8-big": lambda a: a.astype(">f8"),
        "f4-big": lambda a: a.astype(">f4"),
        "f8-fortran": np.asfortranarray,
        "f4-big-fortran": lambda a: np.asfortranarray(a.astype(">f4")),
    }
    for name, change in variants.items():
        for protocol in (3, 5):
            content = pickle.dumps(convert(data, change), protocol)
            write(folder, "sound-%s-p%d.pkl" % (name, protocol), content)
    mixed = {key: [a.astype("f4" if i == 1 else "f8") for i, a in enumerate(arrays)]
             for key, arrays in data.items()}
    write(folder, "sound-mixed-p4.pkl", pickle.dumps(mixed, 4))
    view = convert(data, lambda a: np.repeat(a, 2, axis=0)[::2])
    write(folder, "sound-strided-p5.pkl", pickle.dumps(view, 5))
    extra = {"ygen_remaining": [np.zeros((2, 7)), np.zeros((0, 7)), np.zeros((1, 7))]}
    extra.update(reversed(list(data.items())))
    extra["note"] = {"who": ("a", b"b", 1.5, None, True, 2**80, -(2**40), np.float64(3)), 7: [[]]}
    extra["names"] = np.array(["ab", "c"])
    extra["rows"] = np.array([[1], [2, 3]], dtype=object)
    for protocol in (0, 2, 3, 4):
        write(folder, "sound-extra-p%d.pkl" % protocol, pickle.dumps(extra, protocol))
    integers = {key: [np.round(a) for a in arrays] for key, arrays in data.items()}
    write(folder, "integers-f8.pkl", pickle.dumps(integers, 3))
    write(folder, "integers-i8.pkl", pickle.dumps(convert(integers, lambda a: a.astype("i8")), 3))
    write(folder, "integers-i4.pkl", pickle.dumps(convert(integers, lambda a: a.astype(">i4")), 3))
    whole = pickle.dumps(data, 3)
    write(folder, "sound-packed-p3.pkl.bz2", whole, packed=True)
    half = len(whole) // 2
    write(folder, "sound-streams-p3.pkl.bz2", bz2.compress(whole[:half]) + bz2.compress(whole[half:]))
    write(folder, "sound-padded-p3.pkl.bz2", bz2.compress(whole) + b"\0" * 512)
    expected = {key: [[float(v) for v in a.ravel()] for a in arrays] for key, arrays in data.items()}
    with open(os.path.join(folder, "expected.json"), "w") as file:
        json.dump({"rows": ROWS, "tables": expected}, file)


class Run:
    """Pickles as a call of some function."""

    def __init__(self, function, *arguments):
        self.call = (function, arguments)

    def __reduce__(self):
        return self.call


def damaged(folder):
    def changed(name, change, protocol=3):
        data = events()
        change(data)
        write(folder, "damaged-%s.pkl" % name, pickle.dumps(data, protocol))

    def put(key, event, value):
        return lambda data: data[key].__setitem__(event, value)

    def cell(key, event, row, column, value):
        return lambda data: data[key][event].__setitem__((row, column), value)

    data = events()
    whole = pickle.dumps(data, 3)
    packed = bz2.compress(whole, 9)
    write(folder, "damaged-truncated.pkl", whole[: len(whole) * 3 // 4])
    write(folder, "damaged-truncated.pkl.bz2", packed[: len(packed) * 3 // 4])
    flipped = bytearray(packed)
    flipped[len(packed) // 2] ^= 0x10
    write(folder, "damaged-flipped.pkl.bz2", bytes(flipped))
    write(folder, "damaged-trailing.pkl", whole + b"more")
    write(folder, "damaged-nothing.pkl", b"")
    write(folder, "damaged-html.pkl.bz2", b"<!DOCTYPE html><title>Not found</title>")
    write(folder, "damaged-list.pkl", pickle.dumps([1, 2], 3))
    write(folder, "damaged-protocol.pkl", b"\x80\x09" + whole[2:])
    changed("shape", put("X", 2, np.zeros((5, 11))))
    changed("target-shape", put("ygen", 1, np.zeros((1, 8))))
    changed("flat", put("X", 0, np.zeros(36)))
    changed("list-rows", put("X", 1, [[1.0] * 12, [1.0] * 11]))
    ragged = np.empty(2, dtype=object)
    ragged[0], ragged[1] = [1.0] * 12, [1.0] * 11
    changed("object-rows", put("X", 1, ragged))
    changed("complex", put("ycand", 0, np.zeros((3, 7), dtype="c16")))
    changed("rows", put("ycand", 2, np.zeros((4, 7))))
    changed("events", lambda data: data["ycand"].pop())
    changed("missing", lambda data: data.pop("ycand"))
    changed("not-a-list", lambda data: data.update(ygen={"a": 1}))
    changed("no-events", lambda data: [data[key].clear() for key in data])
    changed("nan", cell("X", 2, 4, 7, float("nan")))
    changed("infinite", cell("ycand", 0, 1, 6, 1e300))
    changed("empty", lambda data: [put(k, 1, np.zeros((0, c)))(data)
                                   for k, c in (("X", 12), ("ygen", 7), ("ycand", 7))])
    changed("type", cell("X", 1, 0, 0, 3))
    changed("pid", cell("ygen", 0, 2, 0, 6))
    changed("pid-fraction", cell("ycand", 2, 1, 0, 1.5))
    import builtins
    # Pickle calls os.system by the name of the module it is defined in, posix; a forger need not.
    call = b"cos\nsystem\n(S'true'\ntR."
    write(folder, "damaged-os-system.pkl", b"\x80\x02}(X\x01\x00\x00\x00X" + call)
    for protocol in (0, 2, 4):
        changed("system-p%d" % protocol, put("X", 1, Run(os.system, "true")), protocol)
    changed("eval", lambda data: data.update(extra=Run(builtins.eval, "1")))


def main():
    if len(sys.argv) >= 2 and sys.argv[1] == "--only":
        sound(sys.argv[2], sys.argv[3])
        return
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    folder = sys.argv[1]
    assert int(np.__version__.split(".")[0]) >= 2, "run this script itself with numpy 2"
    sound(folder, "np2")
    damaged(folder)
    for python in sys.argv[2:]:
        version = subprocess.check_output(
            [python, "-c", "import sys; print(sys.version_info[0])"]).decode().strip()
        tag = "np1" if version == "3" else "python2"
        subprocess.check_call([python, __file__, "--only", folder, tag])


main()
