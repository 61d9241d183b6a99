import Catalog
import Files
import TestSupport
import Testing

@Suite struct RecordReferenceTests {
  private static func zenodo(_ id: String, latest: Bool = false) -> RecordReference {
    .invenioRDM(site: "https://zenodo.org", id: id, latest: latest)
  }

  @Test(arguments: [
    "4452283", "  4452283\n", "004452283", "10.5281/zenodo.4452283", "10.5281/ZENODO.4452283",
    "doi:10.5281/zenodo.4452283", "DOI: 10.5281/zenodo.4452283",
    "https://doi.org/10.5281/zenodo.4452283", "http://dx.doi.org/10.5281/zenodo.4452283",
    "https://www.doi.org/10.5281/zenodo.4452283", "doi.org/10.5281/zenodo.4452283",
    "https://doi.org/10.5281%2Fzenodo.4452283", "https://doi.org/10.5281/zenodo.4452283?a=b#c",
    "https://zenodo.org/records/4452283", "https://zenodo.org/record/4452283",
    "http://zenodo.org/record/4452283", "zenodo.org/record/4452283",
    "https://www.zenodo.org/records/4452283/", "HTTPS://ZENODO.ORG/records/4452283",
    "https://zenodo.org./records/4452283", "https://zenodo.org:443/records/4452283",
    "https://zenodo.org/records/4452283?preview=1&q=x#files",
    "https://zenodo.org/doi/10.5281/zenodo.4452283", "https://zenodo.org/api/records/4452283",
    "https://zenodo.org/api/records/4452283/files", "https://zenodo.org/records/4452283/files",
    "https://zenodo.org/records/4452283/export/json", "https://zenodo.org/records/4452283/versions",
  ])
  func findsARecordOfZenodo(_ text: String) throws {
    #expect(try RecordReference(text) == Self.zenodo("4452283"))
  }

  @Test(arguments: [
    ("https://zenodo.org/records/4452283/latest", Self.zenodo("4452283", latest: true)),
    (
      "https://zenodo.org/api/records/4452283/versions/latest",
      Self.zenodo("4452283", latest: true)
    ),
    (
      "10.5072/zenodo.12", .invenioRDM(site: "https://sandbox.zenodo.org", id: "12", latest: false)
    ),
    (
      "https://sandbox.zenodo.org/record/12",
      .invenioRDM(site: "https://sandbox.zenodo.org", id: "12", latest: false)
    ),
    (
      "https://data.example.org/records/abcd1-23456",
      .invenioRDM(site: "https://data.example.org", id: "abcd1-23456", latest: false)
    ),
    (
      "http://127.0.0.1:5000/api/records/7",
      .invenioRDM(site: "http://127.0.0.1:5000", id: "7", latest: false)
    ),
    (
      "data.example.org/records/7/latest",
      .invenioRDM(site: "https://data.example.org", id: "7", latest: true)
    ),
    // A zenodo.org that is not Zenodo's.
    (
      "https://zenodo.org.example.org/records/7",
      .invenioRDM(site: "https://zenodo.org.example.org", id: "7", latest: false)
    ),
    ("10.7483/OPENDATA.CMS.A342.9982", .cernOpenData(id: "10.7483/OPENDATA.CMS.A342.9982")),
    (
      "https://doi.org/10.7483/OPENDATA.CMS.A342.9982",
      .cernOpenData(id: "10.7483/OPENDATA.CMS.A342.9982")
    ),
    ("http://opendata.cern.ch/record/5500", .cernOpenData(id: "5500")),
    ("opendata.cern.ch/api/records/5500", .cernOpenData(id: "5500")),
  ])
  func findsRecordsElsewhere(_ text: String, _ reference: RecordReference) throws {
    #expect(try RecordReference(text) == reference)
  }

  @Test(arguments: [
    "10.22002/D1.1", "10.5281/dataset.7", "10.5281/zenodo.x", "10.5281/zenodo.0",
    "10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O", "10.1234/ünicode",
  ])
  func leavesOtherDOIsToTheResolver(_ text: String) throws {
    let doi = try #require(DOI(text))
    #expect(try RecordReference(text) == .doi(doi))
    #expect(try RecordReference("https://doi.org/\(text)") == .doi(doi))
  }

