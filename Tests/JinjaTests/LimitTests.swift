import Foundation
import Testing

@testable import Jinja

/// Templates that ask for too much: each ends with a limit, on whatever thread it is rendered.
@Suite struct LimitTests {
  static let sources = [
    "{{ 'a' * 10**9 }}", "{{ '%1000000000d' % 1 }}", "{{ '%.1000000000f' % 1.5 }}",
    "{{ range(10**12) }}", "{{ '{:>1000000000}'.format(1) }}", "{{ '{0:{1}}'.format(1, 10**9) }}",
    "{{ 2**(10**30) }}", "{{ 9**(9**9) }}", "{{ 2**65536 * 2**65536 }}",
    "{% macro m(n) %}{{ m(n + 1) }}{% endmacro %}{{ m(0) }}",
    "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(60) }}",
    "{% set l = ['a' * 1000] * 1000 %}{{ l|join }}",
    "{% set l = [['a' * 10000] * 10000] * 10000 %}{{ l }}",
    "{% set l = [['a' * 10000] * 10000] * 10000 %}{{ l|tojson }}",
    "{% set l = [['a' * 10000] * 10000] * 10000 %}{{ l|pprint }}",
    "{% set a = [[[1] * 9000] * 9000] * 9000 %}{% set b = [[[1] * 9000] * 9000] * 9000 %}{{ a == b }}",
    "{{ ('a' * 10000).replace('', 'b' * 10000) }}", "{{ 'a'.center(10**9) }}",
    "{{ 'a'|center(10**9) }}", "{{ ('a\\n' * 10000)|indent('x' * 10000) }}",
    "{{ ('a ' * 10000)|wordwrap(1, true, 'x' * 10000) }}", "{{ lipsum(10**9) }}",
    "{{ lipsum(1, false, 1, 10**9) }}", "{{ ('a\\t' * 1000).expandtabs(10**9) }}",
    "{{ 'a'.zfill(10**10) }}", "{{ [1]|batch(10**9, 0)|list }}", "{{ [1]|slice(10**9)|list }}",
    "{{ random_ascii_string(10**9) }}", "{% include 'self' %}", "{% extends 'ring' %}",
    "{% import 'imports' as m %}",
    "{% set ns = namespace(l=[]) %}{% for i in range(10000) %}{% set _ = ns.l.append('a' * 90000 ~ i) %}{% endfor %}",
    "{% for i in range(9999) %}{{ i + i + i + i }}{{ i * i * i * i }}{{ i - i - i }}{% endfor %}",
    "{{ '{:0100000,}'.format(1) }}{{ '{:0100000,}'.format(1)|wordwrap(1) * 9 }}",
    "{% set s = 'a' * 90000 %}{% for i in range(10000) %}{% set _ = s.find('b') %}{% endfor %}",
  ]

  private static let environment: Environment = {
    var environment = Environment()
    environment.sizeLimit = 100_000
    environment.iterationLimit = 20_000
    environment.stepLimit = 100_000
    environment.loader = { name in
      [
        "self": "{% include 'self' %}", "ring": "{% extends 'ring' %}",
        "imports": "{% import 'imports' as m with context %}",
      ][name]
    }
    return environment
  }()

  @Test(arguments: sources)
  func endsWithALimit(_ source: String) {
    let error = #expect(throws: TemplateError.self) {
      try Template(source, environment: Self.environment).render()
    }
    #expect(error?.kind == .limit)
  }

  /// The stack of a worker of Dispatch, 512 kB, carries as much nesting as the limits allow.
  @Test func smallStacksAreEnough() async {
    let deep = [
      "{{ " + String(repeating: "(", count: 80) + "1" + String(repeating: ")", count: 80) + " }}",
      "{{ 1" + String(repeating: "+1", count: 290) + " }}",
      "{{ " + String(repeating: "[", count: 80) + "1" + String(repeating: "+1", count: 200)
        + String(repeating: "]", count: 80) + " }}",
      String(repeating: "{% if 1 %}", count: 90) + "x"
        + String(repeating: "{% endif %}", count: 90),
      "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(60) }}",
      "{% macro m(n) %}{{ m(n + 1) }}{% endmacro %}{{ m(0) }}",
      "{% set ns = namespace(l=[]) %}{% for i in range(190) %}{% set ns.l = [ns.l] %}{% endfor %}"
        + "{{ ns.l|tojson }}{{ ns.l == ns.l|list }}{{ ns.l }}",
      "{% include 'self' %}", "{% extends 'ring' %}", "{% import 'imports' as m %}",
    ]
    await withCheckedContinuation { continuation in
      let thread = Thread {
        for source in deep {
          do throws(TemplateError) {
            _ = try Template(source, environment: Self.environment).render()
          } catch {
            #expect(error.kind == .limit)
          }
        }
        continuation.resume()
      }
      thread.stackSize = 512 * 1024
      thread.start()
    }
  }
}
