import Evaluation
import Events
import Figures
import Relevance

extension Method {
  /// Colour and marker, the same in all figures.
  var style: Series.Style {
    switch self {
    case .mlpf: .network
    case .ruleBased: .ruleBased
    case .baseline: .trivial
    }
  }
}

extension PID {
  /// More than one: "charged hadrons".
  var plural: String { self == .none ? "elements without a particle" : "\(name)s" }

  /// The name as part of a file's name.
  var fileName: String { name.split(separator: " ").joined(separator: "_") }
}

extension Quantity {
  /// The title of an axis: "pT (GeV)".
  var axisLabel: String { unit.isEmpty ? name : "\(name) (\(unit))" }

  /// The name as part of a file's name, in small letters.
  var fileName: String {
    switch self {
    case .charge: "charge"
    case .pT: "pt"
    case .eta: "eta"
    case .sinPhi: "sin_phi"
    case .cosPhi: "cos_phi"
    case .energy: "e"
    }
  }
}

extension Explanation.FeatureNames {
  /// Names of the features of a kind; where it has none, neighbours of the other kind may.
  func names(_ kind: ElementKind) -> [String] {
    let names = kind == .cluster ? cluster : track
    return zip(names, both).map { $0 == "unused" ? $1 : $0 }
  }
}

extension [Panel] {
  /// Panels side by side, so that rows of up to three are filled evenly.
  var sideBySide: Int { count == 4 ? 2 : Swift.min(count, 3) }
}

extension Histogram {
  /// The entries inside the axis.
  var inside: Int { counts.reduce(0, +) }

  /// The entries as a histogram; `isLogarithmic` leaves gaps for empty bins, which have no logarithm.
  func steps(isLogarithmic: Bool = false) -> Series.Shape {
    .steps(
      edges: axis.edges,
      values: counts.map { $0 == 0 && isLogarithmic ? nil : Double($0) })
  }

  /// The share of all entries in each bin.
  var shares: Series.Shape {
    let all = Double(max(entries, 1))
    return .steps(edges: axis.edges, values: counts.map { Double($0) / all })
  }
}
