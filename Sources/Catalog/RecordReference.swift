public import Files
import FoundationEssentials

/// What a user means by the name of a record.
public enum RecordReference: Sendable, Equatable {
  /// A record of Zenodo or another site of the same software; `latest` asks for its latest version.
  case invenioRDM(site: String, id: String, latest: Bool)
  /// A record of CERN Open Data by its number or DOI.
  case cernOpenData(id: String)
  /// A data set of Hugging Face by its owner and name; without a revision, as it is now.
  case huggingFace(id: String, revision: String?)
  /// A DOI of which only the resolver knows where it leads.
  case doi(DOI)

  /// Reads what a user wrote.
  ///
  /// - Parameter text: a DOI in any spelling, the address of a record, or the number of a record of
  ///   Zenodo.
  /// - Throws: `Failure` with status `usage` when it names no record that can be fetched.
  public init(_ text: String) throws(Failure) {
    let text = Self.trimmed(text[...])
    if let number = Self.number(text[...]) {
      self = .invenioRDM(site: Sites.zenodo, id: number, latest: false)
      return
    }
    if let address = Self.address(text) {
      try self.init(address, text)
      return
    }
    // People write a space after the colon.
    let isDressed = text.lowercased().hasPrefix("doi:")
    guard let doi = DOI(isDressed ? Self.trimmed(text.dropFirst(4)) : text) else {
      throw Failure(
        "\(text.quoted) names no record",
        remedy: "Write a DOI such as 10.5281/zenodo.4559324, or the address of a record's page",
        status: .usage)
    }
    try self.init(doi)
  }

  /// Finds out whose DOI it is.
  ///
  /// - Parameter doi: the DOI of a record.
  /// - Throws: `Failure` with status `usage` when it is known that it cannot be fetched.
  public init(_ doi: DOI) throws(Failure) {
    let isZenodo = doi.suffix.lowercased().hasPrefix("zenodo.")
    switch (doi.prefix, isZenodo ? Self.number(doi.suffix.dropFirst(7)) : nil) {
    case ("10.5281", let number?):
      self = .invenioRDM(site: Sites.zenodo, id: number, latest: false)
    case ("10.5072", let number?):
      self = .invenioRDM(site: Sites.sandbox, id: number, latest: false)
    case ("10.7483", _): self = .cernOpenData(id: doi.description)
    case ("10.34740", _): throw Self.kaggle(doi.description)
    case ("10.17182", _): throw Self.hepData(doi.description)
    default: self = .doi(doi)
    }
  }

  private static func trimmed(_ text: Substring) -> String {
    let start = text.drop(while: \.isWhitespace)
    return start.lastIndex { !$0.isWhitespace }.map { String(start[...$0]) } ?? ""
  }

  /// The number of a record, without zeros before it.
  static func number(_ text: Substring) -> String? {
    guard text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
      let number = Int(text), number > 0
    else { return nil }
    return String(number)
  }

  static func hepData(_ place: String) -> Failure {
    Failure(
      "HEPData gives no checksums of its tables, so nobody can tell whether they are the same later",
      at: place,
      remedy:
        "Download them from the record's page, put them into data/raw and use 'source: folder'",
      status: .usage)
  }

  static func kaggle(_ place: String) -> Failure {
    Failure(
      "Kaggle gives files only to users who are logged in", at: place,
      remedy: "Fetch them with Kaggle's own program and put them into data/raw", status: .usage)
  }
}
