import Files
import Jinja

/// A template's folder: its questions, its settings, and the folder that becomes the project.
struct TemplateFolder {
  /// The folder that contains `cookiecutter.json`.
  let path: String
  /// Everything in `cookiecutter.json`, in order.
  let members: [JSON.Member]
  /// How its texts are read.
  let environment: Environment
  /// What `fairmlpf-template.yaml` adds.
  let extras: TemplateExtras

  var file: String { path + "/cookiecutter.json" }

  init(_ path: String) throws(Failure) {
    self.path = path
    let file = path + "/cookiecutter.json"
    guard FolderContents.isFolder(path) else {
      throw Failure(
        "there is no template folder", at: path, remedy: "Check the path", status: .missingInput)
    }
    guard Folder.kind(file) != .missing else {
      throw Failure(
        "the folder is not a template: it has no cookiecutter.json", at: path,
        remedy: "Name the folder that contains cookiecutter.json", status: .missingInput)
    }
    guard case .object(let members) = try JSON.read(file) else {
      throw Failure(
        "the file must hold one JSON object", at: file, remedy: "Correct the template",
        status: .badData)
    }
    self.members = members
    if let extensions = JSON.object(members)["_extensions"]?.texts, !extensions.isEmpty {
      throw Failure(
        "the template needs Python extensions (\(extensions.joined(separator: ", ")))", at: file,
        remedy: "Use cookiecutter itself for this template", status: .badData)
    }
    environment = try Environment(cookiecutter: JSON.object(members), file)
    extras = try TemplateExtras(in: path, questions: members.map(\.name))
  }

  /// The folder inside the template that becomes the project; its name is a Jinja expression.
  func projectFolder() throws(Failure) -> String {
    let root = try Folder.names(path).first {
      $0.contains("cookiecutter") && $0.contains(environment.variableStart)
        && $0.contains(environment.variableEnd) && Folder.kind(path + "/" + $0) == .folder
    }
    guard let root else {
      let (begin, end) = (environment.variableStart, environment.variableEnd)
      throw Failure(
        "the template has no folder named like '\(begin) cookiecutter.repo_name \(end)'", at: path,
        remedy: "Name the folder that contains cookiecutter.json", status: .badData)
    }
    return root
  }
}

extension JSON {
  /// Reads a JSON file.
  static func read(_ file: String) throws(Failure) -> JSON {
    guard let text = String(validating: try Folder.read(file), as: UTF8.self) else {
      throw Failure(
        "the file is not UTF-8 text", at: file, remedy: "Save it as UTF-8", status: .badData)
    }
    do throws(JSONReader.Problem) {
      return try JSONReader.read(text)
    } catch {
      throw Failure(
        "the file is not valid JSON: \(error.message)", at: "\(file):\(error.line)",
        remedy: "Correct the file", status: .badData)
    }
  }
}
