#!/usr/bin/env python3
"""Write Tests/EvaluationTests/Fixtures/random.json: a small random problem and its metrics.

The metrics are computed here with numpy and scipy alone, from the definitions in the MLPF paper
(arXiv:2101.08578), so that the Swift code is checked against something written independently.

    python3 Scripts/make-evaluation-fixtures.py        # numpy 2.4, scipy 1.17

The problem is 6 events of 40 elements with truth, rule-based candidates and predictions, drawn from
a seeded generator. Tables are lists of float32 numbers, row by row.
"""

import json
import math
import pathlib

import numpy as np
from scipy.stats import binomtest, pearsonr

OUTPUT = pathlib.Path(__file__).parent.parent / "Tests/EvaluationTests/Fixtures/random.json"
SEED = 1
EVENTS, ELEMENTS, CLASSES = 6, 40, 6
# Columns of a table of particles.
PID, CHARGE, PT, ETA, SIN, COS, ENERGY = range(7)
QUANTITIES = {
    "charge": CHARGE, "pT": PT, "eta": ETA, "sin_phi": SIN, "cos_phi": COS, "energy": ENERGY,
}
KINEMATIC = ["pT", "eta", "energy"]
METHODS = ["mlpf", "rule_based", "baseline"]
ONE_SIGMA = math.erf(1 / math.sqrt(2))


def random_particle(rng, pid):
    """A particle of a class, complete, massless."""
    charged = pid in (1, 4, 5)
    eta = rng.uniform(-2.5, 2.5) if charged else rng.uniform(-5, 5)
    pt = rng.exponential(0.8) + 0.1
    energy = pt * np.cosh(eta)
    if pid == 2 and energy < 9:
        pt, energy = pt * 9 / energy * 1.5, 13.5
    phi = rng.uniform(-np.pi, np.pi)
    charge = rng.choice([-1, 1]) if charged else 0
    return np.array([pid, charge, pt, eta, np.sin(phi), np.cos(phi), energy])


def smeared(rng, row, pid, width):
    """A particle near another, of a class of its own."""
    if pid == 0:
        return np.zeros(7)
    out = row.copy() if row[PID] else random_particle(rng, pid)
    out[PID] = pid
    out[[PT, ENERGY]] *= 1 + width * rng.standard_normal()
    out[ETA] += 0.02 * rng.standard_normal()
    return out


def random_event(rng):
    """Elements X (40, 12) and truth, rule-based and predicted particles (40, 7)."""
    x = np.zeros((ELEMENTS, 12))
    truth, rule_based, predicted = (np.zeros((ELEMENTS, 7)) for _ in range(3))
    for i in range(ELEMENTS):
        is_track = i < 18
        odds = [0, 0.8, 0, 0, 0.1, 0.1] if is_track else [0.2, 0.1, 0.3, 0.38, 0.02, 0]
        pid = rng.choice(CLASSES, p=odds)
        row = random_particle(rng, pid) if pid else np.zeros(7)
        truth[i] = row
        near = row if pid else random_particle(rng, 3)
        pt, eta, energy = near[PT] * rng.uniform(0.7, 1.3), near[ETA] + 0.01, 0.0
        energy = pt * np.cosh(eta)
        x[i, :6] = [2 if is_track else 1, pt, eta, near[SIN], near[COS], energy]
        if is_track:
            x[i, 6:12] = [eta, near[SIN], near[COS], near[CHARGE], pid == 5, pid == 4]
        else:
            x[i, 7 if pid in (1, 2) or rng.random() < 0.2 else 6] = energy
        guess = pid if rng.random() < 0.8 else rng.choice(CLASSES)
        rule_based[i] = smeared(rng, row, guess, 0.2)
        # The data set leaves these two numbers out.
        rule_based[i, ENERGY if guess in (1, 4, 5) else PT] = 0
        guess = pid if rng.random() < 0.85 else rng.choice(CLASSES)
        predicted[i] = smeared(rng, row, guess, 0.15)
    return tuple(t.astype(np.float32) for t in (x, truth, rule_based, predicted))


