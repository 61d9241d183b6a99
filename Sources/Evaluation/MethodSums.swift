import Events

/// Everything gathered about one method on one kind of element.
struct MethodSums: Codable, Sendable, Equatable {
  private(set) var confusion = ConfusionMatrix()
  /// By class and quantity: index (pid - 1) * 3 + quantity.
  private(set) var efficiencies: [Efficiency] = []
  /// By convention, class and quantity.
  private(set) var fakeRates: [FakeRate] = []
  /// By selection, class and quantity.
  private(set) var resolutions: [ResolutionSums] = []
  private(set) var distributions = Distributions()

  private static let quantities = Quantity.kinematic
  private static let selections = Resolution.Selection.allCases
  private static let conventions = FakeRate.Convention.allCases
  /// Entries of one selection or convention: classes x quantities.
  private static let block = PID.particles.count * quantities.count

  init() {
    for pid in PID.particles {
      for quantity in Self.quantities { efficiencies.append(Efficiency(pid, along: quantity)) }
    }
    for convention in Self.conventions {
      for pid in PID.particles {
        for quantity in Self.quantities {
          fakeRates.append(FakeRate(pid, along: quantity, convention))
        }
      }
    }
    for selection in Self.selections {
      for pid in PID.particles {
        for quantity in Self.quantities {
          resolutions.append(ResolutionSums(pid, quantity, selection))
        }
      }
    }
  }

  /// Adds an element.
  ///
  /// `common` says whether prediction and rule-based candidate are both of the true class.
  mutating func add(_ element: Int, truth: Particles, reco: Particles, common: Bool) {
    let gen = truth.pid[element]
    let found = reco.pid[element]
    confusion.fill(truth: gen, reco: found)
    distributions.fill(reco, element)
    guard gen != .none || found != .none else { return }
    for (offset, quantity) in Self.quantities.enumerated() {
      let trueValue = quantity.value(truth, element)
      let recoValue = quantity.value(reco, element)
      if gen != .none {
        let index = (gen.rawValue - 1) * Self.quantities.count + offset
        efficiencies[index].fill(truth: gen, reco: found, value: trueValue)
        if found == gen {
          for (part, selection) in Self.selections.enumerated()
          where selection == .own || common {
            resolutions[part * Self.block + index].add(reco: recoValue, truth: trueValue)
          }
        }
      }
      if found != .none {
        let index = (found.rawValue - 1) * Self.quantities.count + offset
        for part in Self.conventions.indices {
          fakeRates[part * Self.block + index].fill(
            truth: gen, reco: found, trueValue: trueValue, recoValue: recoValue)
        }
      }
    }
  }

  mutating func merge(_ other: MethodSums) {
    confusion.merge(other.confusion)
    for index in efficiencies.indices { efficiencies[index].merge(other.efficiencies[index]) }
    for index in fakeRates.indices { fakeRates[index].merge(other.fakeRates[index]) }
    for index in resolutions.indices { resolutions[index].merge(other.resolutions[index]) }
    distributions.merge(other.distributions)
  }
}
