/// Every metric of every method on one subset of the elements.
public struct SubsetResult: Codable, Sendable, Equatable {
  /// Which elements.
  public let subset: Subset
  /// Number of elements.
  public let elements: Int
  /// The methods, in the order of `Method`.
  public let methods: [MethodResult]
  /// Distributions of the true particles.
  public let truth: Distributions
  /// Numbers of particles of each class, one entry per event, in the order events were added.
  public let counts: [ParticleCounts]

  /// The result of a method.
  ///
  /// - Parameter method: any.
  public subscript(method: Method) -> MethodResult? { methods.first { $0.method == method } }
}
