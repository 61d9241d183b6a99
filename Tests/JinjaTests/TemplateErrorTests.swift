import Testing

@testable import Jinja

/// What errors say, and that no template crashes or runs for ever.
@Suite struct TemplateErrorTests {
  @Test func namesFileLineAndColumn() throws {
    let error = #expect(throws: TemplateError.self) {
      try Template("first\n  {{ nobody.name }}\n", file: "README.md").render()
    }
    #expect(
      error?.description == "README.md:2:6: 'nobody' is undefined\n    {{ nobody.name }}\n       ^")
  }

  @Test(
    arguments: [
      String(repeating: "(", count: 100_000),
      "{{ " + String(repeating: "(", count: 100_000),
      "{{ " + String(repeating: "[", count: 5000) + String(repeating: "]", count: 5000) + " }}",
      "{{ " + String(repeating: "not ", count: 50_000) + "x }}",
      "{{ " + String(repeating: "-", count: 50_000) + "1 }}",
      "{{ 1" + String(repeating: "+1", count: 50_000) + " }}",
      "{{ x" + String(repeating: ".y", count: 50_000) + " }}",
      "{{ x" + String(repeating: "|upper", count: 50_000) + " }}",
      String(repeating: "{% if 1 %}", count: 50_000),
      "{{ 'a' * 100000000000 }}",
      "{{ [1] * 9223372036854775807 }}",
      "{{ range(99999999999999)|list }}",
      "{% for a in range(5000) %}{% for b in range(5000) %}{% endfor %}{% endfor %}",
      "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
      "{% set l = [] %}{{ l.append(l) }}{{ l }}",
      "{% set ns = namespace(l=[]) %}{% for i in range(10000) %}{% set ns.l = [ns.l] %}"
        + "{% endfor %}{{ ns.l }}",
      "{% set ns = namespace(s='ab') %}{% for i in range(60) %}{% set ns.s = ns.s ~ ns.s %}"
        + "{% endfor %}",
      "{{ 'x'|center(999999999999) }}", "{{ '%999999999d'|format(1) }}",
      "{{ '{:999999999}'.format(1) }}", "{{ 'aa'.replace('', 'b' * 90000) }}",
      "{{ 'abc'[::0] }}", "{{ 1 // 0 }}", "{{ 1 % 0 }}", "{{ 1.0 / 0 }}", "{{ 0.0 ** -1 }}",
      "{% now 'utc', 1 %}", "{% now 'utc' + 'days=x' %}", "{{ 'x'|batch(0)|list }}",
      "{{ '\\xZZ' }}", "{{ '\\u12' }}", "{{", "{%", "{#", "{% raw %}", "{{ 'a", "{% if", "{{ a[",
    ])
  func failsWithoutCrashing(_ source: String) {
    var environment = Environment()
    environment.sizeLimit = 100_000
    environment.iterationLimit = 20_000
    if source.hasPrefix("(") {
      #expect(throws: Never.self) { try Template(source, environment: environment).render() }
    } else {
      #expect(throws: TemplateError.self) {
        try Template(source, environment: environment).render()
      }
    }
  }

  @Test func survivesDeepValuesThatAreNeverPrinted() throws {
    let source =
      "{% set ns = namespace(l=[]) %}{% for i in range(50000) %}{% set ns.l = {'a': (ns.l,)} %}"
      + "{% endfor %}done"
    #expect(try Template(source).render() == "done")
  }

  /// Every cut of a rich template either renders or fails with an error.
  @Test func survivesEveryCut() {
    let source = """
      {% set a = [1, {'b': (2,)}] %}{% for x, y in [(1, 2)] if x %}{{ loop.index ~ x|string }}{%
      else %}-{% endfor %}{% macro m(p=1) %}{{ p }}{% endmacro %}{{ m(p='\\x41') }}{# c #}{% raw %}{{
      {% endraw %}{% now 'utc' + 'days=1', '%Y' %}{{ 'a %s' % 3 if a is defined else a[1:2] }}
      """
    let scalars = Array(source.unicodeScalars)
    for length in 0...scalars.count {
      let cut = String(scalars: scalars[..<length])
      do {
        _ = try Template(cut).render()
      } catch {
        #expect(!error.message.isEmpty)
      }
    }
    for index in scalars.indices {
      for other: Unicode.Scalar in ["%", "}", "\"", "(", "|", "."] {
        var changed = scalars
        changed[index] = other
        _ = try? Template(String(scalars: changed)).render()
      }
    }
  }

  @Test func includesFromTheLoader() throws {
    var environment = Environment()
    environment.loader = { $0 == "a.txt" ? "[{{ x }}]" : nil }
    let template = try Template(
      "{% include 'a.txt' %}{% include 'b.txt' ignore missing %}", environment: environment)
    #expect(try template.render(["x": .int(3)]) == "[3]")
  }

  @Test(
    arguments: [
      (0.5, 0, "0"), (1.5, 0, "2"), (2.675, 2, "2.67"), (1e22, 1, "10000000000000000000000.0"),
      (1e-300, 3, "0.000"), (0.125, 2, "0.12"), (-1.05, 1, "-1.1"), (999.995, 2, "1000.00"),
    ])
  func roundsAsPython(_ value: Double, _ places: Int, _ expected: String) {
    #expect(Decimal.fixed(value, places) == expected)
  }
}