def completed(table):
    """Particles with the energy or pT of a massless particle where it is missing."""
    out = table.astype(np.float64)
    there = out[:, PID] > 0
    missing = there & (out[:, ENERGY] == 0)
    out[missing, ENERGY] = out[missing, PT] * np.cosh(out[missing, ETA])
    missing = there & (out[:, PT] == 0)
    out[missing, PT] = out[missing, ENERGY] / np.cosh(out[missing, ETA])
    return out


def baseline(x):
    """Generator bits for tracks, an energy rule for clusters."""
    x = x.astype(np.float64)
    track = x[:, 0] == 2
    track_pid = np.where(x[:, 10] > 0, 5, np.where(x[:, 11] > 0, 4, 1))
    hadronic = np.where(x[:, 5] >= 9, 2, 0)
    cluster_pid = np.where(x[:, 7] > 0, hadronic, np.where(x[:, 6] > 0, 3, 0))
    out = np.zeros((len(x), 7))
    out[:, PID] = np.where(track, track_pid, cluster_pid)
    out[:, CHARGE] = np.where(track, x[:, 9], 0)
    out[:, [PT, ETA, SIN, COS, ENERGY]] = x[:, 1:6]
    return out


def ratio_axis(quantity, c):
    """numpy edges of efficiency and fake rate."""
    if quantity == "eta":
        return np.linspace(-3, 3, 61) if c == 1 else np.linspace(-6, 6, 61)
    if quantity == "energy":
        return np.linspace(5, 55, 61) if c == 2 else np.linspace(0, 50, 75)
    return np.linspace(0, 3, 61)


def residual_axis(quantity, c):
    """numpy edges of the residuals."""
    if quantity == "eta":
        return np.linspace(-0.5, 0.5, 100) if c == 2 else np.linspace(-0.2, 0.2, 100)
    return np.linspace(-5, 5, 100) if c == 2 else np.linspace(-2, 2, 100)


DISTRIBUTION_AXES = {
    "charge": np.linspace(-2.025, 2.025, 82), "pT": np.linspace(0, 5, 100),
    "eta": np.linspace(-5, 5, 100), "sin_phi": np.linspace(-2, 2, 100),
    "cos_phi": np.linspace(-2, 2, 100), "energy": np.linspace(-1, 5, 100),
}


def slots(values, edges):
    """Counts with underflow and overflow.

    No value may lie so near to an edge that float32 could move it across.
    """
    if len(values):
        gap = np.abs(values[:, None] - edges[None, :]).min() / (edges[1] - edges[0])
        assert gap > 1e-5, "choose another seed: a value lies on the edge of a bin"
    return np.bincount(np.digitize(values, edges), minlength=len(edges) + 1)


def sparse(counts):
    """The slots that are not empty, with their counts."""
    return [[int(i), int(counts[i])] for i in np.flatnonzero(counts)]


def curve(passed_values, total_values, edges):
    """Slots that are not empty: slot, passed, total, and scipy's Wilson interval."""
    passed, total = slots(passed_values, edges), slots(total_values, edges)
    out = []
    for i in np.flatnonzero(total):
        test = binomtest(int(passed[i]), int(total[i]))
        interval = test.proportion_ci(confidence_level=ONE_SIGMA, method="wilson")
        out.append([int(i), int(passed[i]), int(total[i]), interval.low, interval.high])
    return out


def number(value):
    """A number, or None where it is undefined."""
    return None if value is None or not np.isfinite(value) else float(value)


def share(part, whole):
    return number(part / whole) if whole else None


def resolution(truth, reco, mask, quantity, c):
    column = QUANTITIES[quantity]
    gen, found = truth[mask, column], reco[mask, column]
    there = gen != 0
    r = np.clip((found[there] - gen[there]) / gen[there], -10, 10)
    quartiles = np.quantile(r, [0.25, 0.5, 0.75]) if len(r) else None
    return {
        "count": len(r), "excluded": int((~there).sum()),
        "mean": number(r.mean()) if len(r) else None,
        "sigma": number(r.std()) if len(r) else None,
        "quartiles": quartiles.tolist() if len(r) else None,
        "histogram": sparse(slots(r, residual_axis(quantity, c))),
    }


