import Files
import FoundationEssentials

/// The answers of a run, kept for the next one in the file that cookiecutter uses as well.
struct Replay {
  /// The JSON file.
  let file: String

  /// The file for a template.
  ///
  /// - Parameters:
  ///   - template: the template's name: that of its folder.
  ///   - folder: the folder of all such files.
  init(template: String, in folder: String) {
    file =
      folder + (folder.hasSuffix("/") ? "" : "/") + template
      + (template.hasSuffix(".json") ? "" : ".json")
  }

  init(file: String) { self.file = file }

  /// The name under which answers read from this file are kept.
  var name: String {
    let name = file.split(separator: "/").last.map { String($0) } ?? file
    return name.hasSuffix(".json") ? String(name.dropLast(5)) : name
  }

  /// The variables of the earlier run.
  func read() throws(Failure) -> [JSON.Member] {
    guard Folder.kind(file) != .missing else {
      throw Failure(
        "there are no answers of an earlier run", at: file,
        remedy: "Run the command once without --replay", status: .missingInput)
    }
    guard case .object(let members)? = try JSON.read(file)["cookiecutter"] else {
      throw Failure(
        "the file has no object 'cookiecutter' with the answers of an earlier run", at: file,
        remedy: "Name a file that an earlier run has written", status: .badData)
    }
    return members
  }

  /// Writes the variables of this run; secrets must not be among them.
  func write(_ answers: [JSON.Member], original: [JSON.Member]) throws(Failure) {
    try FolderContents.create(Folder.parent(file))
    try AtomicFile.write(
      JSON.object([
        JSON.Member(name: "cookiecutter", value: .object(answers)),
        JSON.Member(name: "_cookiecutter", value: .object(original)),
      ]).written(), to: file)
  }
}