  private static let noName =
    " names no record. "
    + "Write a DOI such as 10.5281/zenodo.4559324, or the address of a record's page."
  private static let notKnown =
    ". Fetch the files with the site's own tools and put them into data/raw."
  private static let noPage =
    ". Copy the address of the record's page, such as https://zenodo.org/records/4559324."
  private static let secret =
    "zenodo.org: the address holds a secret, which would stay in the history of the shell. "
    + "Leave out '?' and what follows, and set "
  private static let hepData =
    "HEPData gives no checksums of its tables, so nobody can tell whether they are the same later. "
    + "Download them from the record's page, put them into data/raw and use 'source: folder'."
  private static let kaggle =
    "Kaggle gives files only to users who are logged in. "
    + "Fetch them with Kaggle's own program and put them into data/raw."
  private static let file = "https://zenodo.org/records/1: this is the address of one file. "
  private static let start = "no record that fairmlpf can fetch has the address "

  private static let refused: [(String, String)] = [
    ("", "''\(noName)"),
    ("my data", "'my data'\(noName)"),
    ("10.5281", "'10.5281'\(noName)"),
    ("-1", "'-1'\(noName)"),
    ("99999999999999999999", "'99999999999999999999'\(noName)"),
    (
      "file:///etc/passwd",
      "'file:///etc/passwd' is no address of a web page. Copy the address of the record's page."
    ),
    (
      "https://me:word@zenodo.org/records/1",
      "zenodo.org: the address holds a name or password. Leave out what stands before '@'."
    ),
    (
      "https://zenodo.org/records/1?token=abc",
      "\(secret)FAIRMLPF_SECRET_LINK to the whole address."
    ),
    (
      "https://zenodo.org/records/1?access_token=abc",
      "\(secret)ZENODO_TOKEN to a token of an account with access."
    ),
    (
      "https://zenodo.org/records/1/files/a%20b.pkl?download=1",
      "\(file)Name the record 1 and choose the file with --files 'a b.pkl'."
    ),
    (
      "https://zenodo.org/api/records/1/files/a.pkl/content",
      "\(file)Name the record 1 and choose the file with --files 'a.pkl'."
    ),
    (
      "https://zenodo.org/uploads/1",
      "zenodo.org: this is a draft, which only its owner can see. Publish it, or name a published record."
    ),
    ("https://zenodo.org/communities/hep", "\(start)'zenodo.org/communities/hep'\(noPage)"),
    ("https://zenodo.org/records/../../etc", "\(start)'zenodo.org/records/../../etc'\(noPage)"),
    ("https://opendata.cern.ch/record/a", "\(start)'opendata.cern.ch/record/a'\(noPage)"),
    ("https://doi.org/about", "\(start)'doi.org/about'\(noPage)"),
    ("https://a.example.org/records/a%2e%2e", "\(start)'a.example.org/records/a..'\(notKnown)"),
    ("https://figshare.com/articles/1", "\(start)'figshare.com/articles/1'\(notKnown)"),
    ("https://www.kaggle.com/datasets/a/b", "kaggle.com: \(kaggle)"),
    ("10.17182/hepdata.1", "10.17182/hepdata.1: \(hepData)"),
    ("https://www.hepdata.net/record/ins1", "hepdata.net: \(hepData)"),
    (
      "https://huggingface.co/group/network",
      "huggingface.co/group/network: this is not the address of a data set. "
        + "Name one as https://huggingface.co/datasets/OWNER/NAME."
    ),
    (
      "https://huggingface.co/datasets/a/b/resolve/main/c.bin",
      "huggingface.co/datasets/a/b: this is the address of one file. "
        + "Name the data set, and choose the file with --files."
    ),
    (
      "https://huggingface.co/datasets/a/b/tree/main/folder",
      "huggingface.co/datasets/a/b: this is the address of a folder. "
        + "Name the data set, and choose the files with --files."
    ),
    ("10.34740/kaggle/dsv/1", "10.34740/kaggle/dsv/1: \(kaggle)"),
  ]

  @Test(arguments: refused)
  func saysWhatElseToDo(_ text: String, _ sentence: String) {
    let problem = failure { () throws(Failure) in _ = try RecordReference(text) }
    #expect(problem?.description == sentence)
    #expect(problem?.status == .usage)
  }

  /// Whatever is written, there is a reference or a sentence.
  @Test func readsAnyText() {
    var random = SplitMix64(state: 7)
    let pieces = [
      "https://", "http:", "zenodo.org", "/", "records", "10.5281", "zenodo.", "7", "?", "#", "@",
      ":", "%", "..", "doi", "é", "\u{0}", " ", "[", "]", "\\", "opendata.cern.ch",
    ]
    for _ in 0..<3000 {
      let text = (0..<Int.random(in: 0...8, using: &random))
        .map { _ in pieces[Int.random(in: pieces.indices, using: &random)] }.joined()
      let problem = failure { () throws(Failure) in _ = try RecordReference(text) }
      #expect(problem == nil || problem?.status == .usage)
    }
  }
}
