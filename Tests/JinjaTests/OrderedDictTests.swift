import Testing

@testable import Jinja

/// Dictionaries that show themselves as Python's `collections.OrderedDict`.
///
/// The oracle is Jinja2 3.1.6 with Python 3.11 and `StrictUndefined`.
@Suite struct OrderedDictTests {
  private static func context() -> [String: Value] {
    [
      "d": .orderedDict([("k", .string("v")), ("n", .int(1))]),
      "e": .orderedDict([]),
      "r": .orderedDict([("n", .int(1)), ("k", .string("v"))]),
    ]
  }

  @Test(arguments: [
    ("{{ d }}", "OrderedDict([('k', 'v'), ('n', 1)])"),
    ("{{ e }}", "OrderedDict()"),
    ("{{ [d] }}", "[OrderedDict([('k', 'v'), ('n', 1)])]"),
    ("{{ d.copy() }}", "OrderedDict([('k', 'v'), ('n', 1)])"),
    ("{{ dict(d) }}", "{'k': 'v', 'n': 1}"),
    ("{{ d.keys() }}", "odict_keys(['k', 'n'])"),
    ("{{ d.values() }}", "odict_values(['v', 1])"),
    ("{{ d.items() }}", "odict_items([('k', 'v'), ('n', 1)])"),
    ("{{ d == {'n': 1, 'k': 'v'} }}", "True"),
    ("{{ d == r }}", "False"),
  ])
  func printsAsInPython(source: String, expected: String) throws {
    #expect(try Template(source).render(Self.context()) == expected)
  }

  @Test(arguments: [
    ("{{ d.nope }}", "'collections.OrderedDict object' has no attribute 'nope'"),
    ("{{ d['x'] }}", "'collections.OrderedDict object' has no attribute 'x'"),
    ("{{ d + 1 }}", "unsupported operand type(s) for +: 'collections.OrderedDict' and 'int'"),
  ])
  func isNamedInErrors(source: String, expected: String) {
    let error = #expect(throws: TemplateError.self) {
      try Template(source).render(Self.context())
    }
    #expect(error?.message == expected)
  }

  @Test func isSharedBetweenRenderings() throws {
    let context = ["cookiecutter": Value.orderedDict([("k", .string("v"))])]
    #expect(try Template("{{ cookiecutter.update({'z': 1}) or '' }}").render(context) == "")
    #expect(try Template("{{ cookiecutter.z }}").render(context) == "1")
  }
}