def multiplicity(event, truth, reco, c):
    gen = np.array([((truth[:, PID] == c) & (event == e)).sum() for e in range(EVENTS)])
    found = np.array([((reco[:, PID] == c) & (event == e)).sum() for e in range(EVENTS)])
    there = gen > 0
    d = np.clip((found[there] - gen[there]) / gen[there], -10, 10)
    constant = (gen == gen[0]).all() or (found == found[0]).all()
    return {
        "truth": gen.tolist(), "reco": found.tolist(),
        "correlation": None if constant else number(pearsonr(gen, found).statistic),
        "mean": number(d.mean()) if len(d) else None,
        "sigma": number(d.std()) if len(d) else None,
    }


def distributions(particles):
    out = []
    for c in [None, 1, 2, 3, 4, 5]:
        mask = particles[:, PID] > 0 if c is None else particles[:, PID] == c
        for quantity, column in QUANTITIES.items():
            counts = slots(particles[mask, column], DISTRIBUTION_AXES[quantity])
            out.append({"pid": c, "quantity": quantity, "histogram": sparse(counts)})
    return out


def metrics(event, truth, reco, mlpf, rule_based):
    gen, found = truth[:, PID].astype(int), reco[:, PID].astype(int)
    confusion = np.zeros((CLASSES, CLASSES), int)
    np.add.at(confusion, (gen, found), 1)
    masked = (gen > 0) & (found > 0)
    out = {
        "confusion": confusion.tolist(),
        "efficiency": [share(confusion[c, c], (gen == c).sum()) for c in range(CLASSES)],
        "fakeRate": [
            share((found == c).sum() - confusion[c, c], (found == c).sum())
            for c in range(CLASSES)
        ],
        "accuracy": share((gen == found).sum(), len(gen)),
        "maskedAccuracy": share((gen == found)[masked].sum(), masked.sum()),
        "curves": [], "resolutions": [],
        "multiplicities": [multiplicity(event, truth, reco, c) for c in range(CLASSES)],
        "distributions": distributions(reco),
    }
    for c in range(1, CLASSES):
        right = (gen == c) & (found == c)
        common = right & (mlpf[:, PID] == c) & (rule_based[:, PID] == c)
        for quantity in KINEMATIC:
            column = QUANTITIES[quantity]
            edges = ratio_axis(quantity, c)
            fake = (found == c) & (gen != c)
            with_truth = gen > 0
            out["curves"].append({
                "pid": c, "quantity": quantity,
                "efficiency": curve(truth[right, column], truth[gen == c, column], edges),
                "truthOnly": curve(
                    truth[fake & with_truth, column],
                    truth[(found == c) & with_truth, column], edges),
                "allElements": curve(reco[fake, column], reco[found == c, column], edges),
            })
            for selection, mask in [("paper", common), ("own", right)]:
                entry = {"pid": c, "quantity": quantity, "selection": selection}
                out["resolutions"].append(
                    entry | resolution(truth, reco, mask, quantity, c))
    return out


def main():
    rng = np.random.default_rng(SEED)
    events = [random_event(rng) for _ in range(EVENTS)]
    x, truth, rule_based, mlpf = (np.concatenate(tables) for tables in zip(*events))
    event = np.repeat(np.arange(EVENTS), ELEMENTS)
    particles = {
        "mlpf": mlpf.astype(np.float64), "rule_based": completed(rule_based),
        "baseline": baseline(x),
    }
    truth = completed(truth)
    subsets = {"all": x[:, 0] > 0, "clusters": x[:, 0] == 1, "tracks": x[:, 0] == 2}
    expected = {}
    for subset, mask in subsets.items():
        expected[subset] = {
            "elements": int(mask.sum()), "truth": distributions(truth[mask]),
            "methods": {
                method: metrics(
                    event[mask], truth[mask], particles[method][mask],
                    particles["mlpf"][mask], particles["rule_based"][mask])
                for method in METHODS
            },
        }
    tables = [
        {
            name: [float(f"{v:.9g}") for v in table.ravel().tolist()]
            for name, table in zip(["X", "ygen", "ycand", "predicted"], tables)
        }
        for tables in events
    ]
    OUTPUT.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps({"events": tables, "expected": expected}, separators=(",", ":"))
    OUTPUT.write_text(text + "\n")
    print(f"{OUTPUT}: {len(text)} bytes")


if __name__ == "__main__":
    main()
