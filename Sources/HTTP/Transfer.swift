import CCurl
import Files

/// One running transfer, which libcurl hands each piece it receives.
@safe final class Transfer {
  private let handle: UnsafeMutableRawPointer
  private let file: UnsafeMutablePointer<GrowingFile>
  private let limit: Int
  private let progress: any Progress
  private let url: String
  /// Why this side ended the transfer, if it did.
  private var failure: Failure?

  private init(
    _ handle: UnsafeMutableRawPointer, _ file: UnsafeMutablePointer<GrowingFile>, limit: Int,
    progress: any Progress, _ url: String
  ) {
    unsafe self.handle = unsafe handle
    unsafe self.file = unsafe file
    self.limit = limit
    self.progress = progress
    self.url = url
  }

  /// Runs a prepared transfer to its end.
  static func run(
    _ handle: UnsafeMutableRawPointer, into file: inout GrowingFile, limit: Int,
    progress: any Progress, _ url: String
  ) throws(Failure) {
    let (code, failure) = unsafe withUnsafeMutablePointer(to: &file) { file in
      let transfer = unsafe Transfer(handle, file, limit: limit, progress: progress, url)
      let context = unsafe Unmanaged.passUnretained(transfer).toOpaque()
      unsafe ccurl_set_receiver(
        handle,
        { bytes, size, count, context in
          guard let bytes = unsafe bytes, let context = unsafe context else { return 0 }
          let transfer = unsafe Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
          let piece = unsafe UnsafeRawBufferPointer(start: bytes, count: size * count)
          // Fewer bytes taken than given end the transfer.
          return transfer.receive(unsafe piece.bytes) ? size * count : 0
        }, context)
      let code = withExtendedLifetime(transfer) { unsafe ccurl_perform(handle) }
      return (code, transfer.failure)
    }
    if let failure { throw failure }
    guard code == CURLE_OK else {
      throw Failure.transfer(code, status: unsafe ccurl_status(handle), url)
    }
  }

  /// Takes a piece; `false` ends the transfer.
  private func receive(_ piece: RawSpan) -> Bool {
    let done = unsafe file.pointee.count + piece.byteCount
    let total = unsafe Int(max(ccurl_length(handle), 0))
    guard max(done, total) <= limit else {
      failure = Failure(
        "the file is larger than \(limit) bytes, the most that is taken", at: url,
        remedy: "Check the URL", status: .badData)
      return false
    }
    do throws(Failure) {
      try unsafe file.pointee.append(piece)
    } catch {
      failure = error
      return false
    }
    progress.report(done, of: total, note: "")
    return true
  }
}
