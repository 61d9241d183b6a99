import Testing

@testable import Jinja

/// Values that several renderings share, and how they print.
@Suite struct SharedValueTests {
  @Test func whatOneTemplateChangesTheNextOneSees() throws {
    let answers = Value.orderedDict([("name", .string("a"))])
    let context = ["cookiecutter": answers]
    let first = try Template("{{ cookiecutter.update({'late': [1]}) }}").render(context)
    let second = try Template("{{ cookiecutter.late.append(2) }}{{ cookiecutter }}").render(context)
    #expect(first == "None")
    // As Python 3.11 prints it.
    #expect(second == "NoneOrderedDict([('name', 'a'), ('late', [1, 2])])")
    guard case .dict(let dict) = answers else { return }
    #expect(dict.count == 2)
  }

  @Test func missingKeysNameTheType() {
    let error = #expect(throws: TemplateError.self) {
      try Template("{{ cookiecutter.nope }}").render(["cookiecutter": .orderedDict([])])
    }
    #expect(error?.message == "'collections.OrderedDict object' has no attribute 'nope'")
  }

  @Test func errorsNameTheFileTheyAreIn() {
    let files = [
      "base": "\n{% block a %}{% endblock %}", "m": "{% macro f(x) %}\n {{ x.y.z }}{% endmacro %}",
    ]
    var environment = Environment()
    environment.loader = { files[$0] }
    let error = #expect(throws: TemplateError.self) {
      try Template(
        "{% extends 'base' %}{% from 'm' import f %}{% block a %}{{ f(1) }}{% endblock %}",
        file: "main", environment: environment
      ).render()
    }
    #expect(
      error?.description
        == "m:2:6: 'int object' has no attribute 'y'\n   {{ x.y.z }}{% endmacro %}\n       ^")
  }

  @Test func missingTemplatesAreNamed() {
    var environment = Environment()
    environment.loader = { _ in nil }
    let error = #expect(throws: TemplateError.self) {
      try Template("{% include 'part' %}", environment: environment).render()
    }
    #expect(error?.kind == .notFound)
    #expect(error?.message == "there is no template 'part'")
    let alone = #expect(throws: TemplateError.self) {
      try Template("{% extends 'base' %}").render()
    }
    #expect(alone?.message == "no loader for this environment specified")
  }
}
