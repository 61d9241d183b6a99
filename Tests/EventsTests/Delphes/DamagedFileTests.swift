import Events
import Files
import TestSupport
import Testing

/// Every way a file can be wrong has its own sentence, which is asserted whole.
@Suite struct DamagedFileTests {
  struct Case: CustomTestStringConvertible {
    let name: String
    let place: String
    let what: String
    let remedy: String
    var testDescription: String { name }

    init(_ name: String, _ place: String, _ what: String, _ remedy: String) {
      (self.name, self.place, self.what, self.remedy) = (name, place, what, remedy)
    }
  }

  static let again = "Download or copy the file again"
  static let form =
    "Write each event as three float arrays: X (N, 12), ygen (N, 7) and ycand (N, 7)"
  static let trust = "Use only files from a source you trust; nothing of this one was run"

  static let cases = [
    Case(
      "complex.pkl", ", byte 2189 of the pickle, event 0",
      "ycand has the element type c16, which is none of f4, f8, i4, i8",
      form),
    Case(
      "empty.pkl", ", byte 499 of the pickle, event 1", "X has no rows: the event is empty", form),
    Case(
      "eval.pkl", ", byte 2405 of the pickle",
      "the pickle refers to builtins.eval, which is not data", trust),
    Case("events.pkl", "", "X has 3 events, ygen 3 and ycand 2", form),
    Case(
      "flat.pkl", ", byte 459 of the pickle, event 0", "X has the shape (36,), not (N, 12)", form),
    Case("flipped.pkl.bz2", ", byte 1653", "the bzip2 data are damaged", again),
    Case(
      "html.pkl.bz2", "", "the file is neither a pickle nor a bzip2 file",
      "Download it again, or name a .pkl or .pkl.bz2 file of DELPHES events"),
    Case(
      "infinite.pkl", ", byte 1976 of the pickle, event 0",
      "row 1, column 6 of ycand is inf, not a finite number", form),
    Case(
      "list-rows.pkl", ", event 1", "X is a list of rows, which may differ in length, not an array",
      form),
    Case("list.pkl", "", "the pickle holds a list, not a dictionary of X, ygen and ycand", form),
    Case("missing.pkl", "", "the pickle has no ycand; it holds X, ygen", form),
    Case(
      "nan.pkl", ", byte 1116 of the pickle, event 2",
      "row 4, column 7 of X is nan, not a finite number", form),
    Case("no-events.pkl", "", "the file has no events", form),
    Case("not-a-list.pkl", "", "ygen is a dictionary, not a list with one array per event", form),
    Case("nothing.pkl", "", "the file is empty", again),
    Case(
      "object-rows.pkl", ", byte 762 of the pickle, event 1",
      "X is an array of objects: its rows differ in length or hold no numbers", form),
    Case(
      "os-system.pkl", ", byte 10 of the pickle",
      "the pickle refers to os.system, which is not data", trust),
    Case(
      "pid-fraction.pkl", ", byte 2391 of the pickle, event 2",
      "row 1 of ycand has the class 1.5, which is no whole number from 0 to 5", form),
    Case(
      "pid.pkl", ", byte 1338 of the pickle, event 0",
      "row 2 of ygen has the class 6, which is no whole number from 0 to 5",
      form),
    Case(
      "protocol.pkl", ", byte 0 of the pickle",
      "the pickle has protocol 9; protocols 0 to 5 can be read",
      "Write it with pickle.dump(data, file, protocol=4)"),
    Case(
      "rows.pkl", ", byte 1116 of the pickle, event 2",
      "X has 5 elements, ygen has 5 rows and ycand 4", form),
    Case(
      "shape.pkl", ", byte 1076 of the pickle, event 2", "X has the shape (5, 11), not (N, 12)",
      form),
    Case(
      "system-p0.pkl", ", byte 1193 of the pickle, event 1 of X",
      "the pickle refers to posix.system, which is not data", trust),
    Case(
      "system-p2.pkl", ", byte 572 of the pickle, event 1 of X",
      "the pickle refers to posix.system, which is not data", trust),
    Case(
      "system-p4.pkl", ", byte 467 of the pickle, event 1 of X",
      "the pickle refers to posix.system, which is not data", trust),
    Case(
      "target-shape.pkl", ", byte 1440 of the pickle, event 1",
      "ygen has the shape (1, 8), not (N, 7)", form),
    Case(
      "trailing.pkl", ", byte 2395 of the pickle", "the file goes on after the end of its pickle",
      again),
    Case(
      "truncated.pkl", ", byte 1796 of the pickle, event 0 of ycand",
      "the file is truncated: its pickle ends too early", again),
    Case(
      "truncated.pkl.bz2", ", byte 1247", "the file is truncated: it ends inside its bzip2 data",
      again),
    Case(
      "type.pkl", ", byte 595 of the pickle, event 1",
      "row 0 of X has the element type 3, which is neither 1 (cluster) nor 2 (track)", form),
  ]

  @Test(arguments: cases)
  func `the sentence says what, where and what to do`(_ wanted: Case) throws {
    let path = Place.fixture("damaged-\(wanted.name)")
    let found = try #require(failure { () throws(Failure) in _ = try DelphesFile.read(path) })
    #expect(found.status == .badData)
    #expect(found.description == "\(path)\(wanted.place): \(wanted.what). \(wanted.remedy).")
  }

  @Test func `every damaged fixture has its case`() throws {
    let covered = Set(Self.cases.map { "damaged-" + $0.name })
    #expect(try Set(Place.fixtures("damaged-")) == covered)
  }

  @Test func `a file that is not there is missing input`() {
    let found = failure { () throws(Failure) in _ = try DelphesFile.read("/nowhere/a.pkl.bz2") }
    #expect(found?.status == .missingInput)
  }

  @Test func `a folder is no file`() {
    let found = failure { () throws(Failure) in _ = try DelphesFile.read(Repository.sample) }
    #expect(found?.status == .badData)
  }
}
