import Files
import Jinja

/// The templates of a collection, of which the user chooses one.
struct NestedTemplates {
  let question: Question
  private let folders: [(name: String, path: String)]
  private let file: String

  /// `nil` if a template is not a collection.
  ///
  /// `templates` is an object of `path`, `title` and `description` by name; the older `template` is a
  /// list of "Name (path)".
  init?(_ template: TemplateFolder) throws(Failure) {
    let settings = JSON.object(template.members)
    file = template.file
    var choices: [Question.Choice] = []
    var folders: [(name: String, path: String)] = []
    if case .object(let members)? = settings["templates"], !members.isEmpty {
      for member in members {
        guard let path = member.value["path"]?.text else {
          throw Self.failure("the template '\(member.name)' has no path", file)
        }
        let title = member.value["title"]?.text ?? member.name
        let description = member.value["description"]?.text ?? member.name
        folders.append((member.name, path))
        choices.append(
          Question.Choice(
            value: member.name, label: title == description ? title : "\(title) (\(description))"))
      }
    } else if case .array(let items)? = settings["template"], !items.isEmpty {
      for item in items {
        guard let text = item.text, let begin = text.firstIndex(of: "("),
          let end = text.lastIndex(of: ")"), begin < end
        else {
          throw Self.failure("an item of 'template' is not of the form 'Name (path)'", file)
        }
        folders.append((text, String(text[text.index(after: begin)..<end])))
        choices.append(Question.Choice(value: text, label: text))
      }
    } else if settings["templates"] != nil || settings["template"] != nil {
      throw Self.failure("the list of templates is empty", file)
    } else {
      return nil
    }
    self.folders = folders
    question = Question(
      name: "template", prompt: "Select a template", kind: .choice(choices))
  }

  /// The folder of the template that the user chooses, in the folder of the collection.
  func choose(_ prompter: any Prompter, _ given: String?) throws(Failure) -> String {
    let answer: String
    if let given {
      answer = given
    } else {
      answer = try prompter.ask(question, default: folders.first?.name)
    }
    guard let path = folders.first(where: { $0.name == answer })?.path else {
      throw Failure(
        question.problem(with: answer) ?? "there is no template \(answer.quoted)", at: file,
        remedy: "Choose one of them", status: .usage)
    }
    let parts = path.split(separator: "/").filter { $0 != "." }
    guard !path.hasPrefix("/"), !parts.isEmpty, !parts.contains("..") else {
      throw Self.failure("the path '\(path)' of a template leads out of the collection", file)
    }
    return parts.joined(separator: "/")
  }

  private static func failure(_ problem: String, _ file: String) -> Failure {
    Failure(problem, at: file, remedy: "Correct the template", status: .badData)
  }
}
