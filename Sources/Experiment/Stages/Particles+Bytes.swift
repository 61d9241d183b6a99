import Events
import MLPF

extension Particles {
  /// The particles as bytes, for another rank of the same program.
  var bytes: [UInt8] {
    var bytes: [UInt8] = withUnsafeBytes(of: count) { Array($0) }
    bytes += pid.map { UInt8($0.rawValue) }
    for column in [charge, pT, eta, sinPhi, cosPhi, energy] {
      bytes += column.withUnsafeBytes { Array($0) }
    }
    return bytes
  }

  /// The particles that stand at the start of some bytes, which are taken from there.
  init(takingFrom bytes: inout ArraySlice<UInt8>) {
    self.init()
    let count = bytes.take(1, as: Int.self)[0]
    let pid = bytes.take(count, as: UInt8.self)
    let columns = (0..<6).map { _ in bytes.take(count, as: Float.self) }
    for row in 0..<count {
      append(
        pid: PID(rawValue: Int(pid[row])) ?? .none, charge: columns[0][row], pT: columns[1][row],
        eta: columns[2][row], sinPhi: columns[3][row], cosPhi: columns[4][row],
        energy: columns[5][row])
    }
  }
}
