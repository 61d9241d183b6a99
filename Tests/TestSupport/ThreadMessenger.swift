public import Files
import Foundation
public import MLPF

/// Ranks that are threads of one process, so that what they share is tested without MPI.
public final class ThreadMessenger: Messenger {
  /// What has been sent and not yet been taken, by sender and receiver.
  private final class Board: @unchecked Sendable {
    let condition = NSCondition()
    // Only with the condition locked.
    var letters: [[Int]: [[UInt8]]] = [:]
  }

  /// This rank, from 0.
  public let rank: Int
  /// Number of ranks.
  public let count: Int
  private let board: Board

  private init(_ rank: Int, of count: Int, _ board: Board) {
    (self.rank, self.count, self.board) = (rank, count, board)
  }

  /// Leaves the parts on a board and waits for those of the others.
  ///
  /// - Parameters:
  ///   - parts: bytes for each rank, in order.
  ///   - patience: how long to wait.
  /// - Returns: the bytes from each rank.
  /// - Throws: `Failure` when a rank does not answer in time.
  public func exchange(_ parts: [[UInt8]], patience: Duration) throws(Failure) -> [[UInt8]] {
    board.condition.lock()
    defer { board.condition.unlock() }
    for (peer, part) in parts.enumerated() {
      board.letters[[rank, peer], default: []].append(part)
    }
    board.condition.broadcast()
    let deadline = Date(timeIntervalSinceNow: patience / .seconds(1))
    var received: [[UInt8]] = []
    for peer in 0..<count {
      while board.letters[[peer, rank], default: []].isEmpty {
        guard board.condition.wait(until: deadline) else {
          throw Failure("rank \(peer) has not answered", status: .unavailable)
        }
      }
      received.append(board.letters[[peer, rank]]?.removeFirst() ?? [])
    }
    return received
  }

  /// Runs the same work on several ranks.
  ///
  /// - Parameters:
  ///   - count: number of ranks.
  ///   - body: the work.
  /// - Returns: what came of it, in the order of ranks.
  public static func run<Value: Sendable>(
    _ count: Int, _ body: @escaping @Sendable (Ranks) throws -> Value
  ) -> [Result<Value, any Error>] {
    let board = Board()
    let group = DispatchGroup()
    let results = Results<Value>(count)
    for rank in 0..<count {
      group.enter()
      Thread {
        let ranks = Ranks(ThreadMessenger(rank, of: count, board))
        results.set(rank, Result { try body(ranks) })
        group.leave()
      }.start()
    }
    group.wait()
    return results.all()
  }

  private final class Results<Value: Sendable>: @unchecked Sendable {
    private let lock = NSLock()
    private var values: [Result<Value, any Error>?]

    init(_ count: Int) { values = Array(repeating: nil, count: count) }

    func set(_ rank: Int, _ value: Result<Value, any Error>) {
      lock.withLock { values[rank] = value }
    }

    func all() -> [Result<Value, any Error>] { lock.withLock { values.compactMap { $0 } } }
  }
}
