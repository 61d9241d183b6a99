import Catalog
import Files

/// A folder that files are taken from: a folder of files, one that `fetch -o` made, or an experiment's
/// data folder.
struct MirrorFolder {
  private let path: String

  init(_ path: String) { self.path = path }

  /// Where its files lie.
  var files: String {
    let raw = path + "/raw"
    return FileStamp(DatasetLock.path(in: path)) != nil && FolderContents.isFolder(raw) ? raw : path
  }

  /// Its lock, if it has one.
  func lock() throws(Failure) -> DatasetLock? {
    if let lock = try DatasetLock.read(in: path) { return lock }
    return try DatasetLock.read(in: path + "/..")
  }
}
