import Files
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite struct FailureTests {
  @Test(arguments: [
    (Failure("it broke", status: .badData), "it broke."),
    (Failure("it broke", at: "a.txt", status: .badData), "a.txt: it broke."),
    (
      Failure("it broke", at: "a.txt", remedy: "Mend it", status: .badData),
      "a.txt: it broke. Mend it."
    ),
  ])
  func `parts that are empty are left out`(failure: Failure, sentence: String) {
    #expect(failure.description == sentence)
  }

  @Test(arguments: [
    (
      ENOENT, Files.ExitStatus.missingInput,
      "a: cannot open (no such file or directory). Check the path."
    ),
    (
      EACCES, .noPermission,
      "a: cannot open (permission denied). Check the permissions of the file and its folder."
    ),
    (
      ENOSPC, .inputOutput,
      "a: cannot open (no space left on device). Free some space and run the command again."
    ),
    (EISDIR, .badData, "a: cannot open (is a directory). Name a file, not a folder."),
    (EEXIST, .cannotCreate, "a: cannot open (file exists). Choose another name or remove it."),
    (
      EIO, .inputOutput,
      "a: cannot open (input/output error). Check the disk and run the command again."
    ),
  ])
  func `system errors become sentences`(code: Int32, status: Files.ExitStatus, sentence: String) {
    let failure = Failure.system(code, "open", "a")
    #expect(failure.description == sentence)
    #expect(failure.status == status)
  }
}
