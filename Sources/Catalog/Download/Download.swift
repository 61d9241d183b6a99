import Files
import HTTP

/// A file on its way: its bytes so far, and their digests.
///
/// Nothing gets the file's name but bytes that were found right.
final class Download {
  /// What the record says.
  let file: RecordFile
  let places: FilePlaces
  private let part: LockedFile
  // `nil` only while `verify` runs.
  private var checksums: FileChecksums?
  /// Bytes so far.
  private(set) var count = 0
  /// The most bytes there ever were.
  private(set) var mostCount = 0
  /// What the server of these bytes said to tell the file apart from later ones.
  private(set) var validator: String?
  /// Why this side does not want an answer.
  var refusal: Failure?
  /// Why the bytes cannot be kept.
  var diskFailure: Failure?

  /// Files below this size are fetched again as a whole: keeping what they are costs more.
  private static let leastKept = 1 << 20

  private init(_ file: RecordFile, _ places: FilePlaces, _ part: LockedFile) {
    self.file = file
    self.places = places
    self.part = part
    checksums = FileChecksums(file.checksum?.algorithm, size: file.size)
  }

  /// Begins with a file, or takes it up where an earlier run left it.
  ///
  /// - Parameters:
  ///   - file: what the record says.
  ///   - places: where it lies.
  ///   - goesOn: is told the bytes that were read again so far, and throws to end the reading.
  /// - Returns: `nil` while another process is at it.
  /// - Throws: `Failure` when nothing can be written there, and what `goesOn` throws.
  static func open(
    _ file: RecordFile, _ places: FilePlaces, _ goesOn: (Int) throws(Failure) -> Void
  ) throws(Failure) -> Download? {
    try FolderContents.create(places.folder)
    guard let part = try LockedFile.open(places.part) else { return nil }
    let download = Download(file, places, part)
    if part.size > 0 {
      if let state = PartState(places.state), state.fits(file), part.size <= file.size ?? .max {
        download.validator = state.validator
        try part.read { piece throws(Failure) in
          download.add(piece)
          try goesOn(download.count)
        }
      } else {
        try part.empty()
      }
    }
    return download
  }

  /// Whether all bytes are there, as far as their number is known.
  var isFull: Bool { file.size.map { count == $0 } ?? false }

  private func add(_ piece: RawSpan) {
    checksums?.update(piece)
    count += piece.byteCount
    mostCount = max(mostCount, count)
  }

  /// Adds bytes.
  ///
  /// - Returns: `false` when they are more than there should be or cannot be kept.
  func append(_ piece: RawSpan) -> Bool {
    if let size = file.size, count + piece.byteCount > size {
      refusal = Failure(
        "more than the \(size) bytes arrive that the record says", at: places.final,
        remedy: "Run the command again later", status: .unavailable)
      return false
    }
    do throws(Failure) {
      try part.append(piece)
    } catch {
      diskFailure = error
      return false
    }
    add(piece)
    return true
  }

  /// Starts from the first byte.
  func restart() throws(Failure) {
    try part.empty()
    checksums = FileChecksums(file.checksum?.algorithm, size: file.size)
    count = 0
  }

  /// Remembers what the bytes are of.
  func keepState(_ address: String, _ validator: String?) throws(Failure) {
    self.validator = validator
    guard file.size ?? .max >= Self.leastKept else { return }
    let state = PartState(file, address: address, validator: validator)
    guard PartState(places.state) != state else { return }
    try state.write(to: places.state)
  }

  /// What the bytes so far are; the next ones start from the beginning.
  private func takeIdentity() -> FileIdentity {
    let taken = checksums.take() ?? FileChecksums(nil, size: 0)
    return taken.finish()
  }

  /// Gives the file its name if it is right.
  ///
  /// - Returns: the file; `nil` if its digest is wrong, and then it starts again or was set aside.
  func verify(
    _ origin: FetchedFile.Origin, setsAside: Bool
  ) throws(Failure) -> FetchedFile? {
    let (size, identity) = (count, takeIdentity())
    guard identity.fits(file.checksum) else {
      if setsAside {
        try part.rename(to: places.wrong)
        try FolderContents.remove(places.state)
      } else {
        try restart()
      }
      return nil
    }
    try part.publish(as: places.final)
    try FolderContents.remove(places.state)
    return fetched(identity, size, origin)
  }

  /// Looks at a file that has the name already; one that is something else gets another name.
  ///
  /// - Parameters:
  ///   - progress: told when the file gets another name.
  ///   - goesOn: is told the bytes read so far, and throws to end the reading.
  /// - Returns: the file if it is right.
  /// - Throws: `Failure` when it cannot be read or renamed, and what `goesOn` throws.
  func takePresent(
    _ progress: any Progress, _ goesOn: (Int) throws(Failure) -> Void
  ) throws(Failure) -> FetchedFile? {
    guard let stamp = FileStamp(places.final) else { return nil }
    if stamp.size == file.size ?? stamp.size {
      let identity = try FileChecksums.identity(
        of: places.final, file.checksum?.algorithm, size: stamp.size, goesOn)
      if identity.fits(file.checksum), file.checksum != nil || file.size != nil {
        try discard()
        return fetched(identity, stamp.size, .present)
      }
    }
    try FolderContents.rename(places.final, to: places.wrong)
    progress.say(
      "\(places.final) is not the file of the record; it is now called \(places.wrong).")
    return nil
  }

  /// Removes what there is of the unfinished file.
  func discard() throws(Failure) {
    try FolderContents.remove(places.part)
    try FolderContents.remove(places.state)
  }

  private func fetched(
    _ identity: FileIdentity, _ size: Int, _ origin: FetchedFile.Origin
  ) -> FetchedFile {
    FetchedFile(
      name: file.name, path: places.final, size: size, checksum: file.checksum,
      sha256: identity.sha256, address: file.addresses.first.map(Address.shown) ?? "",
      origin: origin)
  }
}
