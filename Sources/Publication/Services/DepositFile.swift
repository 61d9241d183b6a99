public import Files
import FoundationEssentials

/// A file that a deposit is to have.
public struct DepositFile: Sendable, Equatable {
  /// Its name in the deposit.
  public let name: String
  /// Where it lies.
  public let path: String
  /// Number of bytes.
  public let size: Int
  /// Its MD5, in hexadecimal digits.
  public let md5: String

  /// The most files of a record at Zenodo.
  static let mostFiles = 100
  /// The most bytes of a record at Zenodo.
  static let mostBytes = 50_000_000_000
  /// The most characters of a name.
  static let longestName = 255

  /// Finds the files of a publication and reads all of them for their digests.
  ///
  /// - Parameters:
  ///   - folder: the folder of the publication. A folder in it is left out if a zip archive of its name
  ///     lies beside it.
  ///   - shouldStop: asked whether the user wants to stop.
  /// - Returns: files by name.
  /// - Throws: `Failure` with status `badData` when the repository would not take them, `interrupted`,
  ///   and what reading files throws.
  public static func all(
    in folder: String, shouldStop: () -> Bool = { false }
  ) throws(Failure) -> [DepositFile] {
    let names = try FolderContents.names(folder).sorted {
      $0.utf8.lexicographicallyPrecedes($1.utf8)
    }
    var sizes: [(name: String, size: Int)] = []
    for name in names {
      let path = "\(folder)/\(name)"
      if FolderContents.isFolder(path) {
        guard names.contains("\(name).zip") else {
          throw Failure(
            "a record has no folders, and this one is in no archive", at: path,
            remedy: "Run 'fairmlpf package --force', or put it into \(name).zip beside it",
            status: .badData)
        }
        continue
      }
      sizes.append((name, try size(path, name)))
    }
    try check(sizes, folder)
    var files: [DepositFile] = []
    for (name, size) in sizes {
      let path = "\(folder)/\(name)"
      files.append(
        DepositFile(name: name, path: path, size: size, md5: try md5(path, shouldStop)))
    }
    return files
  }

  private static func size(_ path: String, _ name: String) throws(Failure) -> Int {
    // What a link leads to may be anything, and would be there for all to read.
    guard FolderContents.isFileItself(path) else {
      throw Failure(
        "only files can be sent, and this is something else, such as a link", at: path,
        remedy: "Run 'fairmlpf package --force', or remove it", status: .badData)
    }
    let size = try FileStamp(of: path).size
    guard size > 0 else {
      throw Failure(
        "a record has no empty files", at: path, remedy: "Remove it, or write something into it",
        status: .badData)
    }
    guard name.count <= longestName else {
      throw Failure(
        "the name has more than \(longestName) characters", at: path,
        remedy: "Give it a shorter one", status: .badData)
    }
    return size
  }

  private static func check(
    _ sizes: [(name: String, size: Int)], _ folder: String
  ) throws(Failure) {
    guard !sizes.isEmpty else {
      throw Failure(
        "there are no files to send", at: folder, remedy: "Run 'fairmlpf package' first",
        status: .missingInput)
    }
    guard sizes.count <= mostFiles else {
      throw Failure(
        "there are \(sizes.count) files, and a record has at most \(mostFiles)", at: folder,
        remedy: "Put some of them into a zip archive", status: .badData)
    }
    let total = sizes.reduce(0) { $0 + $1.size }
    guard total <= mostBytes else {
      throw Failure(
        "the files have \(ByteText.of(total)), and a record has at most \(ByteText.of(mostBytes))",
        at: folder, remedy: "Leave out what others can make themselves", status: .badData)
    }
  }

  private static func md5(_ path: String, _ shouldStop: () -> Bool) throws(Failure) -> String {
    try Digest.ofFile(path, .md5) { _ throws(Failure) in
      guard !shouldStop() else { throw interrupted }
    }
  }

  /// The user wants to stop.
  static let interrupted = Failure(
    "publishing was interrupted", remedy: "Run the same command again to go on",
    status: .interrupted)
}
