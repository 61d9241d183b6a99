import Files
import Foundation
import Publication
import TestSupport
import Testing

@Suite struct ZipTests {
  @Test func unzipGivesTheFilesBack() throws {
    let entries = [
      "b/ä.txt": Data("text".utf8), "a.bin": Data((0...255).map { UInt8($0) }), "e": Data(),
    ]
    let archive = try Zip.archive(entries, name: "test.zip")
    #expect(try archive == Zip.archive(entries, name: "test.zip"))
    try withFolder { folder in
      try archive.write(to: URL(filePath: folder + "/a.zip"))
      let script = """
        import json, zipfile
        with zipfile.ZipFile("a.zip") as z:
            print(z.testzip(), json.dumps([[i.filename, i.date_time, i.external_attr >> 16,
                                            z.read(i).hex()] for i in z.infolist()]))
        """
      let result = try Command.run("/usr/bin/env", ["python3", "-c", script], in: folder)
      let all = (0...255).map { String(format: "%02x", $0) }.joined()
      let mode = 0o100644
      let start = "[1980, 1, 1, 0, 0, 0], \(mode)"
      #expect(
        result.output == "None [[\"a.bin\", \(start), \"\(all)\"], [\"b/\\u00e4.txt\", \(start), "
          + "\"74657874\"], [\"e\", \(start), \"\"]]\n")
    }
  }
}
