import Events
import Files
import MLPF
import TestSupport
import Testing

/// A network with one event of 64 elements and its relevance, in float64 by an independent PyTorch
/// implementation (PyTorch 2.13.0), checked there against a second library.
struct Recorded: CustomTestStringConvertible, Sendable {
  let name: String
  let preset: Architecture.Preset
  /// The name of nn3's input parts does not matter here; the number of GravNet layers does.
  static let all = [
    Recorded(name: "pfnet7", preset: .lrpPaper), Recorded(name: "pyg", preset: .pyg202207),
  ]
  var testDescription: String { name }

  func open() throws -> SafeTensors { try SafeTensors(Repository.recordedNetwork(name)) }

  func network(_ file: SafeTensors) throws -> PFNet {
    let network = PFNet(preset.architecture)
    try network.load(file, prefix: "w/")
    return network
  }

  func elements(_ file: SafeTensors) throws -> Table {
    let x = try #require(file.floats("x"))
    return Table(x, rows: x.count / 12, columns: 12)
  }
}

extension SafeTensors {
  func recorded(_ name: String) throws -> [Double] {
    try #require(doubles("\(name).f64") ?? doubles(name), "no tensor \(name)")
  }
}

/// The largest |a - b| / |b| over all numbers; where b is 0, a must be 0 too.
func worstRelativeError(_ a: [Double], _ b: [Double]) -> Double {
  precondition(a.count == b.count, "\(a.count) against \(b.count)")
  return zip(a, b).reduce(0) { worst, pair in
    if pair.0 == pair.1 { return worst }
    return max(worst, pair.1 == 0 ? .infinity : abs(pair.0 - pair.1) / abs(pair.1))
  }
}
