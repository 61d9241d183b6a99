import Dispatch
public import Files
import Synchronization

/// Makes event stores of DELPHES files, as many at a time as there are workers.
public struct Conversion: Sendable {
  /// The stores in the order of the files they were made from.
  public let stores: [String]
  /// How many of them were written.
  public let converted: Int
  /// How many were up to date already.
  public let skipped: Int

  /// Describes what was done.
  ///
  /// - Parameters:
  ///   - stores: the stores.
  ///   - converted: how many of them were written.
  ///   - skipped: how many were up to date.
  package init(stores: [String], converted: Int, skipped: Int) {
    (self.stores, self.converted, self.skipped) = (stores, converted, skipped)
  }

  /// The store of a file.
  ///
  /// - Parameters:
  ///   - file: path of the file.
  ///   - folder: where stores go.
  /// - Returns: its path.
  package static func store(of file: String, in folder: String) -> String {
    FileName.join(folder, EventStore.name(for: file))
  }

  /// Refuses files that would have the same store.
  ///
  /// - Parameters:
  ///   - files: paths of the files.
  ///   - folder: where stores go.
  /// - Throws: `Failure` that names two of them.
  package static func checkDistinct(_ files: [String], in folder: String) throws(Failure) {
    try FileName.checkDistinct(
      files.map { store(of: $0, in: folder) }, of: files, "event store")
  }

  /// Converts files whose stores are missing or stale; the others are left alone.
  ///
  /// Each worker holds one file in memory; with fewer files than workers, several unpack one file.
  /// Leftovers of an interrupted conversion are removed. After a failure no further file is begun;
  /// stores that are finished stay.
  /// - Parameters:
  ///   - files: paths of `.pkl.bz2` or `.pkl` files with different names.
  ///   - folder: where the stores go; created if it does not exist.
  ///   - workers: files at a time, at least 1.
  ///   - progress: is told the number of finished files.
  /// - Returns: what was done.
  /// - Throws: `Failure` of the first file, in the order given, that cannot be converted.
  @discardableResult
  public static func convert(
    files: [String], into folder: String, workers: Int, progress: any Progress
  ) throws(Failure) -> Conversion {
    let stores = files.map { store(of: $0, in: folder) }
    try checkDistinct(files, in: folder)
    try FolderContents.create(folder)
    try AtomicFile.removeLeftovers(in: folder)

    let stale = files.indices.filter {
      !EventStore.isUpToDate(store: stores[$0], source: files[$0])
    }
    let skipped = files.count - stale.count
    if skipped > 0 {
      progress.say(
        stale.isEmpty
          ? "All \(skipped) event stores are up to date."
          : "\(skipped) of \(files.count) event stores are up to date.")
    }
    let board = Board(done: skipped, total: files.count, progress: progress)
    let threads = max(1, workers / max(1, stale.count))
    let queue = Mutex((next: 0, failures: [Int: Failure]()))
    DispatchQueue.concurrentPerform(iterations: max(1, min(workers, stale.count))) { _ in
      while let index = queue.withLock({ queue -> Int? in
        guard queue.failures.isEmpty, queue.next < stale.count else { return nil }
        defer { queue.next += 1 }
        return stale[queue.next]
      }) {
        do throws(Failure) {
          let name = FileName.last(files[index])
          let file = try DelphesFile.read(files[index], threads: threads) { board.note(name, $0) }
          try EventStore.write(file, to: stores[index])
          board.finish(name)
        } catch {
          queue.withLock { $0.failures[index] = error }
        }
      }
    }
    // Files are begun in order, so the lowest index is the same whatever the timing.
    if let first = queue.withLock({ $0.failures.min { $0.key < $1.key } }) { throw first.value }
    return Conversion(stores: stores, converted: stale.count, skipped: skipped)
  }

  /// Counts finished files for the progress of several workers.
  private final class Board: Sendable {
    private let state: Mutex<(done: Int, percent: [String: Int])>
    private let total: Int
    private let progress: any Progress

    init(done: Int, total: Int, progress: any Progress) {
      state = Mutex((done, [:]))
      self.total = total
      self.progress = progress
    }

    /// Reports how far a file is, in steps of whole percents.
    func note(_ name: String, _ part: Double) {
      let percent = Int(part * 100)
      state.withLock { state in
        guard state.percent.updateValue(percent, forKey: name) != percent else { return }
        progress.report(state.done, of: total, note: "\(name) \(percent) %")
      }
    }

    func finish(_ name: String) {
      state.withLock { state in
        state.percent[name] = nil
        state.done += 1
        progress.report(state.done, of: total, note: name)
      }
    }
  }
}
