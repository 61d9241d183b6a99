import Events
import Files
import Foundation
import TestSupport
import Testing

/// Oracle: `Scripts/make-pickle-fixtures.py`, run with numpy 2.4.6, numpy 1.26.4 and Python 2.7.
@Suite struct SoundFileTests {
  @Test func `every variant holds the same events`() throws {
    let expected = try Expected.load()
    let names = try Place.fixtures("sound-")
    #expect(names.count >= 30)
    for name in names {
      let file = try DelphesFile.read(Place.fixture(name))
      expected.check(file.events, "\(name)")
      let version = try #require(name.firstMatch(of: /-p(\d)/)?.1)
      #expect(file.pickleProtocol == Int(version), "\(name)")
    }
  }

  @Test(arguments: [
    ("sound-np2-p3.pkl", "<f8"), ("sound-f4-p5.pkl", "<f4"), ("sound-f8-big-p3.pkl", ">f8"),
    ("sound-f4-big-fortran-p5.pkl", ">f4"), ("sound-mixed-p4.pkl", "mixed"),
    ("integers-i4.pkl", ">i4"), ("integers-i8.pkl", "<i8"),
  ])
  func `the element type is named`(name: String, dtype: String) throws {
    #expect(try DelphesFile.read(Place.fixture(name)).dtype == dtype)
  }

  @Test func `whole numbers are read as numbers`() throws {
    let reference = try DelphesFile.read(Place.fixture("integers-f8.pkl")).events
    for name in ["integers-i4.pkl", "integers-i8.pkl"] {
      let events = try DelphesFile.read(Place.fixture(name)).events
      #expect(events.map { floats($0.elements) } == reference.map { floats($0.elements) })
      #expect(events.map { floats($0.truth) } == reference.map { floats($0.truth) })
    }
  }

  @Test func `other keys are named and ignored`() throws {
    for version in [0, 2, 3, 4] {
      let file = try DelphesFile.read(Place.fixture("sound-extra-p\(version).pkl"))
      #expect(file.extraKeys == ["names", "note", "rows", "ygen_remaining"])
    }
  }

  @Test func `size and digest are those of the packed file`() throws {
    let path = Place.fixture("sound-padded-p3.pkl.bz2")
    let file = try DelphesFile.read(path)
    #expect(try file.sha256 == SHA256Digest.ofFile(path))
    #expect(try file.size == Data(contentsOf: URL(filePath: path)).count)
  }

  @Test func `progress runs from nothing to all`() throws {
    var parts: [Double] = []
    _ = try DelphesFile.read(Repository.sample + "/tev14_pythia8_ttbar_pu20_1.pkl.bz2") {
      parts.append($0)
    }
    #expect(parts == parts.sorted())
    #expect(parts.last.map { $0 > 0.9 && $0 <= 1 } == true)
  }
}
