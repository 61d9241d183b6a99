import Events
import Files
import Foundation
import TestSupport
import Testing

@testable import MLPF

/// Oracles: the checker of onnx, ONNX Runtime, and NumPy with nothing but the description of the state
/// dict, all of PyPI, compute what the engine computes.
@Suite struct ExportTests {
  @Test(.enabled(if: PythonTools.onnx != nil, "needs python3 and its package index"))
  func othersComputeTheSame() throws {
    let tools = try #require(PythonTools.onnx)
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let sample = try DelphesFile.read(Repository.sample + "/tev14_pythia8_ttbar_pu20_1.pkl.bz2")
    let networks = try ExportedNetwork.all(standardising: Array(sample.events.prefix(3)))
    for exported in networks {
      let events = ExportedNetwork.cases(
        sample.events[0], sample.events[2], neighbours: exported.network.architecture.neighbours)
      try exported.write(to: "\(folder.path)/\(exported.name)", events)
    }
    let script = Repository.path + "/Tests/MLPFTests/check-exports.py"
    let result = try tools.run(
      "python", [script] + networks.map(\.name), in: folder.path,
      environment: ["OPENBLAS_NUM_THREADS": "1"])
    #expect(result.status == 0, "\(result.errors)")
  }

  @Test func theSameNetworkGivesTheSameBytes() throws {
    let network = PFNet(TrainerTests.architecture, seed: 4)
    let notes = ["run": "a", "data": "b", "seed": "c"]
    let first = try ONNXModel.encode(network, notes: notes, at: "model.onnx")
    #expect(try ONNXModel.encode(network, notes: notes, at: "model.onnx") == first)
    let other = PFNet(TrainerTests.architecture, seed: 5)
    #expect(try ONNXModel.encode(other, notes: notes, at: "model.onnx") != first)
  }

  @Test func refusesWhatNoProtocolBufferHolds() {
    #expect(
      failure { () throws(Failure) in
        try ONNXModel.check(parameters: (1 << 29) - 1_000_000, at: "model.onnx")
      } == nil)
    let found = failure { () throws(Failure) in
      try ONNXModel.check(parameters: 1 << 29, at: "model.onnx")
    }
    #expect(
      found?.description
        == "model.onnx: the network has 536870912 parameters, and an ONNX file holds 2 GB. "
        + "Use 'fairmlpf export --format safetensors'.")
  }
}
