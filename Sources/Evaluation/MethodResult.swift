public import Events

/// Every metric of one method on one subset of the elements.
public struct MethodResult: Codable, Sendable, Equatable {
  /// The method.
  public let method: Method
  /// Share of elements given their true class.
  @OrNull public var accuracy: Double?
  /// Accuracy over the elements with a particle both in truth and by the method.
  @OrNull public var maskedAccuracy: Double?
  /// Classes given against true classes.
  public let confusion: ConfusionMatrix
  /// Efficiencies by class and quantity.
  public let efficiencies: [Efficiency]
  /// Fake rates by convention, class and quantity.
  public let fakeRates: [FakeRate]
  /// Resolutions by selection, class and quantity.
  public let resolutions: [Resolution]
  /// Multiplicities by class, none included.
  public let multiplicities: [Multiplicity]
  /// Distributions of the method's particles.
  public let distributions: Distributions

  init(
    method: Method, confusion: ConfusionMatrix, efficiencies: [Efficiency], fakeRates: [FakeRate],
    resolutions: [Resolution], multiplicities: [Multiplicity], distributions: Distributions
  ) {
    self.method = method
    self.confusion = confusion
    self.efficiencies = efficiencies
    self.fakeRates = fakeRates
    self.resolutions = resolutions
    self.multiplicities = multiplicities
    self.distributions = distributions
    _accuracy = OrNull(wrappedValue: confusion.accuracy)
    _maskedAccuracy = OrNull(wrappedValue: confusion.maskedAccuracy)
  }

  /// The efficiency of a class along a quantity.
  ///
  /// - Parameters:
  ///   - pid: any class but none.
  ///   - quantity: pT, eta or energy.
  /// - Returns: `nil` for another class or quantity.
  public func efficiency(_ pid: PID, along quantity: Quantity) -> Efficiency? {
    efficiencies.first { $0.pid == pid && $0.quantity == quantity }
  }

  /// The fake rate of a class along a quantity.
  ///
  /// - Parameters:
  ///   - pid: any class but none.
  ///   - quantity: pT, eta or energy.
  ///   - convention: what counts as a fake.
  /// - Returns: `nil` for another class or quantity.
  public func fakeRate(_ pid: PID, along quantity: Quantity, _ convention: FakeRate.Convention)
    -> FakeRate?
  {
    fakeRates.first { $0.pid == pid && $0.quantity == quantity && $0.convention == convention }
  }

  /// The resolution of a quantity of a class.
  ///
  /// - Parameters:
  ///   - pid: any class but none.
  ///   - quantity: pT, eta or energy.
  ///   - selection: which elements are compared.
  /// - Returns: `nil` for another class or quantity.
  public func resolution(_ pid: PID, _ quantity: Quantity, _ selection: Resolution.Selection)
    -> Resolution?
  {
    resolutions.first { $0.pid == pid && $0.quantity == quantity && $0.selection == selection }
  }

  /// The multiplicity of a class.
  ///
  /// - Parameter pid: any class.
  /// - Returns: `nil` if the result was read from a file that lacks it.
  public func multiplicity(_ pid: PID) -> Multiplicity? { multiplicities.first { $0.pid == pid } }
}
