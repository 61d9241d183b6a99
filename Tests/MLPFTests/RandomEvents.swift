import Events

@testable import MLPF

/// Small events with well-behaved numbers, the same for the same seed.
enum RandomEvents {
  static func example(_ count: Int, seed: UInt64, coincident: Bool = false) -> Learner.Example {
    var generator = SeededGenerator(seed: seed)
    var x: [Float] = []
    var targets = Particles()
    for row in 0..<count {
      if coincident, row >= count / 2 {
        x += Array(x[(row - count / 2) * 12..<(row - count / 2 + 1) * 12])
      } else {
        x += (0..<12).map { _ in generator.symmetric() }
      }
      let numbers = (0..<6).map { _ in generator.symmetric() * 2 }
      targets.append(
        pid: PID(rawValue: Int(generator.next() % 6)) ?? .none, charge: numbers[0],
        pT: numbers[1], eta: numbers[2], sinPhi: numbers[3], cosPhi: numbers[4],
        energy: numbers[5])
    }
    return Learner.Example(elements: Table(x, rows: count, columns: 12), targets: targets)
  }

  /// Its features in float64, row by row.
  static func rows(_ example: Learner.Example) -> [[Double]] {
    (0..<example.elements.rows).map { row in
      (0..<12).map { Double(example.elements[row, $0]) }
    }
  }

  /// An event of the data set's form with plausible classes, for training tests.
  static func event(_ count: Int, seed: UInt64) -> Event {
    let example = example(count, seed: seed)
    let targets = example.targets
    let rows = (0..<count).flatMap { row -> [Float] in
      [
        Float(targets.pid[row].rawValue), targets.charge[row], abs(targets.pT[row]) + 0.1,
        targets.eta[row], targets.sinPhi[row], targets.cosPhi[row], abs(targets.energy[row]) + 0.1,
      ]
    }
    let table = Table(rows, rows: count, columns: 7)
    return Event(elements: example.elements, truth: table, ruleBased: table)
  }
}
