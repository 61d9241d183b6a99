import Files
import Foundation
import TestSupport
import Testing

@testable import MLPF

@Suite struct ModelFileTests {
  @Test func comesBackAsItWasWritten() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    var network = PFNet(TrainerTests.architecture, seed: 4)
    network.inputScaling = InputScaling(
      mean: (0..<12).map { Float($0) / 3 }, deviation: (1...12).map { Float($0) / 7 })
    network.momentumScaling = MomentumScaling(.logRatio)
    try ModelFile.write(network, to: folder.path + "/model.safetensors", notes: ["run": "test"])
    let read = try ModelFile.read(folder.path + "/model.safetensors")
    #expect(read.architecture == network.architecture)
    #expect(read.inputScaling == network.inputScaling)
    #expect(read.momentumScaling == network.momentumScaling)
    #expect(read.tensors().map(\.values) == network.tensors().map(\.values))
  }

  @Test func presetsHaveThePublishedSizes() {
    #expect(Architecture.Preset.lrpPaper.architecture.parameterCount == 311_722)
    #expect(Architecture.Preset.pyg202205.architecture.parameterCount == 335_496)
    #expect(Architecture.Preset.pyg202207.architecture.parameterCount == 330_586)
  }

  /// Published code of 2021 calls the feature projection lin_h and the output lin_p; data-parallel
  /// training puts `module.` before every name.
  @Test(arguments: ["", "module."]) func readsTheNamesOf2021(prefix: String) throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let network = PFNet(TrainerTests.architecture, seed: 4)
    var file = SafeTensorsWriter()
    for tensor in network.tensors() {
      let name = tensor.name.replacing("conv.0.", with: "conv1.").replacing(
        "conv.1.", with: "conv2."
      )
      .replacing("lin_p", with: "lin_h").replacing("lin_out", with: "lin_p")
      file.add(prefix + name, shape: tensor.shape, tensor.values)
    }
    try file.write(to: folder.path + "/old.safetensors")
    let other = PFNet(TrainerTests.architecture, seed: 5)
    try other.load(SafeTensors(folder.path + "/old.safetensors"))
    #expect(other.tensors().map(\.values) == network.tensors().map(\.values))
  }

  @Test func namesTheFirstTensorThatDoesNotFit() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let path = folder.path + "/model.safetensors"
    try ModelFile.write(PFNet(TrainerTests.architecture), to: path)
    var wider = TrainerTests.architecture
    wider.encoder = [8, 5]
    let failure = try #require(throws: Failure.self) { try PFNet(wider).load(SafeTensors(path)) }
    #expect(
      failure.what
        == "the tensor 'nn1.2.weight' has the shape [6, 8], and the architecture needs [5, 8]")
    var deeper = TrainerTests.architecture
    deeper.gravNetLayers = 3
    let missing = try #require(throws: Failure.self) { try PFNet(deeper).load(SafeTensors(path)) }
    #expect(missing.what == "the tensor 'conv.2.lin_s.weight' is missing")
  }

  /// A few bytes of metadata must not make the program ask for a machine's whole memory.
  @Test func refusesAHugeArchitectureBeforeAllocatingIt() throws {
    try withFolder { folder in
      let path = folder + "/model.safetensors"
      var huge = TrainerTests.architecture
      huge.encoder = [Int](repeating: 4096, count: 16)
      huge.headHidden = huge.encoder
      let json = String(decoding: try JSONEncoder().encode(huge), as: UTF8.self)
      var file = SafeTensorsWriter(
        metadata: ["format": "fairmlpf-model", "architecture": json])
      file.add("a", shape: [1], [Float(1)])
      try file.write(to: path)
      #expect(
        try #require(throws: Failure.self) { try ModelFile.read(path) }.what
          == "the tensor 'nn1.0.weight' is missing")
      huge.encoder.append(1)
      #expect(huge.problem == "encoder: give 1 to 16 widths from 1 to 4096")
    }
  }

  @Test func refusesForeignAndDamagedFiles() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let path = folder.path + "/model.safetensors"
    var foreign = SafeTensorsWriter()
    foreign.add("a", shape: [1], [Float(1)])
    try foreign.write(to: path)
    #expect(
      try #require(throws: Failure.self) { try ModelFile.read(path) }.what
        == "the file holds no fairmlpf model")
    try ModelFile.write(PFNet(TrainerTests.architecture), to: path)
    let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    for length in stride(from: 0, to: bytes.count, by: 997) {
      try bytes.prefix(length).write(to: URL(fileURLWithPath: path))
      let failure = try #require(throws: Failure.self) { try ModelFile.read(path) }
      #expect(failure.status == .badData)
    }
  }
}
