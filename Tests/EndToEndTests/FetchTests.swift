import Files
import Foundation
import TestSupport
import Testing

/// `fairmlpf fetch` against a server of a small record.
@Suite struct FetchTests {
  /// Files by name, and their digests from md5sum and sha256sum.
  static let files: [String: (bytes: String, md5: String, sha256: String)] = [
    "ttbar_0.txt": (
      "abc", "900150983cd24fb0d6963f7d28e17f72",
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    ),
    "ttbar_10.txt": (
      "", "d41d8cd98f00b204e9800998ecf8427e",
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    ),
    "ttbar_2.txt": (
      "message digest", "f96b697d7cb7938d525a2f31aaf161d0",
      "f7846f55cf23e14eebeab5b4e1550cad5b509e3348fbc4efa3a1413d393cb650"
    ),
  ]

  static func server(
    faults: [String: [FaultyServer.Fault]] = [:], always: [String: FaultyServer.Fault] = [:]
  ) throws -> FaultyServer {
    let server = try FaultyServer(
      files.mapValues { Array($0.bytes.utf8) }, faults: faults, always: always)
    server.describe(files.mapValues { $0.md5 })
    return server
  }

  /// Runs a test in an empty folder beside a server.
  private static func test(
    _ server: FaultyServer, _ body: (Program, [String: String]) throws -> Void
  ) throws {
    defer { server.stop() }
    try Program.test { fairmlpf in
      try body(fairmlpf, ["FAIRMLPF_CATALOG_URL": server.url, "ZENODO_TOKEN": ""])
    }
  }

