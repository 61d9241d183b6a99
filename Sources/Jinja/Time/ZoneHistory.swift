/// The times of a zone: what the system's file lists, and by what rule they change after that.
struct ZoneHistory {
  /// When clocks are set, and from what to what.
  struct Change {
    /// Seconds since 1970-01-01 UTC.
    let moment: Int
    let before: LocalTime
    let after: LocalTime

    /// Seconds since 1970-01-01 on the clock when the new time surely applies: clocks that are set
    /// back show an hour twice, and the first one belongs to the old time.
    var onClock: Int { moment + max(before.offset, after.offset) }
  }

  /// In the order of time.
  let changes: [Change]
  /// Before the first change.
  let earliest: LocalTime
  /// After the last change; `nil` leaves clocks as they are then.
  let rule: ZoneRule?

  func localTime(at moment: Int) -> LocalTime {
    guard let last = changes.last, moment <= last.moment else {
      return rule?.localTime(at: moment) ?? changes.last?.after ?? earliest
    }
    return time(before: count { $0.moment <= moment })
  }

  func localTime(onClock seconds: Int) -> LocalTime {
    guard let last = changes.last, seconds <= last.onClock else {
      return rule?.localTime(onClock: seconds) ?? changes.last?.after ?? earliest
    }
    return time(before: count { $0.onClock <= seconds })
  }

  private func time(before index: Int) -> LocalTime {
    index == 0 ? earliest : changes[index - 1].after
  }

  /// How many changes have happened; those that have come first.
  private func count(_ hasHappened: (Change) -> Bool) -> Int {
    var (low, high) = (0, changes.count)
    while low < high {
      let middle = (low + high) / 2
      if hasHappened(changes[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
