"""Runs a DLHub package by home_run: run-servable.py ARCHIVE PLACE FEATURES ANSWERS.

ARCHIVE is dlhub.zip, unpacked into PLACE. FEATURES has float32 tensors X.0, X.1, ... of real events,
ANSWERS the particles of the engine as P.0, P.1, ...
"""

import json
import os
import sys
import zipfile

import numpy as np
from home_run import create_servable
from safetensors.numpy import load_file

archive, place, features, answers = map(os.path.abspath, sys.argv[1:])
with zipfile.ZipFile(archive) as package:
    assert package.testzip() is None
    names = package.namelist()
    assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    package.extractall(place)
os.chdir(place)
sys.path.insert(0, place)
with open("dlhub.json", encoding="utf-8") as file:
    recipe = json.load(file)
assert sorted(names) == sorted(["dlhub.json"] + recipe["dlhub"]["files"]["other"]), names
servable = create_servable(recipe)


def run(x):
    output, information = servable.run(x)
    assert information["success"], information["error_message"]
    return output


events, wanted = load_file(features), load_file(answers)
for name, x in events.items():
    particles = wanted[name.replace("X", "P")]
    for form in (x, x.astype(np.float64), x.tolist()):
        found = run(form)
        assert found.dtype == np.float32 and found.shape == (len(x), 7), found.shape
        # Where the best two classes are nearly equal, rounding decides.
        same = np.mean(found[:, 0] == particles[:, 0])
        assert same > 0.999, f"{name}: {same} of the classes are those of the engine"
        error = np.linalg.norm(found[:, 1:] - particles[:, 1:])
        error /= np.linalg.norm(particles[:, 1:])
        assert error < 1e-4, f"{name}: the momenta differ by {error}"
assert run([]).shape == (0, 7)
for wrong in (np.zeros((3, 11)), np.zeros((2, 3, 12)), np.full((3, 12), np.nan)):
    _, information = servable.run(wrong)
    assert not information["success"]
    assert "x has " in str(information["error_message"]) + str(information["exc"]), information
