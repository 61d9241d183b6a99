public import Files

/// A file of DELPHES events as published with MLPF: a Python pickle, packed with bzip2 or not.
///
/// The pickle is a dictionary of three lists, `X`, `ygen` and `ycand`, with one array per event
/// (`docs/formats.md`). It is read as data; nothing it contains is ever run.
public struct DelphesFile: Sendable {
  /// The path it was read from.
  public let path: String
  /// The events, in the file's order.
  public let events: [Event]
  /// Pickle protocol, 0 to 5.
  public let pickleProtocol: Int
  /// NumPy's name of the element type of `X`, such as "<f8"; "mixed" if events differ.
  public let dtype: String
  /// Keys beside the three known ones, in natural order; their content is ignored.
  public let extraKeys: [String]
  /// Size of the file in bytes.
  public let size: Int
  /// SHA-256 of the file as 64 lower-case hexadecimal digits.
  public let sha256: String
  /// When the file was last changed, seconds and nanoseconds since 1970: "1764000000.000000000".
  public let modified: String

  /// Reads and checks a file.
  ///
  /// Memory stays near the size of the events as float32: arrays are converted one by one as they
  /// are unpacked.
  /// - Parameters:
  ///   - path: a `.pkl.bz2` or `.pkl` file.
  ///   - threads: how many may unpack it; a thread holds a block of up to 900 kB.
  ///   - onProgress: called from time to time with the part of the file that has been used, 0 to 1.
  /// - Returns: its events; each has at least one element, finite numbers and known classes.
  /// - Throws: `Failure` with status `badData` when the file is damaged, is no file of events, or
  ///   refers to anything that is not data; `missingInput` when it does not exist.
  /// - Complexity: O(size), nearly all of it the bzip2 decompression.
  public static func read(
    _ path: String, threads: Int = 1, onProgress: ((Double) -> Void)? = nil
  ) throws(Failure) -> DelphesFile {
    let stream = try Bzip2Stream(path, threads: threads)
    var reader = PickleReader(stream)
    if let onProgress {
      let size = Double(max(1, stream.size))
      reader.onObject = { onProgress(min(1, Double(stream.fileOffset) / size)) }
    }
    let value: PickleValue
    do throws(Failure) {
      value = try reader.read()
    } catch {
      var failure = error
      if let event = reader.eventAtHand { failure.place += ", \(event)" }
      throw failure
    }
    let content = try DelphesContent(value, reader, path)
    return DelphesFile(
      path: path, events: try content.events(), pickleProtocol: reader.version,
      dtype: content.dtype, extraKeys: content.extraKeys, size: stream.size,
      sha256: try stream.finishDigest(), modified: stream.modified)
  }
}

extension PickleReader {
  /// Which event's array was being read, as far as the unfinished pickle tells: "event 3 of X".
  fileprivate var eventAtHand: String? {
    for height in stride(from: stack.count - 1, to: 0, by: -1) {
      guard case .list(let list) = stack[height], let key = text(stack[height - 1]),
        DelphesContent.keys.contains(key)
      else { continue }
      let above = stack[(height + 1)...]
      if let next = above.first, text(next) != nil { return nil }  // The list is whole already.
      let waiting = above.count {
        if case .array(let array) = $0 { arrays[array].dtype != nil } else { false }
      }
      return "event \(sequences[list].count + waiting) of \(key)"
    }
    return nil
  }
}
