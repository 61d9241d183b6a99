import Files
import TestSupport
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
      ENAMETOOLONG, .cannotCreate, "a: cannot open (file name too long). Choose a shorter name."
    ),
    (
      ELOOP, .badData,
      "a: cannot open (too many levels of symbolic links). Check where the link leads."
    ),
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

  @Test func `an empty path is shown as one`() {
    #expect(
      Failure.system(ENOENT, "open", "").description
        == "'': cannot open (no such file or directory). Check the path.")
  }

  @Test(arguments: [
    ("/dev/null", "/dev/null: this is a pipe or a device. Name a file."),
    ("/tmp", "/tmp: cannot read (is a directory). Name a file, not a folder."),
  ])
  func `what is no file is refused, where reading would not end`(path: String, says: String) {
    let mapped = failure { () throws(Failure) in _ = try MappedFile(path) }
    #expect(mapped?.description == says)
    let digest = failure { () throws(Failure) in _ = try SHA256Digest.ofFile(path) }
    #expect(digest?.description == says)
    let pieces = failure { () throws(Failure) in try FilePieces.read(path) { _ in } }
    #expect(pieces?.description == says)
  }
}