  private static func names(_ folder: String) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: folder).sorted()
  }

  @Test func fetchesAndLocks() throws {
    try Self.test(try Self.server()) { fairmlpf, environment in
      let result = try fairmlpf(
        "fetch", "10.5281/zenodo.1", "-o", "data", environment: environment)
      #expect(result.status == 0, "\(result.errors)")
      #expect(result.output == "data/ttbar_0.txt\ndata/ttbar_2.txt\ndata/ttbar_10.txt\n")
      #expect(
        result.errors.hasSuffix("Fetched 17 bytes. All 3 files of 10.5281/zenodo.1 are here.\n"))
      for (name, file) in Self.files {
        let path = "\(fairmlpf.folder)/data/\(name)"
        #expect(try String(contentsOfFile: path, encoding: .utf8) == file.bytes)
      }
      let lock = try JSONSerialization.jsonObject(
        with: Data(contentsOf: URL(filePath: fairmlpf.folder + "/data/dataset.lock.json")))
      var fields = try #require(lock as? [String: Any])
      let day = fields.removeValue(forKey: "retrieved") as? String
      #expect(day == String(Date().ISO8601Format().prefix(10)))
      let entries = ["ttbar_0.txt", "ttbar_10.txt", "ttbar_2.txt"].map { name in
        [
          "name": name, "size": Self.files[name]?.bytes.utf8.count ?? -1,
          "md5": Self.files[name]?.md5 ?? "", "sha256": Self.files[name]?.sha256 ?? "",
          "url": "https://zenodo.org/records/1/files/\(name)?download=1",
        ] as [String: Any]
      }
      #expect(
        fields as NSDictionary == [
          "schema": 1, "doi": "10.5281/zenodo.1", "concept": "10.5281/zenodo.9", "record": "1",
          "repository": "https://zenodo.org", "page": "https://zenodo.org/records/1",
          "version": "1.0", "title": "Some files", "published": "2021-01-21",
          "licence": "cc-by-4.0", "authors": [["name": "The collaboration"]], "complete": ["*"],
          "files": entries,
        ] as [String: Any] as NSDictionary)
    }
  }

  @Test func isQuickTheSecondTime() throws {
    let server = try Self.server()
    try Self.test(server) { fairmlpf, environment in
      _ = try fairmlpf("fetch", "1", "-q", "--files", "*_2.txt", environment: environment)
      let lock = try Data(contentsOf: URL(filePath: fairmlpf.folder + "/dataset.lock.json"))
      let count = server.requests.count
      let again = try fairmlpf("fetch", "1", "--files", "*_2.txt", environment: environment)
      #expect(again.status == 0)
      #expect(again.output == "./ttbar_2.txt\n")
      #expect(again.errors.hasSuffix("The file of 10.5281/zenodo.1 is here.\n"))
      #expect(server.requests.count == count + 1)
      #expect(
        try Data(contentsOf: URL(filePath: fairmlpf.folder + "/dataset.lock.json")) == lock)
      // More files of the same record join the lock.
      let more = try fairmlpf("fetch", "1", "--limit", "1", environment: environment)
      #expect(more.output == "./ttbar_0.txt\n")
      #expect(
        try Self.names(fairmlpf.folder) == [
          ".fetched.part", "dataset.lock.json", "ttbar_0.txt", "ttbar_2.txt",
        ])
    }
  }

  @Test func aDryRunFetchesNothing() throws {
    let server = try Self.server()
    try Self.test(server) { fairmlpf, environment in
      let result = try fairmlpf(
        "fetch", "1", "--dry-run", "--files", "ttbar_?.txt", environment: environment)
      #expect(result.status == 0)
      #expect(
        result.output == """
          +------------------+----------+----------+
          | file             |     size | state    |
          +------------------+----------+----------+
          | ttbar_0.txt      |  3 bytes | to fetch |
          | ttbar_2.txt      | 14 bytes | to fetch |
          | to fetch: 2 of 2 | 17 bytes |          |
          +------------------+----------+----------+

          """)
      #expect(try Self.names(fairmlpf.folder) == [])
      #expect(server.requests.count == 1)
    }
  }

  @Test func worksWithoutANetwork() throws {
    let server = try Self.server()
    try Self.test(server) { fairmlpf, environment in
      _ = try fairmlpf("fetch", "1", "-q", "-o", "disk", environment: environment)
      server.stop()
      let dead = [
        "FAIRMLPF_CATALOG_URL": "http://127.0.0.1:1", "https_proxy": "http://127.0.0.1:1",
      ]
      // All that is on the disk that was brought along.
      let copied = try fairmlpf(
        "fetch", "--offline", "--from", "disk", "-o", "here", environment: dead)
      #expect(copied.status == 0, "\(copied.errors)")
      let (disk, here) = (fairmlpf.folder + "/disk", fairmlpf.folder + "/here")
      #expect(try Self.names(disk) == Self.names(here))
      for name in try Self.names(disk) where !name.hasPrefix(".") {
        #expect(
          try Data(contentsOf: URL(filePath: "\(disk)/\(name)"))
            == Data(contentsOf: URL(filePath: "\(here)/\(name)")))
      }
      try FileManager.default.removeItem(atPath: here + "/ttbar_2.txt")
      let missing = try fairmlpf("fetch", "--offline", "-o", "here", environment: dead)
      #expect(missing.status == 66)
      #expect(missing.output == "")
      #expect(
        missing.errors.hasSuffix(
          "fairmlpf: here/ttbar_2.txt: the file is not here. Run the command without --offline, "
            + "or name a folder that has it with --from.\n"))
      let nothing = try fairmlpf("fetch", "--offline", "-o", "empty", environment: dead)
      #expect(nothing.status == 66)
      let other = try fairmlpf("fetch", "2", "--offline", "-o", "here", environment: dead)
      #expect(other.status == 65)
      #expect(
        other.errors
          == "fairmlpf: here/dataset.lock.json: the files here are of 10.5281/zenodo.1, not of 2. "
          + "Choose another folder with -o, or remove the lock and the files.\n")
      // With the network it says that it cannot be reached.
      let unreachable = try fairmlpf("fetch", "1", "-o", "new", environment: dead)
      #expect(unreachable.status == 69)
    }
  }

  @Test func findsDamage() throws {
    try Self.test(try Self.server()) { fairmlpf, environment in
      _ = try fairmlpf("fetch", "1", "-q", "-o", "data", environment: environment)
      #expect(try fairmlpf("fetch", "--verify", "-o", "data", "-q").status == 0)
      // Same size and same time.
      let path = fairmlpf.folder + "/data/ttbar_0.txt"
      let attributes = try FileManager.default.attributesOfItem(atPath: path)
      try Data("abd".utf8).write(to: URL(filePath: path))
      try FileManager.default.setAttributes(
        [.modificationDate: attributes[.modificationDate] as Any], ofItemAtPath: path)
      try FileManager.default.removeItem(atPath: fairmlpf.folder + "/data/ttbar_2.txt")
      let result = try fairmlpf("fetch", "--verify", "-o", "data", "-q")
      #expect(result.status == 65)
      #expect(
        result.output == "right    ttbar_10.txt\nwrong    ttbar_0.txt\nmissing  ttbar_2.txt\n")
      #expect(
        result.errors
          == "fairmlpf: 1 of the files is not what the lock says, and 1 is missing. "
          + "Run 'fairmlpf fetch' to fetch them again.\n")
      let repaired = try fairmlpf("fetch", "1", "-o", "data", environment: environment)
      #expect(repaired.status == 0)
      #expect(try String(contentsOfFile: path, encoding: .utf8) == "abc")
      #expect(try String(contentsOfFile: path + ".wrong.part", encoding: .utf8) == "abd")
      #expect(try fairmlpf("fetch", "--verify", "-o", "data", "-q").status == 0)
    }
  }

  @Test func aRecordThatChangedIsReported() throws {
    let server = try Self.server()
    try Self.test(server) { fairmlpf, environment in
      _ = try fairmlpf("fetch", "1", "-q", "-o", "data", environment: environment)
      server.put("ttbar_0.txt", Array("abd".utf8), md5: "4911e516e5aa21d327512e0c8b197616")
      let day = Date().ISO8601Format().prefix(10)
      let result = try fairmlpf("fetch", "1", "-q", "-o", "data", environment: environment)
      #expect(result.status == 65)
      #expect(
        result.errors
          == "fairmlpf: data/dataset.lock.json: the record 10.5281/zenodo.1 is not what it was on "
          + "\(day): ttbar_0.txt has another md5. Remove the lock to use the record as it is now.\n"
      )
    }
  }

  @Test(
    arguments: [
      (.status(403), 77), (.status(404), 66), (.otherBytes, 65),
      (.status(429, ["Retry-After: 4000"]), 69),
    ] as [(FaultyServer.Fault, Int32)])
  func endsWithTheRightCode(_ fault: FaultyServer.Fault, _ code: Int32) throws {
    let server = try Self.server(always: ["ttbar_2.txt": fault])
    try Self.test(server) { fairmlpf, environment in
      let secret = ["ZENODO_TOKEN": "a-secret"]
      let result = try fairmlpf(
        "fetch", "1", "--verbose", environment: environment.merging(secret) { $1 })
      #expect(result.status == code, "\(result.errors)")
      #expect(result.output == "")
      #expect(!result.errors.contains("a-secret"))
      // What could be had is there, and in the lock.
      let lock = try String(contentsOfFile: fairmlpf.folder + "/dataset.lock.json", encoding: .utf8)
      #expect(lock.contains("\"ttbar_0.txt\"") && lock.contains("\"complete\" : []"))
      #expect(!lock.contains("\"ttbar_2.txt\""))
    }
  }

  @Test func saysWhenThereIsNoSuchRecordOrFile() throws {
    try Self.test(try Self.server()) { fairmlpf, environment in
      let record = try fairmlpf("fetch", "10.5281/zenodo.2", environment: environment)
      #expect(record.status == 66)
      let file = try fairmlpf("fetch", "1", "--files", "qcd_*", environment: environment)
      #expect(file.status == 66)
      #expect(
        file.errors.hasSuffix(
          "fairmlpf: 10.5281/zenodo.1: no file fits 'qcd_*'. Change the pattern; the record has "
            + "ttbar_0.txt, ttbar_2.txt, ttbar_10.txt.\n"))
      let nothing = try fairmlpf("fetch")
      #expect(nothing.status == 66)
    }
  }

  @Test func keepsWhatAFullDiskTook() throws {
    let bytes = [UInt8](repeating: 7, count: 3 << 20)
    let server = try FaultyServer(["a.bin": bytes])
    server.describe(["a.bin": "ed6a4b7d4e9a6c1e0e7f5b8f6d3c2b1a"])
    try Self.test(server) { fairmlpf, _ in
      // Files may have 1 MiB: what the system says then is not what it says of a full disk, but it is
      // met at the same place.
      let result = try fairmlpf.shell(
        "trap '' XFSZ; ulimit -f 1024; \"$P\" fetch 1 -q --base-url \(server.url)")
      #expect(result.status == 74)
      #expect(
        result.errors
          == "fairmlpf: ./a.bin.part: cannot write (file too large). "
          + "Check the disk and run the command again.\n")
      #expect(
        try Self.names(fairmlpf.folder) == [".a.bin.state.part", "a.bin.part"])
      #expect(
        try Data(contentsOf: URL(filePath: fairmlpf.folder + "/a.bin.part"))
          == Data(bytes.prefix(1 << 20)))
    }
  }
}
