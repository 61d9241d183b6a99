import Files
import Jinja

/// Goes through a template's questions and collects the answers.
struct Interview {
  let template: TemplateFolder
  /// The questions with the defaults of this run.
  let members: [JSON.Member]
  /// How the defaults are read.
  let environment: Environment
  /// Answers of the command line by name; these questions are not asked.
  let given: [String: String]
  let prompter: any Prompter
  /// How the questions of a project that exists are answered again.
  var repetition: Repetition?
  /// Whether it is only to be known what is asked; then any default will do.
  var isRehearsal = false

  private var file: String { template.file }

  /// Asks all questions: dictionaries last, as cookiecutter does.
  ///
  /// - Parameter kept: answers of an earlier run; they are not asked again.
  /// - Returns: the answers in the order of the questions.
  /// - Throws: `Failure` when a default or an answer is wrong.
  func answers(keeping kept: [JSON.Member] = []) throws(Failure) -> Answers {
    try checkNames()
    var answers = Answers()
    answers.secrets = Set(template.extras.questions.filter(\.value.isSecret).keys)
    for member in kept {
      answers.set(member.name, member.value)
      // A replayed `_x` that the user had set; `__x` follows from the answers.
      let isPlain = member.name.hasPrefix("_") && !member.name.hasPrefix("__")
      if isPlain, members.contains(where: { $0.name == member.name && $0.value != member.value }) {
        answers.changed.insert(member.name)
      }
    }
    let asked = members.filter { member in
      member.name != "__prompts__" && !kept.contains { $0.name == member.name }
    }
    let dictionaries = asked.filter { !$0.name.hasPrefix("_") && $0.value.isObject }
    let others = asked.filter { $0.name.hasPrefix("_") || !$0.value.isObject }
    let numbered = self.numbered((others + dictionaries).map(\.name).filter { !$0.hasPrefix("_") })
    for member in others + dictionaries {
      answers.set(
        member.name,
        member.name.hasPrefix("_")
          ? try hidden(member, &answers) : try answer(member, numbered, &answers))
    }
    if kept.isEmpty { answers.order(by: members.map(\.name)) }
    return answers
  }

  private func checkNames() throws(Failure) {
    let declared = members.map(\.name)
    for name in given.keys.sorted() where !declared.contains(name) || name == "__prompts__" {
      let names = declared.filter { !$0.hasPrefix("_") }
      let list = names.map { "'\($0)'" }.joined(separator: ", ")
      let remedy: String
      if let nearest = NearestName.of(name, among: names) {
        remedy = "Did you mean '\(nearest)'? The names are \(list)"
      } else {
        remedy = names.isEmpty ? "It has no questions" : "Use one of \(list)"
      }
      throw Failure(
        "the template has no question named '\(name)'", at: file, remedy: remedy, status: .usage)
    }
  }

  /// The value of a variable that is never asked for: `_x` as it is, `__x` rendered.
  private func hidden(
    _ member: JSON.Member, _ answers: inout Answers
  ) throws(Failure) -> JSON {
    let earlier = repetition?.answers.first { $0.name == member.name }?.value
    if let set = given[member.name].map({ .string($0) }) ?? earlier {
      answers.changed.insert(member.name)
      return set
    }
    guard member.name.hasPrefix("__") else { return member.value }
    return try rendered(member.value, member.name, answers)
  }

