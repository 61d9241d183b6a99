import FoundationEssentials

/// Tells files that are copied byte by byte from texts that are rendered.
enum BinaryFile {
  /// A known extension or a zero byte near the start makes a file binary.
  static func isBinary(_ name: String, _ data: Data) -> Bool {
    if let dot = name.lastIndex(of: "."),
      extensions.contains(name[name.index(after: dot)...].lowercased())
    {
      return true
    }
    return data.prefix(1024).contains(0)
  }

  private static let extensions: Set<String> = [
    "7z", "a", "avi", "bin", "bmp", "bz2", "class", "dat", "db", "dll", "dmg", "doc", "docx",
    "dylib", "ear", "egg", "eot", "exe", "flac", "gif", "gz", "h5", "hdf5", "ico", "iso", "jar",
    "jpeg", "jpg", "lz", "lzma", "m4a", "mov", "mp3", "mp4", "npy", "npz", "o", "odt", "ogg",
    "onnx", "otf", "parquet", "pdf", "pickle", "pkl", "png", "ppt", "pptx", "pyc", "pyd", "pyo",
    "rar", "safetensors", "so", "sqlite", "tar", "tgz", "tif", "tiff", "ttf", "war", "wav", "webm",
    "webp", "whl", "woff", "woff2", "xls", "xlsx", "xz", "zip", "zst",
  ]
}
