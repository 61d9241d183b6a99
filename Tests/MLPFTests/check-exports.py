"""Compares exported networks with the engine: check-exports.py FOLDER...

Each folder holds model.onnx, state_dict.safetensors, state_dict.json, and in answers.safetensors the
features of some events (X.0, X.1, ...) with the engine's logits and momenta.
"""

import json
import sys

import numpy as np
import onnx
import onnxruntime
from safetensors import safe_open
from safetensors.numpy import load_file


def check_form(model):
    """The model is valid, and says what it takes and gives."""
    onnx.checker.check_model(model, full_check=True)
    assert [(o.domain, o.version) for o in model.opset_import] == [("", 17)]
    assert all(node.domain == "" for node in model.graph.node)
    bare = onnx.ModelProto()
    bare.CopyFrom(model)
    for output in bare.graph.output:
        output.type.tensor_type.ClearField("shape")
    for graph in (model.graph, onnx.shape_inference.infer_shapes(bare, strict_mode=True).graph):
        shapes = {
            port.name: [d.dim_param or d.dim_value for d in port.type.tensor_type.shape.dim]
            for port in (*graph.input, *graph.output)
        }
        assert shapes["X"] == ["elements", 12], shapes
        assert shapes["logits"][1:] == shapes["momenta"][1:] == [6], shapes
    notes = {entry.key: entry.value for entry in model.metadata_props}
    assert notes["run"] == "größe" and notes["format"] == "fairmlpf-onnx", notes
    assert notes["classes"].startswith("0 none, 1 charged hadron, 2 "), notes
    assert notes["columns_momenta"] == "charge, pT, eta, sin phi, cos phi, E", notes
    assert "pT [GeV]" in model.doc_string
    assert "1 charged hadron" in model.graph.output[0].doc_string


def compute(description, tensors, x):
    """What state_dict.json says, in NumPy and double precision."""
    values = {"X": x.astype(np.float64)}
    activations = {
        "none": lambda z: z,
        "elu": lambda z: np.where(z > 0, z, np.expm1(np.minimum(z, 0))),
        "leaky-relu": lambda z: np.where(z > 0, z, 0.01 * z),
    }

    def layer(name, value):
        return value @ tensors[name + ".weight"].T + tensors[name + ".bias"]

    for step in description["steps"]:
        assert step["operation"] in description["formulas"], step
        value = np.concatenate([values[name] for name in step["inputs"]], axis=1)
        if step["operation"] == "standardise":
            scaling = step["scaling"]
            value = (value - tensors[scaling + ".mean"]) / tensors[scaling + ".deviation"]
        elif step["operation"] == "linear":
            value = activations[step["activation"]](layer(step["layer"], value))
        elif step["operation"] == "gravnet":
            s, h = layer(step["space"], value), layer(step["features"], value)
            squares = ((s[:, None] - s[None]) ** 2).sum(axis=2)
            order = squares.copy()
            np.fill_diagonal(order, -1)
            nearest = np.argsort(order, axis=1, kind="stable")[:, : step["neighbours"]]
            weights = np.exp(-10 * np.take_along_axis(squares, nearest, axis=1))
            m = (weights[:, :, None] * h[nearest]).sum(axis=1)
            value = activations[step["activation"]](layer(step["layer"], m))
        else:
            scaling, value = step["scaling"], values[step["inputs"][0]].copy()
            formula = description["formulas"]["momenta"]
            if "deviation" in formula:
                value = value * tensors[scaling + ".deviation"] + tensors[scaling + ".mean"]
            elif "exp" in formula:
                for column in (1, 5):
                    factor = np.exp(np.clip(value[:, column], -10, 10))
                    value[:, column] = factor * np.maximum(values["X"][:, column], 1e-6)
        values[step["output"]] = value
    return values["logits"], values["momenta"]


def length(rows, axis=None):
    return np.linalg.norm(rows, axis=axis)


# Other tests run beside this one: threads that wait for each other would take their time.
options = onnxruntime.SessionOptions()
options.intra_op_num_threads = 1

for folder in sys.argv[1:]:
    model = onnx.load(f"{folder}/model.onnx")
    check_form(model)
    session = onnxruntime.InferenceSession(
        f"{folder}/model.onnx", options, providers=["CPUExecutionProvider"]
    )
    for empty in session.run(None, {"X": np.zeros((0, 12), np.float32)}):
        assert empty.shape == (0, 6), empty.shape

    with open(f"{folder}/state_dict.json", encoding="utf-8") as file:
        description = json.load(file)
    with safe_open(f"{folder}/state_dict.safetensors", framework="numpy") as file:
        assert file.metadata()["format"] == "pt", file.metadata()
    tensors = load_file(f"{folder}/state_dict.safetensors")
    listed = {tensor["name"]: tensor["shape"] for tensor in description["tensors"]}
    assert {name: list(t.shape) for name, t in tensors.items()} == listed, folder
    assert description["parameters"] == sum(
        t.size for name, t in tensors.items() if "scaling" not in name
    )
    tensors = {name: t.astype(np.float64) for name, t in tensors.items()}

    answers = load_file(f"{folder}/answers.safetensors")
    for case in range(len(answers) // 3):
        x = answers[f"X.{case}"]
        outputs = session.run(["logits", "momenta"], {"X": x})
        for name, found, rebuilt in zip(
            ("logits", "momenta"), outputs, compute(description, tensors, x)
        ):
            wanted = answers[f"{name}.{case}"]
            where = f"{folder}: {name} of event {case} with {len(x)} elements"
            error = length(found - wanted) / length(wanted)
            assert error < 1e-4, f"{where}: ONNX Runtime differs by {error}"
            error = length(rebuilt - wanted) / length(wanted)
            assert error < 1e-4, f"{where}: NumPy differs by {error}"
            # Features as they are reach far, and rounding then shows in single elements.
            errors = length(found - wanted, axis=1) / length(wanted, axis=1)
            assert np.mean(errors > 1e-4) < 0.01, f"{where}: ONNX Runtime differs by {errors.max()}"
