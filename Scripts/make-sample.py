#!/usr/bin/env python3
"""Makes the bundled sample from simulated events.

usage: make-sample.py SOURCE OUTPUT

SOURCE holds tev14_pythia8_ttbar_0_{0,1,2}.pkl.bz2 as the event-building step writes them (see the
README.md this script puts beside the files). OUTPUT gets the same events, fewer of the second and
third file, in the form of the public record: pickle protocol 3, float64, bzip2 -9.
Needs numpy; the result does not depend on its version.
"""

import bz2
import pickle
import struct
import sys
from pathlib import Path

import numpy as np

EVENTS = [100, 20, 30]


class Pickle:
    """Writes protocol 3 by hand where numpy is concerned: numpy 2 would write its own new module
    name, which readers of the public record with numpy 1 do not know."""

    def __init__(self):
        self.out = bytearray(b"\x80\x03")

    def array(self, a):
        a = np.ascontiguousarray(a, dtype="<f8")
        data = a.tobytes()
        self.out += b"cnumpy.core.multiarray\n_reconstruct\ncnumpy\nndarray\nK\x00\x85C\x01b\x87R("
        self.out += b"K\x01" + b"".join(b"J" + struct.pack("<i", n) for n in a.shape) + b"\x86"
        self.out += b"cnumpy\ndtype\nX\x02\x00\x00\x00f8\x89\x88\x87R("
        self.out += b"K\x03X\x01\x00\x00\x00<NNNJ\xff\xff\xff\xffJ\xff\xff\xff\xffK\x00tb\x89"
        self.out += b"B" + struct.pack("<I", len(data)) + data + b"tb"

    def dictionary(self, lists):
        self.out += b"}("
        for key, arrays in lists.items():
            self.out += b"X" + struct.pack("<I", len(key)) + key.encode() + b"]("
            for a in arrays:
                self.array(a)
            self.out += b"e"
        self.out += b"u."
        return bytes(self.out)


README = """\
# Sample: 150 simulated proton-proton collisions

Three files of top-quark pairs at 14 TeV with an average pileup of 20, about 380 detector elements an
event, for the tutorial and the tests. They have the structure, column meanings and file names of
the data set published with MLPF (doi:10.5281/zenodo.4559324) but **are not its files**: that data
set has a pileup of 200 and about 5,000 elements an event.

| file | events |
|---|---|
| `tev14_pythia8_ttbar_pu20_0.pkl.bz2` | 100 |
| `tev14_pythia8_ttbar_pu20_1.pkl.bz2` | 20 |
| `tev14_pythia8_ttbar_pu20_2.pkl.bz2` | 30 |

## How they were made
1. Pythia 8.318 generated the collisions: pp to top-quark pairs at 14 TeV, and minimum-bias events for
   the pileup.
2. DELPHES simulated the detector with the card published with the data set, its average pileup set to
   20.
3. The published event-building step (tracks and calorimeter towers, and for each of them the
   generated particle and the rule-based particle-flow candidate) wrote the tables.
4. `Scripts/make-sample.py` chose the events and wrote them in the form of the published files.

## What is in them
A bzip2-packed Python pickle (protocol 3) of a dictionary `X`, `ygen`, `ycand`: lists with one
float64 array per event. Row i of the three arrays of an event speaks of element i. Energies and
momenta are in GeV, angles in radians.

- `X` (N, 12), calorimeter cluster: 1, ET, eta, sin phi, cos phi, E, E in the ECAL, E in the HCAL, 0,
  0, 0, 0
- `X` (N, 12), track: 2, pT, eta, sin phi, cos phi, p, and at the calorimeter eta, sin phi, cos phi;
  charge, is a generated muon, is a generated electron
- `ygen` (N, 7), the generated particle: class, charge, pT, eta, sin phi, cos phi, E
- `ycand` (N, 7), the candidate of the rule-based particle flow: the same columns; charged ones have
  E = 0, neutral ones pT = 0

Classes: 0 none, 1 charged hadron, 2 neutral hadron, 3 photon, 4 electron, 5 muon.
"""

LICENSE = """\
The simulated events in this folder are distributed with fairmlpf under the same licence, the MIT
License.

Copyright (c) 2026 the fairmlpf contributors

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and
associated documentation files (the "Software"), to deal in the Software without restriction,
including without limitation the rights to use, copy, modify, merge, publish, distribute,
sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial
portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT
NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND
NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES
OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN
CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
"""


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    source, output = map(Path, sys.argv[1:])
    output.mkdir(parents=True, exist_ok=True)
    for number, count in enumerate(EVENTS):
        with bz2.open(source / f"tev14_pythia8_ttbar_0_{number}.pkl.bz2") as file:
            data = pickle.load(file)
        lists = {key: data[key][:count] for key in ("X", "ygen", "ycand")}
        packed = Pickle().dictionary(lists)
        again = pickle.loads(packed)
        for key, arrays in lists.items():
            assert len(again[key]) == count
            assert all(a.dtype == "<f8" and np.array_equal(a, b) for a, b in zip(again[key], arrays))
        name = f"tev14_pythia8_ttbar_pu20_{number}.pkl.bz2"
        (output / name).write_bytes(bz2.compress(packed, 9))
        print(name, count, "events,", sum(len(a) for a in lists["X"]), "elements")
    (output / "README.md").write_text(README)
    (output / "LICENSE.txt").write_text(LICENSE)


main()
