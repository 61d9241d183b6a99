import Files
import Jinja

/// Goes through `cookiecutter.json` and collects the answers.
struct Interview {
  let file: String
  let members: [JSON.Member]
  let environment: Environment

  /// Asks all questions: dictionaries last, as cookiecutter does.
  func answers(
    overrides: [String: String], prompter: any Prompter
  ) throws(Failure) -> Answers {
    try checkNames(overrides)
    var answers = Answers()
    for member in members where member.name != "__prompts__" {
      if member.name.hasPrefix("__") {
        answers.set(member.name, try rendered(member.value, member.name, answers))
      } else if member.name.hasPrefix("_") {
        answers.set(member.name, member.value)
      } else if case .object = member.value {
        continue
      } else {
        answers.set(
          member.name, try answer(member, overrides[member.name], prompter, answers))
      }
    }
    for member in members where !member.name.hasPrefix("_") {
      guard case .object = member.value else { continue }
      answers.set(member.name, try answer(member, overrides[member.name], prompter, answers))
    }
    return answers
  }

  private func checkNames(_ overrides: [String: String]) throws(Failure) {
    let names = members.map(\.name).filter { !$0.hasPrefix("_") }
    for name in overrides.keys.sorted() where !names.contains(name) {
      let list = names.map { "'\($0)'" }.joined(separator: ", ")
      let remedy: String
      if let nearest = NearestName.of(name, among: names) {
        remedy = "Did you mean '\(nearest)'? The names are \(list)"
      } else {
        remedy = "Use one of \(list)"
      }
      throw Failure(
        "the template has no question named '\(name)'", at: file, remedy: remedy, status: .usage)
    }
  }

  private func answer(
    _ member: JSON.Member, _ given: String?, _ prompter: any Prompter, _ answers: Answers
  ) throws(Failure) -> JSON {
    let initial = try rendered(member.value, member.name, answers)
    let question = Question(
      name: member.name, prompt: prompt(member.name), kind: try kind(member.name, initial))
    let fallback: String
    switch initial {
    case .string(let text): fallback = text
    case .bool(let flag): fallback = flag ? "yes" : "no"
    case .array(let items): fallback = items.first.map(shown) ?? ""
    default: fallback = initial.written()
    }
    let answer: String
    if let given {
      answer = given
    } else {
      answer = try prompter.ask(question, default: initial == .null ? nil : fallback)
      if initial == .null, answer.isEmpty { return .null }
    }
    if let problem = question.problem(with: answer) {
      throw Failure(
        problem, at: member.name, remedy: "Give another answer to this question", status: .usage)
    }
    switch initial {
    case .bool: return .bool(Question.flag(answer) ?? false)
    case .array(let items): return items.first { shown($0) == answer } ?? .string(answer)
    case .object: return (try? JSONReader.read(answer)) ?? initial
    default: return .string(answer)
    }
  }

  /// An item of a list of choices as the user types it.
  private func shown(_ item: JSON) -> String {
    switch item {
    case .string(let text): text
    case .bool(let flag): flag ? "True" : "False"
    default: item.written()
    }
  }

  private func kind(_ name: String, _ value: JSON) throws(Failure) -> Question.Kind {
    switch value {
    case .bool: return .flag
    case .object: return .dictionary
    case .array(let items):
      guard !items.isEmpty else {
        throw Failure(
          "the list of choices for '\(name)' is empty", at: file, remedy: "Add a choice to it",
          status: .badData)
      }
      let labels = prompts?[name]
      return .choice(
        items.map { item in
          let value = shown(item)
          return Question.Choice(value: value, label: labels?[value]?.text ?? value)
        })
    default: return .text
    }
  }

  private var prompts: JSON? { members.first { $0.name == "__prompts__" }?.value }

  private func prompt(_ name: String) -> String {
    let text = prompts?[name]
    return text?.text ?? text?["__prompt__"]?.text ?? name
  }

  /// A number as Python prints it.
  private func plain(_ text: String) throws(Failure) -> String {
    do throws(TemplateError) {
      return try Template("{{ number }}").render(["number": JSON.number(text).value])
    } catch {
      throw Failure(template: error, in: file)
    }
  }

  /// Renders every text of a default; other values than true, false and null become text.
  private func rendered(
    _ value: JSON, _ name: String, _ answers: Answers
  ) throws(Failure) -> JSON {
    switch value {
    case .null, .bool: return value
    case .number(let text): return .string(try plain(text))
    case .string(let text):
      do throws(TemplateError) {
        let template = try Template(text, file: name, environment: environment)
        return .string(try template.render(answers.context))
      } catch {
        throw Failure(template: error, in: file)
      }
    case .array(let items):
      var result: [JSON] = []
      for item in items { result.append(try rendered(item, name, answers)) }
      return .array(result)
    case .object(let members):
      var result: [JSON.Member] = []
      for member in members {
        let key = try rendered(.string(member.name), name, answers).text ?? member.name
        result.append(
          JSON.Member(name: key, value: try rendered(member.value, name, answers)))
      }
      return .object(result)
    }
  }
}

extension Failure {
  /// Puts a mistake in a template into the user's words.
  init(template error: TemplateError, in place: String) {
    let position = error.line > 0 ? ":\(error.line):\(error.column)" : ""
    self.init(
      error.message, at: place + position, remedy: "Correct the template or the answers",
      status: .badData, cause: error.description)
  }
}
