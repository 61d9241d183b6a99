import Jinja

/// Reads a text as a template and renders it; a mistake in it is an error, and nothing else.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let text = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  var environment = Environment()
  // A text of its own may include, extend and import itself.
  environment.loader = { $0.count > 20 ? nil : text }
  environment.lineStatementPrefix = text.contains("%%") ? "%%" : nil
  environment.lineCommentPrefix = text.contains("##") ? "##" : nil
  environment.random = { draw, count in draw % max(count, 1) }
  environment.autoescape = text.hasPrefix("<")
  _ = try? Template(text, file: "fuzz", environment: environment).render(context)
  return 0
}

private nonisolated(unsafe) let context: [String: Value] = [
  "cookiecutter": .orderedDict([
    ("name", .string("My Project")), ("n", .int(3)), ("x", .float(1.5)), ("none", .none),
    ("list", .list([.string("b"), .string("a"), .int(1)])), ("flag", .bool(true)),
    ("deep", .dict([("k", .string("v")), ("l", .list([.int(1), .int(2)]))])),
  ]),
  "s": .string("Straße ﬁ 日本"), "l": .list([.int(3), .int(1), .int(2)]),
  "d": .dict([("a", .int(1)), ("b", .string("two"))]), "big": .int(.max),
]
