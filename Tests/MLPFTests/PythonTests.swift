import Files
import Foundation
import TestSupport
import Testing

@testable import MLPF

/// Oracles: safetensors 0.5.3 and tensorboard 2.19.0 of PyPI read what a training writes.
@Suite(.enabled(if: PythonTools.training != nil, "needs python3 and its package index"))
struct PythonTests {
  private func check(_ script: String, _ arguments: [String], in folder: String) throws {
    let tools = try #require(PythonTools.training)
    let result = try tools.run("python", ["-c", script] + arguments, in: folder)
    #expect(result.status == 0, "\(result.errors)")
  }

  /// The weights in a form that needs no second reader: bit patterns in JSON.
  private struct Tensor: Encodable {
    let shape: [Int]
    let bits: [UInt32]
  }

  @Test func safetensorsReadsTheModel() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    var network = PFNet(TrainerTests.architecture, seed: 4)
    network.momentumScaling = MomentumScaling(.logRatio)
    try ModelFile.write(network, to: folder.path + "/a.safetensors", notes: ["run": "größe"])
    let tensors = network.tensors().map {
      ($0.name, Tensor(shape: $0.shape, bits: $0.values.map(\.bitPattern)))
    }
    let json = try JSONEncoder().encode(Dictionary(uniqueKeysWithValues: tensors))
    try json.write(to: URL(filePath: folder.path + "/a.json"))
    try check(
      """
      import json
      import numpy as np
      from safetensors import safe_open
      with open("a.json") as file:
          wanted = json.load(file)
      with safe_open("a.safetensors", framework="numpy") as file:
          assert sorted(file.keys()) == sorted(wanted), file.keys()
          for name, tensor in wanted.items():
              found = file.get_tensor(name)
              assert found.dtype == np.float32, name
              assert list(found.shape) == tensor["shape"], name
              assert found.ravel().view(np.uint32).tolist() == tensor["bits"], name
          notes = file.metadata()
          assert notes["format"] == "fairmlpf-model" and notes["run"] == "größe", notes
          assert json.loads(notes["architecture"])["encoder"] == [8, 6], notes
          json.loads(notes["input_scaling"])
          assert json.loads(notes["momentum_scaling"])["kind"] == "log-ratio", notes
      """, [], in: folder.path)
  }

  /// Also after an interruption, when the file is written anew from the checkpoint.
  @Test(arguments: [nil, 4]) func tensorBoardShowsTheMetrics(stepsBeforeStop: Int?) throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    if let stepsBeforeStop {
      var steps = 0
      let outcome = try TrainerTests.trainer(folder).run(
        progress: SilentProgress(),
        shouldStop: {
          steps += 1
          return steps > stepsBeforeStop
        })
      #expect(outcome == .interrupted)
    }
    #expect(try TrainerTests.trainer(folder).run(progress: SilentProgress()) == .finished)
    try check(
      """
      import csv, glob
      import numpy as np
      from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
      [path] = glob.glob("events.out.tfevents.*")
      events = EventAccumulator(path)
      events.Reload()
      with open("metrics.csv") as file:
          rows = list(csv.DictReader(file))
      assert len(rows) == 4, rows
      columns = {"learning_rate": "learning_rate"}
      for part in ("training", "validation"):
          columns[f"loss/{part}"] = f"{part}_loss"
          columns[f"classification_loss/{part}"] = f"{part}_classification"
          columns[f"regression_loss/{part}"] = f"{part}_regression"
          columns[f"accuracy/{part}"] = f"{part}_accuracy"
      assert sorted(events.Tags()["scalars"]) == sorted(columns), events.Tags()
      for tag, column in columns.items():
          scalars = events.Scalars(tag)
          assert [s.step for s in scalars] == [1, 2, 3, 4], (tag, scalars)
          for scalar, row in zip(scalars, rows):
              assert np.float32(scalar.value) == np.float32(row[column]), (tag, scalar, row)
      """, [], in: folder.path)
  }
}
