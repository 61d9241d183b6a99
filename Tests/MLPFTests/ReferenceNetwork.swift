import Events

@testable import MLPF

/// The network and its loss once more in float64, the oracle of the finite-difference tests.
///
/// Its loops are as plain as the formulas. It shares nothing with the engine but the layout of the parameters.
struct ReferenceNetwork {
  let architecture: Architecture
  let layout: ParameterLayout
  var parameters: [Double]

  init(_ network: PFNet) {
    architecture = network.architecture
    layout = network.layout
    parameters = network.parameters.values(0..<network.parameters.count).map { Double($0) }
  }

  private func linear(_ x: [[Double]], _ layer: ParameterLayout.Layer, _ f: Activation)
    -> [[Double]]
  {
    x.map { row in
      (0..<layer.outputs).map { o in
        var z = parameters[layer.bias + o]
        for i in 0..<layer.inputs { z += parameters[layer.weight + o * layer.inputs + i] * row[i] }
        switch f {
        case .none: return z
        case .elu: return z > 0 ? z : exp(z) - 1
        case .leakyReLU: return z > 0 ? z : 0.01 * z
        }
      }
    }
  }

  private func chain(_ x: [[Double]], _ layers: [ParameterLayout.Layer]) -> [[Double]] {
    var y = x
    for (index, layer) in layers.enumerated() {
      y = linear(y, layer, index == layers.count - 1 ? .none : architecture.activation)
    }
    return y
  }

  /// Neighbours by sorting all distances: the node itself, then by (distance, index).
  static func neighbours(_ s: [[Double]], k: Int) -> [[Int]] {
    s.indices.map { i in
      let distances = s.map { zip(s[i], $0).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) } }
      let others = s.indices.filter { $0 != i }
        .sorted { (distances[$0], $0) < (distances[$1], $1) }
      return [i] + others.prefix(k - 1)
    }
  }

  func forward(_ x0: [[Double]]) -> (logits: [[Double]], p4: [[Double]]) {
    var x = chain(x0, layout.encoder)
    for layer in layout.gravNets {
      let s = linear(x, layer.space, .none)
      let h = linear(x, layer.features, .none)
      let near = Self.neighbours(s, k: min(architecture.neighbours, s.count))
      let m = s.indices.map { i in
        var sum = [Double](repeating: 0, count: architecture.features)
        for j in near[i] {
          let d2 = zip(s[i], s[j]).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
          for f in sum.indices { sum[f] += exp(-10 * d2) * h[j][f] }
        }
        return sum
      }
      x = linear(m, layer.output, architecture.gravNetActivation)
    }
    func inputs(_ parts: [Architecture.HeadInput], _ logits: [[Double]]) -> [[Double]] {
      x0.indices.map { row in
        parts.flatMap { part in
          switch part {
          case .features: x0[row]
          case .nodes: x[row]
          case .logits: logits[row]
          }
        }
      }
    }
    let logits = chain(inputs(architecture.pidInputs, []), layout.pidHead)
    return (logits, chain(inputs(architecture.p4Inputs, logits), layout.p4Head))
  }

  /// The total loss of one event.
  func loss(_ x0: [[Double]], _ targets: Particles, _ options: LossOptions) -> Double {
    let (logits, p4) = forward(x0)
    var counts = [Double](repeating: 0, count: 6)
    for pid in targets.pid { counts[pid.rawValue] += 1 }
    var (classification, weights, regression, rows) = (0.0, 0.0, 0.0, 0)
    for row in x0.indices {
      let id = targets.pid[row].rawValue
      let sum = logits[row].reduce(0) { $0 + exp($1) }
      let p = exp(logits[row][id]) / sum
      let weight = 1 / counts[id].squareRoot()
      weights += weight
      switch options.classification {
      case .crossEntropy: classification -= weight * log(p)
      case .focal(let gamma): classification -= weight * pow(1 - p, Double(gamma)) * log(p)
      }
      let predicted = logits[row].indices.max { logits[row][$0] < logits[row][$1] }
      let counted =
        options.regressionRows == .true ? id != 0 : id != 0 && predicted == id
      guard counted else { continue }
      rows += 1
      let target = [
        targets.charge[row], targets.pT[row], targets.eta[row], targets.sinPhi[row],
        targets.cosPhi[row], targets.energy[row],
      ]
      for (y, t) in zip(p4[row], target) {
        let d = abs(y - Double(t))
        regression += options.regression == .mse ? d * d : d <= 1 ? d * d / 2 : d - 0.5
      }
    }
    let mean = rows == 0 ? 0 : regression / Double(rows * 6)
    return classification / weights + Double(options.alpha) * mean
  }
}

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif
