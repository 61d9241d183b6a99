import Events
import Files
import Foundation
import Testing

@testable import MLPF

/// One event of 64 elements in float64 by an independent PyTorch implementation (PyTorch 2.13.0),
/// checked there against finite differences: outputs, losses, gradients and one Adam step.
struct Fixture: CustomTestStringConvertible, Sendable {
  let name: String
  let preset: Architecture.Preset

  static let all = [
    Fixture(name: "pfnet7", preset: .lrpPaper), Fixture(name: "pyg", preset: .pyg202207),
  ]
  var testDescription: String { name }

  func open() throws -> SafeTensors {
    let url = try #require(
      Bundle.module.url(forResource: name, withExtension: "safetensors", subdirectory: "Fixtures"))
    return try SafeTensors(url.path)
  }

  func network(_ file: SafeTensors) throws -> PFNet {
    let network = PFNet(preset.architecture)
    try network.load(file, prefix: "w/")
    return network
  }

  func example(_ file: SafeTensors) throws -> Learner.Example {
    let x = try #require(file.floats("x") ?? file.floats("x.f64"))
    let id = try #require(file.integers("target_id"))
    let p4 = try #require(file.floats("target_p4") ?? file.floats("target_p4.f64"))
    var particles = Particles()
    for row in id.indices {
      let p = p4[row * 6..<row * 6 + 6].map { $0 }
      particles.append(
        pid: try #require(PID(rawValue: id[row])), charge: p[0], pT: p[1], eta: p[2],
        sinPhi: p[3], cosPhi: p[4], energy: p[5])
    }
    return Learner.Example(
      elements: Table(x, rows: id.count, columns: 12), targets: particles)
  }

  /// Learning rate and alpha as recorded in the file.
  func settings(_ file: SafeTensors) throws -> (learningRate: Float, alpha: Float) {
    let text = try #require(file.metadata["config"])
    let config = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let rate = try #require(config["lr"] as? Double)
    let alpha = try #require(config["alpha"] as? Double)
    return (Float(rate), Float(alpha))
  }
}

/// |a - b| / |b| over all numbers of a tensor.
func relativeError(_ a: [Float], _ b: [Double]) -> Double {
  precondition(a.count == b.count, "\(a.count) against \(b.count)")
  var (difference, norm) = (0.0, 0.0)
  for (a, b) in zip(a, b) {
    difference += (Double(a) - b) * (Double(a) - b)
    norm += b * b
  }
  return norm == 0 ? difference.squareRoot() : (difference / norm).squareRoot()
}

extension SafeTensors {
  /// A tensor stored as `name` or, in double precision, as `name.f64`.
  func recorded(_ name: String) throws -> [Double] {
    try #require(doubles("\(name).f64") ?? doubles(name), "no tensor \(name)")
  }
}

@Suite struct FixtureTests {
  @Test(arguments: Fixture.all) func outputs(_ fixture: Fixture) throws {
    let file = try fixture.open()
    let predictor = Predictor(try fixture.network(file), threads: 2)
    let (logits, p4) = predictor.outputs(try fixture.example(file).elements)
    #expect(relativeError(logits.values, try file.recorded("out_id")) < 1e-5)
    #expect(relativeError(p4.values, try file.recorded("out_p4")) < 1e-5)
  }

  @Test(arguments: Fixture.all) func lossGradientsAndAdamStep(_ fixture: Fixture) throws {
    let file = try fixture.open()
    let (learningRate, alpha) = try fixture.settings(file)
    var loss = LossOptions()
    loss.alpha = alpha
    var optimiser = AdamOptions()
    optimiser.learningRate = learningRate
    let network = try fixture.network(file)
    let learner = Learner(network, loss: loss, optimiser: optimiser, threads: 2)
    let value = learner.differentiate([try fixture.example(file)])
    #expect(relativeError([Float(value.classification)], try file.recorded("loss_clf")) < 1e-5)
    #expect(relativeError([Float(value.regression)], try file.recorded("loss_reg")) < 1e-5)
    #expect(relativeError([Float(value.total)], try file.recorded("loss_total")) < 1e-5)
    for tensor in network.tensors(of: learner.gradients()) {
      // The space bias shifts all coordinates alike and changes nothing: its true gradient is 0, and
      // what float64 records of it (1e-18) is rounding.
      if tensor.name.hasSuffix("lin_s.bias") {
        #expect(tensor.values.allSatisfy { $0 == 0 })
        #expect(try file.recorded("grad/\(tensor.name)").allSatisfy { abs($0) < 1e-15 })
        continue
      }
      let error = relativeError(tensor.values, try file.recorded("grad/\(tensor.name)"))
      #expect(error < 1e-5, "gradient of \(tensor.name): \(error)")
    }
    learner.update()
    for tensor in network.tensors() {
      let error = relativeError(tensor.values, try file.recorded("adam1/\(tensor.name)"))
      #expect(error < 1e-5, "\(tensor.name) after a step of Adam: \(error)")
    }
  }
}
