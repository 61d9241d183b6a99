import Files
import Foundation
import TestSupport
import Testing

@testable import Scaffold

@Suite struct ZipTemplateTests {
  let home: Home
  private var path: String { home.folder.path + "/t.zip" }

  init() throws { home = try Home() }

  private func write(_ entries: [StoredZip.Entry]) throws {
    try StoredZip.bytes(entries).write(to: URL(filePath: path))
  }

  private static let template: [StoredZip.Entry] = [
    .init(name: "t/", mode: 0o40755), .init(name: "t/cookiecutter.json", text: "{}"),
  ]

  @Test func unpacksModesAndLinks() throws {
    try write(
      Self.template + [
        .init(name: "t/run", text: "#!/bin/sh\n", mode: 0o100755),
        .init(name: "t/deep/er/é", text: "x", mode: 0o104444),
        .init(name: "t/deep/up", text: "../run", mode: 0o120777),
        .init(name: "t/gone", text: "nowhere", mode: 0o120777),
      ])
    let found = try home.locate(path)
    #expect(found.source == path && found.repository == found.folder)
    #expect(
      try TemporaryFolder.tree(found.folder) == [
        "cookiecutter.json": "644 {}", "run": "755 #!/bin/sh\n", "deep": "folder 755",
        "deep/er": "folder 755", "deep/er/é": "644 x", "deep/up": "link ../run",
        "gone": "link nowhere",
      ])
    found.remove()
    #expect(!FileManager.default.fileExists(atPath: found.folder))
  }

  /// Python's own archives, with compression, as `make_archive` writes them.
  @Test func unpacksWhatPythonPacks() throws {
    try home.folder.write("{}", to: home.folder.path + "/in/t/cookiecutter.json")
    try home.folder.write(String(repeating: "long ", count: 9999), to: home.folder.path + "/in/t/f")
    let made = try Command.run(
      "/usr/bin/env",
      [
        "python3", "-c",
        "import shutil; shutil.make_archive('t', 'zip', 'in', 't')",
      ], in: home.folder.path)
    #expect(made.status == 0)
    let found = try home.locate(path)
    #expect(try home.text(found.folder + "/f") == String(repeating: "long ", count: 9999))
    found.remove()
  }

  @Test(arguments: [
    ([], "Zip repository ~/t.zip is empty. Fetch or pack it again."),
    (
      ["a", "t/"],
      "Zip repository ~/t.zip does not include a top-level directory. "
        + "Pack the template's folder, not its content."
    ),
  ])
  func matchesCookiecuttersMessages(_ names: [String], _ sentence: String) throws {
    try write(names.map { StoredZip.Entry(name: $0) })
    #expect(home.problem(path) == sentence)
  }

  @Test(
    arguments: [
      ("../out", 0, "", "the path is not one within the archive"),
      ("t/../../out", 0, "", "the path is not one within the archive"),
      ("/etc/out", 0, "", "the path is not one within the archive"),
      ("t//out", 0, "", "the path is not one within the archive"),
      ("t/./out", 0, "", "the path is not one within the archive"),
      ("t\\..\\out", 0, "", "the path is not one within the archive"),
      ("t/cookiecutter.json", 0, "", "the name stands twice"),
      ("t/cookiecutter.json/", 0, "", "the name stands twice"),
      ("t/pipe", 0o10644, "", "it is neither file, folder nor link"),
      ("t/device", 0o60644, "", "it is neither file, folder nor link"),
      ("t/link", 0o120777, "/etc/passwd", "the link points out of the archive"),
      ("t/link", 0o120777, "../out", "the link points out of the archive"),
      ("t/link", 0o120777, "a/../../out", "the link points out of the archive"),
      ("t/link", 0o120777, "", "the link points out of the archive"),
    ] as [(String, UInt32, String, String)])
  func refuses(_ name: String, _ mode: UInt32, _ text: String, _ why: String) throws {
    try write(Self.template + [.init(name: name, text: text, mode: mode)])
    #expect(
      home.problem(path)
        == "\(name): Zip repository ~/t.zip holds an entry that is not unpacked (\(why)). "
        + "Check where it comes from.")
    #expect(!FileManager.default.fileExists(atPath: home.folder.path + "/out"))
  }

  /// Each text stays inside, but through the other link the second one leads two folders up.
  @Test func refusesLinksThatTogetherLeadOut() throws {
    try write(
      Self.template + [
        .init(name: "t/here", text: ".", mode: 0o120777),
        .init(name: "t/out", text: "here/a/../../here/../..", mode: 0o120777),
        .init(name: "t/a/", mode: 0o40755),
        .init(name: "t/a/b", text: "../here", mode: 0o120777),
        .init(name: "t/far", text: "a/b/../..", mode: 0o120777),
      ])
    #expect(home.problem(path)?.contains("the link points out of the archive") == true)
  }

  @Test func writesNothingThroughALink() throws {
    try write(
      Self.template + [
        .init(name: "t/link", text: "cookiecutter.json", mode: 0o120777),
        .init(name: "t/link/file", text: "x"),
      ])
    #expect(home.problem(path)?.contains("t/link: cannot create (file exists)") == true)
  }

  @Test(arguments: [
    (
      ZipUnpacker.Limits(entries: 1), UInt32?.none,
      "Zip repository t has more than 1 entries. Check where it comes from."
    ),
    (
      .init(size: 1), nil,
      "Zip repository t would unpack to more than 1 bytes. Check where it comes from."
    ),
    (
      .init(), 2_100_000_000,
      "Zip repository t would unpack to more than 2000000000 bytes. Check where it comes from."
    ),
    (
      .init(), 200_000_000,
      "Zip repository t would unpack to more than 1000 times its size. Check where it comes from."
    ),
  ])
  func refusesBombs(
    _ limits: ZipUnpacker.Limits, _ size: UInt32?, _ sentence: String
  ) throws {
    try write([.init(name: "t/"), .init(name: "t/f", text: "hello", size: size)])
    let problem = failure { () throws(Failure) in
      _ = try ZipUnpacker(path, shown: "t", limits: limits)
    }
    #expect(problem?.description == sentence)
    #expect(problem?.status == .badData)
  }

  @Test func saysThatItIsNoArchive() throws {
    try home.folder.write("not a zip archive", to: path)
    #expect(
      home.problem(path)
        == "Zip repository ~/t.zip is not a valid zip archive. Fetch or pack it again.")
    #expect(
      home.problem(home.folder.path + "/none.zip")
        == "~/none.zip: cannot open (no such file or directory). Check the path.")
  }

  /// Cut anywhere or changed in the content, an archive is refused in one sentence.
  @Test func holdsOutAgainstDamage() throws {
    let bytes = StoredZip.bytes(Self.template + [.init(name: "t/f", text: "hello")])
    for length in 0..<bytes.count {
      try bytes.prefix(length).write(to: URL(filePath: path))
      #expect(
        home.problem(path)
          == "Zip repository ~/t.zip is not a valid zip archive. Fetch or pack it again.",
        "\(length)")
    }
    for index in bytes.indices {
      var changed = bytes
      changed[index] ^= 0x55
      try changed.write(to: URL(filePath: path))
      // Some changes, as of a date, do no harm; what counts is that it ends in one way or the other.
      do throws(Failure) { try home.locate(path).remove() } catch { #expect(!error.what.isEmpty) }
    }
    let content = try #require(bytes.firstRange(of: Data("hello".utf8)))
    var changed = bytes
    changed[content.lowerBound] ^= 1
    try changed.write(to: URL(filePath: path))
    #expect(
      home.problem(path)
        == "Zip repository ~/t.zip is not a valid zip archive. Fetch or pack it again.")
  }

  @Test func fetchesAndKeepsAnArchive() throws {
    let bytes = StoredZip.bytes(Self.template)
    let body = String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
    let head = "HTTP/1.1 200 OK\r\nContent-Length: \(bytes.count)\r\nConnection: close\r\n\r\n"
    let server = try LocalServer(["/a/t.zip": head + body])
    let url = server.url + "/a/t.zip"
    let found = try home.locate(url)
    #expect(found.source == url)
    found.remove()
    #expect(try home.names(home.kept).count == 1)
    #expect(home.problem(server.url + "/b/t.zip")?.contains("(HTTP 404)") == true)
    server.stop()
    try home.locate(url).remove()
    #expect(home.prompter.said.count == 1)
    #expect(home.prompter.said.first?.contains("The copy fetched earlier is used: ") == true)
    #expect(try home.names(home.kept).count == 1)
  }

  @Test func refusesACheckout() throws {
    try write(Self.template)
    #expect(
      home.problem(path, checkout: "main")
        == "~/t.zip: --checkout is for repositories, and this is an archive. Leave it out.")
  }

  @Test func looksFurtherDown() throws {
    try write(Self.template + [.init(name: "t/sub/cookiecutter.json", text: "[]")])
    let found = try home.locate(path, directory: "sub")
    #expect(try home.text(found.folder + "/cookiecutter.json") == "[]")
    found.remove()
    #expect(
      home.problem(path, directory: "none")
        == "there is no template '~/t.zip' (no cookiecutter.json in 't/none'). "
        + "Name the folder within the archive that has one with --directory.")
  }
}
