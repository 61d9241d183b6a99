import CKernels

/// How relevance is shared out over the terms of a sum z = sum_a x_a W_ab, the bias left out.
///
/// A term gets the share that it has in the sum: R_a = x_a W_ab / (z_b + stabiliser) R_b. Activations
/// pass relevance through unchanged. Source: Bach et al., PLoS ONE 10 (2015) e0130140, equation 58;
/// Montavon et al., "Layer-wise relevance propagation: an overview" (2019) for the gamma rule.
public struct RelevanceRule: Sendable, Equatable {
  /// The rules by the name used on the command line.
  public enum Kind: String, Sendable, CaseIterable, Codable {
    /// LRP-epsilon: the stabiliser has the sign of the sum, sign(0) = +1.
    case epsilon
    /// As in the code published with arXiv:2111.12840: the stabiliser is always positive.
    case epsilonUnsigned = "epsilon-unsigned"
    /// Terms that have the sign of their sum count (1 + gamma) times, in the sum as well; with the
    /// stabiliser of LRP-epsilon.
    case gamma
    /// LRP-0: no stabiliser; a sum that is exactly 0 passes nothing on.
    case zero
  }

  /// The rule.
  public let kind: Kind
  /// The stabiliser, 0 for `zero`.
  public let epsilon: Double
  /// The extra weight of terms that have the sign of their sum, 0 but for `gamma`.
  public let gamma: Double

  /// The specification's rule: LRP-epsilon with 1e-9.
  public static let standard = RelevanceRule(.epsilon)

  /// Creates a rule.
  ///
  /// - Parameters:
  ///   - kind: the rule.
  ///   - epsilon: the stabiliser, 0 or more; ignored by `zero`.
  ///   - gamma: 0 or more; ignored but by `gamma`.
  public init(_ kind: Kind, epsilon: Double = 1e-9, gamma: Double = 0.25) {
    precondition(epsilon >= 0 && gamma >= 0 && epsilon.isFinite && gamma.isFinite)
    self.kind = kind
    self.epsilon = kind == .zero ? 0 : epsilon
    self.gamma = kind == .gamma ? gamma : 0
  }

  /// Whether terms that have the sign of their sum count more.
  var favours: Bool { gamma > 0 }

  /// R / (z + stabiliser), in place; 0 where the divisor is 0.
  ///
  /// - Parameters:
  ///   - r: relevance, shape (P, C).
  ///   - z: sums, shape (P, C), or (N, C) where `nodes` says which row.
  ///   - nodes: the row of `z` that each row of `r` uses; `nil` for its own.
  func divide(_ r: DoubleMatrix, by z: DoubleMatrix, nodes: UnsafePointer<Int32>?) {
    precondition(r.columns == z.columns)
    fm_relevance_divide(
      r.base, z.base, nodes, Int64(r.rows), Int64(r.columns), epsilon,
      kind == .epsilonUnsigned ? 0 : 1)
  }
}
