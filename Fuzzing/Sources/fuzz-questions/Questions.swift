import Foundation
import Scaffold

/// Takes a text as the questions of a template, and what follows a zero byte as
/// `fairmlpf-template.yaml`, and makes a project of their defaults in memory.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = UnsafeBufferPointer(start: start, count: count)
  let parts = bytes.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false)
  let manager = FileManager.default
  _ = manager.createFile(atPath: folder + "/cookiecutter.json", contents: Data(parts[0]))
  let extras = folder + "/fairmlpf-template.yaml"
  if parts.count > 1 {
    _ = manager.createFile(atPath: extras, contents: Data(parts[1]))
  } else {
    try? manager.removeItem(atPath: extras)
  }
  var options = GeneratorOptions(now: 1_768_480_496, output: folder + "/out")
  options.seed = 1
  let template = LocatedTemplate(folder: folder, source: "fuzz")
  _ = try? Generator(template: template, name: "fuzz", tool: "fuzz").preview(options)
  return 0
}

/// A template whose questions change; its files stay.
private let folder: String = {
  let manager = FileManager.default
  let folder =
    NSTemporaryDirectory() + "/fuzz-questions-\(ProcessInfo.processInfo.processIdentifier)"
  let project = folder + "/{{ cookiecutter.name }}"
  try? manager.createDirectory(atPath: project, withIntermediateDirectories: true)
  let text = """
    {{ cookiecutter }}
    {% for key, value in cookiecutter.items() %}{{ key }}: {{ value }}
    {% endfor %}{% include 'name' ignore missing %}

    """
  for name in ["{{ cookiecutter.name }}.txt", "{{ cookiecutter.file }}", "verbatim.txt"] {
    _ = manager.createFile(atPath: project + "/" + name, contents: Data(text.utf8))
  }
  return folder
}()
