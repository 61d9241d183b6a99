import Events
import Files
import TestSupport
import Testing

@Suite struct FileSelectionTests {
  private func withFiles(_ names: [String], _ body: (String) throws -> Void) throws {
    try withFolder { folder in
      for name in names { try AtomicFile.write("", to: "\(folder)/\(name)") }
      try body(folder)
    }
  }

  @Test func `files are chosen once and in natural order`() throws {
    try withFiles(["a_10", "a_2", "a_1", "b_1", ".a_3", "a_4.part"]) { folder in
      let some = try FileSelection.select(patterns: ["a_1*", "a_*", "b_1"], in: folder)
      #expect(some == ["a_1", "a_2", "a_10", "b_1"].map { "\(folder)/\($0)" })
      let none = try FileSelection.select(patterns: [], in: folder)
      #expect(none == [])
    }
  }

  @Test func `a name with brackets can be given as it is`() throws {
    try withFiles(["a[1]", "a1"]) { folder in
      let name = try FileSelection.select(patterns: ["a[1]"], in: folder)
      #expect(name == [folder + "/a[1]"])
      let pattern = try FileSelection.select(patterns: ["a[1-2]"], in: folder)
      #expect(pattern == [folder + "/a1"])
    }
  }

  @Test(arguments: [
    ([String](), "Put event files into the folder first"),
    (["b", "a"], "Change the pattern; the folder holds a, b"),
    (["a1", "a2", "a10", "b", "c"], "Change the pattern; the folder holds a1, a2, a10 and 2 more"),
  ])
  func `a pattern that fits nothing is missing input`(names: [String], remedy: String) throws {
    try withFiles(names) { folder in
      let found = failure { () throws(Failure) in
        _ = try FileSelection.select(patterns: ["q*"], in: folder)
      }
      #expect(found?.description == "\(folder): no file fits 'q*'. \(remedy).")
      #expect(found?.status == .missingInput)
    }
  }
}
