import FoundationEssentials

/// Tells files that are copied byte by byte from texts that are rendered.
enum BinaryFile {
  /// Whether the extension is that of a binary format.
  static func hasBinaryName(_ name: String) -> Bool {
    let file = name.split(separator: "/").last ?? ""
    // A name that begins with its only dot has no extension.
    guard let dot = file.lastIndex(of: "."), dot > file.startIndex else { return false }
    return extensions.contains(file[file.index(after: dot)...].lowercased())
  }

  /// A zero byte near the start makes a file binary.
  static func isBinary(_ data: Data) -> Bool { data.prefix(1024).contains(0) }

  private static let extensions: Set<String> = [
    "7z", "aac", "arrow", "avi", "avif", "avro", "bin", "blend", "bmp", "bz2", "cab", "class",
    "db", "dll", "dmg", "doc", "docx", "eot", "epub", "exe", "fits", "flac", "flv", "gif",
    "glb", "gz", "hdf5", "heic", "ico", "img", "iso", "jar", "jp2", "jpeg", "jpg", "jxl", "lz",
    "lz4", "lzma", "m4a", "mat", "mdb", "mid", "mkv", "mov", "mp3", "mp4", "mpeg", "mpg", "msi",
    "npy", "npz", "o", "odt", "ogg", "opus", "otf", "pages", "pak", "parquet", "pcap", "pdf",
    "png", "ppt", "pptx", "psd", "pyc", "pyo", "rar", "raw", "so", "sqlite", "sqlite3", "stl",
    "tar", "tif", "tiff", "ttc", "ttf", "wasm", "wav", "webm", "webp", "wma", "wmv", "woff",
    "woff2", "xcf", "xls", "xlsx", "xz", "z", "zip", "zst",
  ]
}
