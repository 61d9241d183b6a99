import Foundation

/// The text of a file, or nil.
func text(_ path: String) -> String? { try? String(contentsOfFile: path, encoding: .utf8) }
