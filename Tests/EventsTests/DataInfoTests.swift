import Events
import Files
import Foundation
import TestSupport
import Testing

/// Oracle: the numbers were counted with numpy from the events the sample was made of.
@Suite struct DataInfoTests {
  private let first = Repository.sample + "/tev14_pythia8_ttbar_pu20_0.pkl.bz2"

  @Test func `the sample holds what numpy counts`() throws {
    let info = try DataInfo(of: first)
    #expect(info.events == 100 && info.elements == 37_949)
    #expect(info.clusters == 20_053 && info.tracks == 17_896)
    #expect(
      info.truth["cluster"] == [
        "none": 2_313, "charged hadron": 542, "neutral hadron": 6_880, "photon": 10_272,
        "electron": 46, "muon": 0,
      ])
    #expect(
      info.truth["track"] == [
        "none": 0, "charged hadron": 17_678, "neutral hadron": 0, "photon": 0, "electron": 129,
        "muon": 89,
      ])
    #expect(
      info.ruleBased["cluster"] == [
        "none": 1_573, "charged hadron": 0, "neutral hadron": 7_434, "photon": 11_046,
        "electron": 0, "muon": 0,
      ])
    #expect(info.files.count == 1 && info.files[0].form == "pickle")
    #expect(info.files[0].source.pickleProtocol == 3 && info.files[0].source.dtype == "<f8")
    #expect(info.files[0].source.extraKeys == [])
    let file = try DelphesFile.read(first)
    #expect(file.events[0].count == 189)
  }

  /// The range of one column.
  struct Range {
    let (table, element, column, name, unit): (String, String, Int, String, String)
    let (count, min, max, mean): (Int, Float, Float, Double)

    init(
      _ table: String, _ element: String, _ column: Int, _ name: String, _ unit: String,
      _ count: Int, _ min: Float, _ max: Float, _ mean: Double
    ) {
      (self.table, self.element, self.column) = (table, element, column)
      (self.name, self.unit, self.count) = (name, unit, count)
      (self.min, self.max, self.mean) = (min, max, mean)
    }
  }

  @Test func `ranges are numpy's`() throws {
    let info = try DataInfo(of: first)
    for wanted in Self.ranges {
      let found = try #require(
        info.columns.first {
          $0.table == wanted.table && $0.element == wanted.element && $0.column == wanted.column
        })
      #expect(found.name == wanted.name && found.unit == wanted.unit)
      #expect(found.count == wanted.count && found.min == wanted.min && found.max == wanted.max)
      #expect(abs(found.mean - wanted.mean) <= 1e-9 * abs(wanted.mean))
    }
  }

  private static let ranges = [
    Range(
      "X", "cluster", 1, "ET", "GeV", 20053, 0.2544255554676056, 267.9700012207031,
      2.9270615496359245),
    Range(
      "X", "cluster", 2, "eta", "", 20053, -4.999499320983887, 4.999600410461426,
      0.01781306233832247),
    Range(
      "X", "track", 1, "pT", "GeV", 17896, 0.1579238474369049, 220.33160400390625,
      1.9111440334890402),
    Range("X", "track", 9, "charge", "e", 17896, -1.0, 1.0, 0.004582029503799732),
    Range(
      "ygen", "cluster", 6, "E", "GeV", 17740, 0.001063892850652337, 1124.4158935546875,
      30.9859817456834),
    Range(
      "ygen", "track", 2, "pT", "GeV", 17896, 0.2829059958457947, 218.4412078857422,
      1.9181198180288037),
    Range(
      "ycand", "cluster", 6, "E", "GeV", 18480, 0.8257750272750854, 990.3283081054688,
      32.716741601568025),
    Range(
      "ycand", "track", 3, "eta", "", 17896, -2.49282169342041, 2.5290908813476562,
      0.011274349067371722),
  ]

  @Test func `it survives JSON`() throws {
    let info = try DataInfo(of: Place.fixture("sound-extra-p3.pkl"))
    let data = try JSONEncoder().encode(info)
    #expect(try JSONDecoder().decode(DataInfo.self, from: data) == info)
    #expect(info.schema == 1)
  }

  @Test func `a store tells the same as its source`() throws {
    try withFolder { folder in
      let source = Place.fixture("sound-packed-p3.pkl.bz2")
      let made = try Conversion.convert(
        files: [source], into: folder, workers: 1, progress: SilentProgress())
      let (a, b) = (try DataInfo(of: source), try DataInfo(of: made.stores[0]))
      #expect(a.columns == b.columns && a.truth == b.truth && a.ruleBased == b.ruleBased)
      #expect(a.files[0].source == b.files[0].source)
      #expect(b.files[0].form == "store" && b.files[0].name == "sound-packed-p3.safetensors")
    }
  }

  @Test func `a folder is counted once`() throws {
    try withFolder { folder in
      for name in ["e_10.pkl", "e_2.pkl"] {
        try FileManager.default.copyItem(
          atPath: Place.fixture("sound-np2-p3.pkl"), toPath: "\(folder)/\(name)")
      }
      try Conversion.convert(
        files: [folder + "/e_10.pkl"], into: folder, workers: 1, progress: SilentProgress())
      try Data("not events".utf8).write(to: URL(filePath: folder + "/README.md"))
      let info = try DataInfo(of: folder)
      #expect(info.files.map(\.name) == ["e_2.pkl", "e_10.safetensors"])
      #expect(info.events == 6)
    }
  }

  @Test func `a folder without events is missing input`() throws {
    try withFolder { folder in
      let found = failure { () throws(Failure) in _ = try DataInfo(of: folder) }
      #expect(found?.status == .missingInput)
      #expect(
        found?.description == "\(folder): the folder has no files of events. "
          + "Name a folder with .pkl.bz2, .pkl or .safetensors files.")
    }
  }
}
