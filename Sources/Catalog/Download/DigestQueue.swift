import Dispatch
import Files

/// A digest that is computed beside the thread that brings the bytes.
final class DigestQueue: @unchecked Sendable {
  // Touched on `queue` only; `nil` once it has ended.
  private var digest: Digest?
  private let queue = DispatchQueue(label: "fairmlpf.digest")
  private let room = DispatchSemaphore(value: mostWaiting)

  /// Whoever brings bytes faster than they are taken has to wait, so that memory stays small.
  private static let mostWaiting = 4

  init(_ algorithm: Digest.Algorithm) { digest = Digest(algorithm) }

  /// Adds bytes; waits while too many others are waiting.
  func add(_ block: [UInt8]) {
    room.wait()
    queue.async { [self] in
      unsafe digest?.update(block.span.bytes)
      room.signal()
    }
  }

  /// Ends the digest once all bytes are in it.
  ///
  /// - Returns: lower-case hexadecimal digits.
  func finish() -> String { queue.sync { digest.take()?.finish() ?? "" } }
}
