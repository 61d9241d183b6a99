import CCurl
import Files
import FoundationEssentials

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The content of one request on its way, which libcurl takes piece by piece.
@safe final class SentContent {
  /// How many bytes it has.
  let count: Int
  /// Why this side ended the request, if it did.
  private(set) var failure: Failure?
  private let bytes: Data
  private let path: String
  /// -1 where the bytes are in memory.
  private let descriptor: Int32
  private let watch: (Int) -> Bool
  private var sent = 0

  /// Opens what is sent.
  ///
  /// - Parameters:
  ///   - content: what is sent.
  ///   - watch: is told how many bytes have gone; `false` ends the request.
  /// - Throws: `Failure` when a file cannot be opened.
  init(_ content: SentRequest.Content, _ watch: @escaping (Int) -> Bool) throws(Failure) {
    self.watch = watch
    switch content {
    case .none: (bytes, count, path, descriptor) = (Data(), 0, "", -1)
    case .bytes(let bytes, _):
      (self.bytes, count, path, descriptor) = (bytes, bytes.count, "", -1)
    case .file(let path, let size, _):
      (bytes, count, self.path) = (Data(), size, path)
      descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw Failure.system(errno, "open", path) }
    }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Makes a request send this; it must live as long as the request.
  func attach(to handle: UnsafeMutableRawPointer) {
    let context = unsafe Unmanaged.passUnretained(self).toOpaque()
    unsafe ccurl_set_sender(
      handle,
      { place, size, count, context in
        guard let place = unsafe place, let context = unsafe context else { return 0 }
        let content = unsafe Unmanaged<SentContent>.fromOpaque(context).takeUnretainedValue()
        let piece = unsafe UnsafeMutableRawBufferPointer(start: place, count: size * count)
        return unsafe content.fill(piece) ?? Int(CURL_READFUNC_ABORT)
      }, context, curl_off_t(count))
  }

  /// Tells how far it is, and asks whether to go on.
  func isWanted() -> Bool {
    guard !watch(sent) else { return true }
    failure = Failure(
      "the upload was interrupted", at: path, remedy: "Run the same command again to go on",
      status: .interrupted)
    return false
  }

  /// Gives the next bytes.
  ///
  /// - Returns: how many; 0 at the end, `nil` to end the request.
  private func fill(_ piece: UnsafeMutableRawBufferPointer) -> Int? {
    guard isWanted() else { return nil }
    let wanted = min(piece.count, count - sent)
    guard wanted > 0 else { return 0 }
    guard descriptor >= 0 else {
      unsafe bytes.copyBytes(to: piece, from: sent..<(sent + wanted))
      sent += wanted
      return wanted
    }
    while true {
      let got = unsafe read(descriptor, piece.baseAddress, wanted)
      if got > 0 {
        sent += got
        return got
      }
      if got < 0, errno == EINTR { continue }
      failure =
        got < 0
        ? Failure.system(errno, "read", path)
        : Failure(
          "the file became shorter while it was sent", at: path,
          remedy: "Run the command again when nothing changes it", status: .badData)
      return nil
    }
  }
}
