public import Files
import Yams

/// The `CITATION.cff` of an experiment (citation-file-format.github.io, version 1.2.0).
public struct CitationFile: Sendable, Equatable {
  /// Name of the file.
  public static let fileName = "CITATION.cff"

  /// Its path, for messages.
  public let path: String
  /// Its text.
  public let text: String
  /// What it says.
  public let citation: Citation

  /// Reads the file of an experiment.
  ///
  /// - Parameter path: the file.
  /// - Throws: `Failure` naming file and line of what is wrong or missing.
  public init(_ path: String) throws(Failure) {
    let bytes: [UInt8]
    do throws(Failure) {
      bytes = try MappedFile(path).withBytes { span in
        unsafe span.withUnsafeBytes { unsafe Array($0) }
      }
    } catch {
      guard error.status == .missingInput else { throw error }
      throw Failure(
        "there is no \(Self.fileName), which says who made the experiment and what it is called",
        at: path,
        remedy: "Write one as citation-file-format.github.io explains, "
          + "or copy that of an experiment made by 'fairmlpf new'",
        status: .missingInput)
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Failure(
        "the file is not UTF-8 text", at: path, remedy: "Save it as UTF-8", status: .badData)
    }
    try self.init(text: text, path: path)
  }

  /// Reads the text of such a file.
  ///
  /// - Parameters:
  ///   - text: the text.
  ///   - path: where it is from, for messages.
  /// - Throws: `Failure` naming file and line of what is wrong or missing.
  public init(text: String, path: String) throws(Failure) {
    self.path = path
    self.text = text
    citation = try CitationReader(text, path: path).citation()
  }

  /// The text that is published: the same fields, with the DOI and the day of the publication.
  ///
  /// - Parameters:
  ///   - doi: the DOI of the publication; `nil` leaves the field out.
  ///   - date: when it is published.
  ///   - repository: where the code lies, if the file does not say so itself.
  /// - Returns: YAML.
  /// - Throws: `Failure` with status `internalError` if it cannot be written.
  public func published(
    doi: DOI?, date: ReleaseDate, repository: String?
  ) throws(Failure) -> String {
    var pairs = try CitationReader(text, path: path).pairs
    func set(_ key: String, _ value: String?) {
      pairs.removeAll { $0.0 == key }
      if let value { pairs.append((key, Node(value, Tag(.str), .doubleQuoted))) }
    }
    // An older file may lack what this version of the format wants.
    set("cff-version", "1.2.0")
    set("doi", doi?.description)
    set("date-released", date.day)
    if let repository, citation.repository == nil { set("repository-code", repository) }
    return try YAMLWriter.text(
      Node(pairs.map { (Node($0.0), $0.1) }.sorted { Self.rank($0) < Self.rank($1) }), at: path)
  }

  /// Fields that come first, in the order people expect them; the others follow as they are written.
  private static let order = [
    "cff-version", "message", "type", "title", "version", "doi", "date-released", "abstract",
    "authors", "license", "repository-code", "keywords",
  ]

  private static func rank(_ pair: (Node, Node)) -> Int {
    order.firstIndex(of: pair.0.string ?? "") ?? order.count
  }
}
