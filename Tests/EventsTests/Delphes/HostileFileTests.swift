import Events
import Files
import Foundation
import TestSupport
import Testing

/// Whatever the bytes are, reading ends with events or with a `Failure`, never with a trap.
@Suite struct HostileFileTests {
  /// Reads bytes as a file.
  private func read(_ data: Data, at path: String) throws -> Failure? {
    try Place.replace(path, with: data)
    return failure { () throws(Failure) in _ = try DelphesFile.read(path) }
  }

  @Test(arguments: [
    "tiny-np2-p0.pkl", "tiny-np2-p1.pkl", "tiny-np2-p2.pkl", "tiny-np2-p3.pkl", "tiny-np2-p4.pkl",
    "tiny-np2-p5.pkl", "tiny-python2-p0.pkl", "tiny-python2-p2.pkl", "sound-packed-p3.pkl.bz2",
  ])
  func `cut at any length it is refused`(name: String) throws {
    let whole = try Data(contentsOf: URL(filePath: Place.fixture(name)))
    try withFolder { folder in
      for length in 0..<whole.count {
        let found = try read(whole.prefix(length), at: folder + "/a.pkl")
        #expect(found?.status == .badData, "length \(length)")
      }
    }
  }

  @Test(arguments: [
    "tiny-np2-p0.pkl", "tiny-np2-p2.pkl", "tiny-np2-p3.pkl", "tiny-np2-p5.pkl",
    "tiny-python2-p0.pkl", "tiny-python2-p2.pkl", "sound-extra-p4.pkl",
    "sound-f4-big-fortran-p5.pkl", "sound-streams-p3.pkl.bz2",
  ])
  func `bytes changed at random never trap`(name: String) throws {
    let whole = try Data(contentsOf: URL(filePath: Place.fixture(name)))
    var random = SplitMix64(state: 20_240_229)
    try withFolder { folder in
      for _ in 0..<600 {
        var changed = whole
        for _ in 0..<Int.random(in: 1...3, using: &random) {
          let position = Int.random(in: 0..<whole.count, using: &random)
          // Half of the time a byte of the file itself, which is likely an instruction.
          changed[position] =
            Bool.random(using: &random)
            ? whole[Int.random(in: 0..<whole.count, using: &random)]
            : UInt8.random(in: .min ... .max, using: &random)
        }
        if let found = try read(changed, at: folder + "/a.pkl") {
          #expect(found.status == .badData, "\(found)")
        }
      }
    }
  }

  @Test func `random instructions never trap`() throws {
    let pool = Array("(.012NILFJKMGSTUVXBC]lae)t}dsupqrghjciRbQPo".utf8) + Array(0x80...0x98)
    var random = SplitMix64(state: 7)
    try withFolder { folder in
      for _ in 0..<1500 {
        let length = Int.random(in: 1...60, using: &random)
        let body = (0..<length).map { _ in
          Int.random(in: 0..<4, using: &random) == 0
            ? UInt8.random(in: 0...10, using: &random) : pool.randomElement(using: &random) ?? 0
        }
        let found = try read(Data([0x80, 2] + body), at: folder + "/a.pkl")
        #expect(found?.status == .badData)
      }
    }
  }

  @Test(arguments: [
    ("a length beyond the file", [0x42, 0xff, 0xff, 0xff, 0x3f]),
    ("a length beyond memory", [0x8e, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f]),
    ("a length beyond numbers", [0x8e, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]),
    ("a whole number of no end", [0x8b, 0xff, 0xff, 0xff, 0x3f]),
    ("a value that is not there", [0x30]), ("a mark that is not there", [0x74]),
    ("a recollection of nothing", [0x6a, 0xff, 0xff, 0xff, 0xff]),
    ("arrays outside the file", [0x97]), ("an object", [0x29, 0x81]),
  ])
  func `lies are refused`(name: String, code: [Int]) throws {
    try withFolder { folder in
      let data = Data([0x80, 5] + code.map { UInt8($0) })
      let found = try read(data, at: folder + "/a.pkl")
      #expect(found?.status == .badData)
    }
  }

  @Test func `a million lists in each other are freed without recursion`() throws {
    let depth = 1_000_000
    var data = Data([0x80, 2])
    data.append(Data(repeating: UInt8(ascii: "]"), count: depth))
    data.append(Data(repeating: UInt8(ascii: "a"), count: depth - 1))
    data.append(UInt8(ascii: "."))
    try withFolder { folder in
      let found = try read(data, at: folder + "/a.pkl")
      #expect(found?.what == "the pickle holds a list, not a dictionary of X, ygen and ycand")
    }
  }

  @Test func `a list that contains itself is refused`() throws {
    try withFolder { folder in
      // {"X": l, "ygen": l, "ycand": l} with l = [l]
      var data = Data([0x80, 2] + Array("]q\u{0}h\u{0}a0}(".utf8))
      for key in ["X", "ygen", "ycand"] {
        data.append(Data([0x8c, UInt8(key.utf8.count)] + Array(key.utf8) + Array("h\u{0}".utf8)))
      }
      data.append(Data("u.".utf8))
      let found = try read(data, at: folder + "/a.pkl")
      #expect(found?.what == "X is a list of rows, which may differ in length, not an array")
    }
  }
}
