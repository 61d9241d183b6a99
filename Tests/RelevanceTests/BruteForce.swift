import Events

@testable import MLPF
@testable import Relevance

/// Relevance as its definition says: one number per explained node, node and feature at every layer,
/// loops over everything, nothing shared with the engine but the layout of the parameters.
struct BruteForce {
  let architecture: Architecture
  let layout: ParameterLayout
  let parameters: [Double]
  let rule: RelevanceRule

  init(_ network: PFNet, _ rule: RelevanceRule) {
    architecture = network.architecture
    layout = network.layout
    parameters = network.parameters.values(0..<network.parameters.count).map { Double($0) }
    self.rule = rule
  }

  typealias Rows = [[Double]]

  /// Shares R out over the terms of a sum.
  private func shares(_ terms: [Double], _ r: Double) -> [Double] {
    let sum = terms.reduce(0, +)
    let favoured = terms.map { term in
      rule.kind == .gamma && term != 0 && (term > 0) == (sum >= 0) ? term * (1 + rule.gamma) : term
    }
    let total = favoured.reduce(0, +)
    let stabiliser =
      rule.kind == .epsilonUnsigned || sum >= 0 ? rule.epsilon : -rule.epsilon
    if total + stabiliser == 0 { return terms.map { _ in 0 } }
    return favoured.map { $0 / (total + stabiliser) * r }
  }

  private func linear(_ x: Rows, _ layer: ParameterLayout.Layer, _ f: Activation) -> Rows {
    x.map { row in
      (0..<layer.outputs).map { o in
        var z = parameters[layer.bias + o]
        for i in 0..<layer.inputs { z += parameters[layer.weight + o * layer.inputs + i] * row[i] }
        switch f {
        case .none: return z
        case .elu: return z > 0 ? z : expm1(z)
        case .leakyReLU: return z > 0 ? z : 0.01 * z
        }
      }
    }
  }

  /// Relevance (N, out) of a layer's outputs to (N, in) of its inputs.
  private func back(_ r: Rows, _ x: Rows, _ layer: ParameterLayout.Layer) -> Rows {
    zip(r, x).map { r, x in
      var result = [Double](repeating: 0, count: layer.inputs)
      for o in 0..<layer.outputs where r[o] != 0 {
        let terms = (0..<layer.inputs).map {
          x[$0] * parameters[layer.weight + o * layer.inputs + $0]
        }
        for (i, share) in shares(terms, r[o]).enumerated() { result[i] += share }
      }
      return result
    }
  }

  /// A chain of layers: inputs of each layer, and the output.
  private func chain(_ x: Rows, _ layers: [ParameterLayout.Layer]) -> (inputs: [Rows], y: Rows) {
    var (inputs, y) = ([Rows](), x)
    for (index, layer) in layers.enumerated() {
      inputs.append(y)
      y = linear(y, layer, index == layers.count - 1 ? .none : architecture.activation)
    }
    return (inputs, y)
  }

  private func back(_ r: Rows, _ inputs: [Rows], _ layers: [ParameterLayout.Layer]) -> Rows {
    zip(inputs, layers).reversed().reduce(r) { back($0, $1.0, $1.1) }
  }

  private struct GravNetPass {
    var x: Rows
    var h: Rows
    var m: Rows
    /// Adjacency, dense: weight of node j in the sum of node i.
    var weights: Rows
  }

  private func width(_ part: Architecture.HeadInput) -> Int {
    switch part {
    case .features: 12
    case .nodes: architecture.gravNetOutput
    case .logits: 6
    }
  }

  /// Relevance of an output of every node on every node and feature, shape (N, N, 12).
  func relevance(_ x0: Rows, _ output: ExplainedOutput) -> [Double] {
    let encoder = chain(x0, layout.encoder)
    var (x, passes) = (encoder.y, [GravNetPass]())
    for layer in layout.gravNets {
      let s = linear(x, layer.space, .none)
      let h = linear(x, layer.features, .none)
      let weights = s.indices.map { i in
        let d2 = s.map { zip(s[i], $0).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) } }
        let near = s.indices.sorted { (d2[$0], $0) < (d2[$1], $1) }
        var row = [Double](repeating: 0, count: s.count)
        for j in near.prefix(architecture.neighbours) { row[j] = exp(-10 * d2[j]) }
        return row
      }
      let m = weights.map { w in
        (0..<architecture.features).map { f in zip(w, h).reduce(0) { $0 + $1.0 * $1.1[f] } }
      }
      passes.append(GravNetPass(x: x, h: h, m: m, weights: weights))
      x = linear(m, layer.output, architecture.gravNetActivation)
    }
    func inputs(_ parts: [Architecture.HeadInput], _ logits: Rows) -> Rows {
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
    let pid = chain(inputs(architecture.pidInputs, []), layout.pidHead)
    let p4 = chain(inputs(architecture.p4Inputs, pid.y), layout.p4Head)
    return x0.indices.flatMap { node in
      explain(node, output, x0, encoder.inputs, passes, pid, p4).flatMap { $0 }
    }
  }

  /// Relevance of one node's output on every node and feature, shape (N, 12).
  private func explain(
    _ node: Int, _ output: ExplainedOutput, _ x0: Rows, _ encoder: [Rows],
    _ passes: [GravNetPass], _ pid: (inputs: [Rows], y: Rows), _ p4: (inputs: [Rows], y: Rows)
  ) -> Rows {
    func zeros(_ columns: Int) -> Rows {
      Rows(repeating: [Double](repeating: 0, count: columns), count: x0.count)
    }
    var (direct, nodes, logits) = (zeros(12), zeros(architecture.gravNetOutput), zeros(6))
    func split(_ r: Rows, _ parts: [Architecture.HeadInput]) {
      for row in r.indices {
        var column = 0
        for part in parts {
          for index in 0..<width(part) {
            switch part {
            case .features: direct[row][index] += r[row][column]
            case .nodes: nodes[row][index] += r[row][column]
            case .logits: logits[row][index] += r[row][column]
            }
            column += 1
          }
        }
      }
    }
    switch output {
    case .momentum(let component):
      var start = zeros(6)
      start[node][component] = p4.y[node][component]
      split(back(start, p4.inputs, layout.p4Head), architecture.p4Inputs)
    case .pid(let explained): logits[node][explained.rawValue] = pid.y[node][explained.rawValue]
    case .predicted:
      let best = (0..<6).max { pid.y[node][$0] < pid.y[node][$1] } ?? 0
      logits[node][best] = pid.y[node][best]
    }
    split(back(logits, pid.inputs, layout.pidHead), architecture.pidInputs)
    var r = nodes
    for (pass, layer) in zip(passes, layout.gravNets).reversed() {
      let m = back(r, pass.m, layer.output)
      var h = zeros(architecture.features)
      for i in m.indices {
        for f in 0..<architecture.features where m[i][f] != 0 {
          let terms = m.indices.map { pass.weights[i][$0] * pass.h[$0][f] }
          for (j, share) in shares(terms, m[i][f]).enumerated() { h[j][f] += share }
        }
      }
      r = back(h, pass.x, layer.features)
    }
    r = back(r, encoder, layout.encoder)
    return zip(r, direct).map { zip($0, $1).map { $0 + $1 } }
  }
}

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif
