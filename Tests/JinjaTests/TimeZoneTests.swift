import Foundation
import Testing

@testable import Jinja

/// Time zones by name, with files and answers that `Scripts/make-zone-fixtures.py` wrote: what
/// Python's zoneinfo makes of the same files.
@Suite struct TimeZoneTests {
  @Test func areAllThere() {
    #expect(ZoneAnswers.all.count == 23)
    #expect(ZoneAnswers.all.reduce(0) { $0 + $1.moments.count } > 1000)
  }

  @Test(arguments: ZoneAnswers.all)
  func momentsAgreeWithPython(_ answers: ZoneAnswers) throws {
    let history = try ZoneFolder.history(of: answers.name, in: [ZoneAnswers.folder])
    let wrong = answers.moments.filter {
      let time = history.localTime(at: $0.seconds)
      return time.offset != $0.offset || time.name != $0.name
    }
    #expect(wrong == [])
  }

  @Test(arguments: ZoneAnswers.all)
  func clocksAgreeWithPython(_ answers: ZoneAnswers) throws {
    let history = try ZoneFolder.history(of: answers.name, in: [ZoneAnswers.folder])
    let wrong = answers.clocks.filter {
      let time = history.localTime(onClock: $0.seconds)
      return time.offset != $0.offset || time.name != $0.name
    }
    #expect(wrong == [])
  }

  /// Days counted from 0, of which Python makes other days; the oracle is `date` of GNU with `TZ`.
  @Test(arguments: [
    (1_772_323_199, "AAA"), (1_772_323_200, "BBB"), (1_798_675_199, "BBB"), (1_798_675_200, "AAA"),
    // A leap year.
    (1_709_164_799, "AAA"), (1_709_164_800, "BBB"), (1_735_516_800, "AAA"),
  ]) func daysFromZero(_ moment: Int, _ name: String) {
    let rule = ZoneRuleReader.read(Array("AAA0BBB,59/0,364/1".utf8)[...])
    #expect(rule?.localTime(at: moment).name == name)
  }

  /// The example of RFC 8536 for daylight saving all the time.
  @Test(arguments: [1_704_067_199, 1_704_067_200, 1_704_078_000, 1_735_700_399, 1_720_000_000])
  func always(_ moment: Int) {
    let rule = ZoneRuleReader.read(Array("XXX3EDT4,0/0,J365/23".utf8)[...])
    #expect(rule?.localTime(at: moment).name == "EDT")
    #expect(rule?.localTime(onClock: moment - 4 * 3600).name == "EDT")
  }

  @Test(arguments: [
    "", "A1B", "AAA", "AAA25", "AAA1BBB", "AAA1BBB,M3.5.0", "AAA1BBB,M13.1.0,M1.1.0", "<AAA1",
    "AAA1BBB,M3.6.0,M1.1.0", "AAA1BBB,J0,J1", "AAA1BBB,366,1", "AAA1BBB,1/168,2", "AAA1BBB,1,2,3",
    "AAA1:60", "AAA1BBB,1,2 ",
  ]) func noRule(_ text: String) {
    #expect(ZoneRuleReader.read(Array(text.utf8)[...]) == nil)
  }

  /// What arrow 1.4.0 writes with the same files.
  @Test(arguments: [
    ("'Europe/Berlin', '%H:%M %Z %z'", 1_768_480_496, "13:34 CET +0100"),
    ("'Europe/Berlin', '%H:%M %Z %z'", 1_751_371_200, "14:00 CEST +0200"),
    ("'Asia/Kathmandu', '%F %T %Z %z'", 0, "1970-01-01 05:30:00 +0530 +0530"),
    ("'Africa/Monrovia', '%T %Z %z'", 0, "23:15:30 MMT -004430"),
    ("'EST'", 3600, "1969-12-31"), ("'+05:30', '%H:%M %Z %z'", 0, "05:30 UTC+05:30 +0530"),
    ("'-0330x', '%H:%M %Z'", 0, "20:30 UTC-03:30"), ("'07', '%H:%M %Z'", 0, "07:00 UTC+07:00"),
    ("'(UTC+01:00', '%H:%M %Z'", 0, "01:00 UTC+01:00"),
    ("'Z', '%H:%M %Z %z'", 0, "00:00 UTC +0000"),
    ("'local', '%H:%M %Z %z'", 0, "02:00 EET +0200"),
    // Clocks are set forward at two, and back at three.
    ("'Europe/Berlin' + 'days=73,hours=13', '%F %H:%M %Z'", 1_768_480_496, "2026-03-30 02:34 CEST"),
    ("'Europe/Berlin' + 'days=72,hours=13', '%F %H:%M %Z'", 1_768_480_496, "2026-03-29 03:34 CEST"),
    (
      "'Europe/Berlin' + 'months=9,days=9,hours=13', '%F %H:%M %Z'", 1_768_480_496,
      "2026-10-25 02:34 CEST"
    ),
    ("'Europe/Berlin' - 'years=60', '%F %H:%M %Z'", 1_768_480_496, "1966-01-15 13:34 CET"),
    ("'utc' + 'quarters=1,days=0.5', '%F %H'", 0, "1970-04-01 12"),
    ("'utc' - 'seconds=0.5', '%T'", 0, "23:59:59"), ("'utc' - 'minutes=525600'", 0, "1969-01-01"),
  ]) func now(_ text: String, _ moment: Int, _ expected: String) throws {
    #expect(try Self.rendered("{% now \(text) %}", at: moment) == expected)
  }

  @Test(arguments: [
    "Mars/Phobos", "Europe", "Europe/", "/Europe/Berlin", "../zones/EST", "Europe/../EST",
    "Europe/./Berlin", "Europe//Berlin", "answers.json", "", " EST", "EST\0", "Europe/Berlín", "+1",
  ]) func unknown(_ name: String) throws {
    let error = #expect(throws: TemplateError.self) {
      try Template("{% now zone %}", environment: Self.environment(at: 0))
        .render(["zone": .string(name)])
    }
    #expect(error?.kind == .parser)
    #expect(error?.message == "Could not parse timezone expression \(Value.quoted(name)).")
  }

  @Test(arguments: [
    ("'utc' + 'days'", "'days' is not a shift such as 'days=1'"),
    ("'utc' + 'days=-1=2'", "'days=-1=2' is not a shift such as 'days=1'"),
    ("'utc' - 'days=-1'", "'days=-1' is not a shift such as 'days=1'"),
    ("'utc' + 'moons=1'", "'moons' is not a unit of time"),
    ("'utc' + 'months=0.5'", "a shift by months must be a whole number"),
    ("'utc' + 'years=9000'", "the shifted date is not in the years 1 to 9999"),
    ("'utc' - 'weeks=999999'", "the shifted date is not in the years 1 to 9999"),
    ("'+24:00'", "the time offset '+24:00' must be less than 24 hours"),
  ]) func wrong(_ text: String, _ message: String) {
    let error = #expect(throws: TemplateError.self) {
      try Self.rendered("{% now \(text) %}", at: 0)
    }
    #expect(error?.message == message)
  }

  @Test func noFolder() {
    var environment = Self.environment(at: 0)
    environment.zoneFolders = ["/nowhere/zoneinfo"]
    let error = #expect(throws: TemplateError.self) {
      try Template("{% now 'EST' %}", environment: environment).render([:])
    }
    #expect(
      error?.message
        == "the time zone 'EST' is not known, as there is no folder '/nowhere/zoneinfo'; "
        + "install the package 'tzdata', or use 'utc' or an offset such as '+02:00'")
  }

  @Test(arguments: ["Europe/Berlin", "Antarctica/Troll", "Old/Kolkata", "Rules/Far"])
  func damage(_ name: String) throws {
    let path = "\(ZoneAnswers.folder)/\(name)"
    let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
    #expect(ZoneFileReader.read(bytes) != nil)
    let readable = bytes.indices.filter { ZoneFileReader.read(Array(bytes[..<$0])) != nil }
    #expect(readable == [], "as many of the first bytes are no file")
    var offsets: [Int] = []
    for index in bytes.indices {
      for flip in [0x01, 0x80, 0xFF] as [UInt8] {
        var damaged = bytes
        damaged[index] ^= flip
        guard let history = ZoneFileReader.read(damaged) else { continue }
        // Whatever it says now, it says it without a trap.
        for seconds in [.min / 4, -1, 1_768_480_496, .max / 4] {
          offsets.append(history.localTime(at: seconds).offset)
          offsets.append(history.localTime(onClock: seconds).offset)
        }
      }
    }
    #expect(offsets.count > 1000)
    #expect(offsets.allSatisfy { $0.magnitude < 86_400 })
  }

  @Test func damagedFile() throws {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: UUID().uuidString, directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data("TZif2".utf8).write(to: folder.appending(path: "EST"))
    var environment = Self.environment(at: 0)
    environment.zoneFolders = [folder.path, ZoneAnswers.folder]
    let error = #expect(throws: TemplateError.self) {
      try Template("{% now 'EST' %}", environment: environment).render([:])
    }
    #expect(
      error?.message
        == "the time zone 'EST' cannot be read, as '\(folder.path)/EST' is damaged; install the "
        + "package 'tzdata' again")
  }

  private static func environment(at moment: Int) -> Environment {
    var environment = Environment()
    environment.now = moment
    (environment.localOffset, environment.localZoneName) = (7200, "EET")
    environment.zoneFolders = [ZoneAnswers.folder]
    return environment
  }

  private static func rendered(_ text: String, at moment: Int) throws -> String {
    try Template(text, environment: environment(at: moment)).render([:])
  }
}

/// What Python says about one zone.
struct ZoneAnswers: CustomTestStringConvertible {
  /// Seconds since 1970, the offset, and the name.
  struct Answer: Decodable, Equatable {
    let seconds: Int
    let offset: Int
    let name: String

    init(from decoder: any Decoder) throws {
      var values = try decoder.unkeyedContainer()
      seconds = try values.decode(Int.self)
      offset = try values.decode(Int.self)
      name = try values.decode(String.self)
    }
  }

  let name: String
  let moments: [Answer]
  let clocks: [Answer]

  var testDescription: String { name }

  static let folder = Bundle.module.bundlePath + "/Fixtures/zones"

  static let all: [ZoneAnswers] = {
    guard let data = FileManager.default.contents(atPath: folder + "/answers.json"),
      let answers = try? JSONDecoder().decode([String: [String: [Answer]]].self, from: data)
    else { return [] }
    return answers.sorted { $0.key < $1.key }.map {
      ZoneAnswers(name: $0, moments: $1["moments"] ?? [], clocks: $1["clocks"] ?? [])
    }
  }()
}