  private func answer(
    _ member: JSON.Member, _ numbered: [String], _ answers: inout Answers
  ) throws(Failure) -> JSON {
    // What the user gave is taken as it is; only templates are rendered.
    let initial: JSON
    if given[member.name] != nil, !member.value.isArray {
      initial = member.value
    } else {
      initial = try rendered(member.value, member.name, answers)
    }
    let extra = template.extras.questions[member.name]
    var question = Question(
      name: member.name, prompt: prompt(member.name), kind: try kind(member.name, initial))
    question.help = extra?.help
    question.isSecret = extra?.isSecret ?? false
    question.rules = extra?.rules ?? []
    question.isRequired = extra?.isRequired ?? false || initial == .null
    question.place = numbered.firstIndex(of: member.name).map { ($0 + 1, numbered.count) }
    if let earlier = try earlier(question, initial) {
      if earlier.isObject, earlier != initial { answers.typed.insert(member.name) }
      return earlier
    }
    let fallback: String?
    switch initial {
    case .null: fallback = nil
    case .string(let text): fallback = text
    case .bool(let flag): fallback = flag ? "yes" : "no"
    case .array(let items): fallback = items.first.map(Defaults.plain) ?? ""
    default: fallback = initial.written()
    }
    let answer: String
    if let text = given[member.name] {
      answer = text
    } else {
      // A default that nobody saw need not obey the rules.
      guard try isAsked(extra, answers), !isUnseen(question) else {
        if case .array(let items) = initial { return items.first ?? .null }
        guard question.isSecret, question.kind == .text else { return initial }
        return repetition?.secret.map { .string($0) } ?? (initial == .null ? .string("") : initial)
      }
      if fallback == nil, prompter is DefaultsPrompter { return .null }
      answer = try prompter.ask(question, default: fallback)
    }
    if !isRehearsal, let problem = question.problem(with: answer) {
      throw Failure(
        problem, at: member.name, remedy: "Give another answer to this question", status: .usage)
    }
    switch initial {
    case .bool: return .bool(Question.flag(answer) ?? false)
    case .array(let items):
      return items.first { Defaults.plain($0) == answer } ?? .string(answer)
    case .object:
      guard answer != fallback, let typed = try? JSONReader.read(answer) else { return initial }
      answers.typed.insert(member.name)
      return typed
    default: return .string(answer)
    }
  }

  /// The answer that the project remembers, if it still fits.
  private func earlier(_ question: Question, _ initial: JSON) throws(Failure) -> JSON? {
    guard let repetition, given[question.name] == nil,
      let answer = repetition.answers.first(where: { $0.name == question.name })?.value
    else { return nil }
    if repetition.isSameVersion { return answer }
    if let same = Self.sameFlag(answer, initial) { return same }
    let problem: String?
    switch (initial, answer) {
    case (.array(let items), _):
      problem = items.contains(answer) ? nil : "it is no longer one of the choices"
    case (.bool, .bool), (.object, .object), (.null, .null): problem = nil
    case (.string, .string(let text)), (.null, .string(let text)):
      problem = repetition.asks ? question.problem(with: text) : nil
    default: problem = "the question is of another kind now"
    }
    guard let problem else { return answer }
    prompter.say("The earlier answer to '\(question.name)' is not used: \(problem).")
    return nil
  }

  /// An earlier yes or no where the question has become one of another kind: choices such as "yes" and
  /// "no", or `true` and `false`; `nil` if there is none.
  private static func sameFlag(_ answer: JSON, _ initial: JSON) -> JSON? {
    guard let flag = Question.flag(Defaults.plain(answer)) else { return nil }
    switch (initial, answer) {
    case (.bool, .string): return .bool(flag)
    case (.array(let items), .bool) where !items.contains(answer):
      let fitting = items.filter { Question.flag(Defaults.plain($0)) == flag }
      return fitting.count == 1 ? fitting[0] : nil
    default: return nil
    }
  }

  /// Whether a question that nobody has answered gets its default all the same.
  private func isUnseen(_ question: Question) -> Bool {
    guard let repetition else { return false }
    return question.isSecret || !repetition.asks
  }

  private func isAsked(
    _ extra: TemplateExtras.Extra?, _ answers: Answers
  ) throws(Failure) -> Bool {
    guard let condition = extra?.condition else { return true }
    return Condition.isTrue(
      try environment.text(
        condition, file: template.extras.file, ["cookiecutter": answers.variables]))
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
          let value = Defaults.plain(item)
          return Question.Choice(value: value, label: labels?[value]?.text ?? value)
        })
    default: return .text
    }
  }

  private var prompts: JSON? { members.first { $0.name == "__prompts__" }?.value }

  private func prompt(_ name: String) -> String {
    let text = prompts?[name]
    let prompt = text?.text ?? text?["__prompt__"]?.text ?? ""
    return prompt.isEmpty ? name : prompt
  }

  /// Renders every text of a default; other values than true, false and null become text.
  private func rendered(
    _ value: JSON, _ name: String, _ answers: Answers
  ) throws(Failure) -> JSON {
    switch value {
    case .null, .bool: return value
    case .number(let text): return .string(text)
    case .string(let source):
      return .string(
        try environment.text(
          source, file: "\(file): \(name)", ["cookiecutter": answers.variables]))
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
