/// Something with attributes: `loop`, a namespace, a cycler.
public class Object {
  let name: String
  /// The part of Jinja2 that has the type, for messages.
  let module: String
  let isWritable: Bool
  private(set) var names: [String]
  let storage: List
  /// Makes the object callable.
  var function: Function?

  init(
    _ name: String, _ attributes: [(String, Value)], module: String = "runtime",
    isWritable: Bool = false
  ) {
    self.name = name
    self.module = module
    self.isWritable = isWritable
    names = attributes.map(\.0)
    storage = List(attributes.map(\.1))
  }

  subscript(name: String) -> Value? {
    get { names.firstIndex(of: name).map { storage.items[$0] } }
    set {
      guard let newValue else { return }
      if let index = names.firstIndex(of: name) {
        storage.items[index] = newValue
      } else {
        names.append(name)
        storage.items.append(newValue)
      }
    }
  }

  /// Python's `repr`; memory addresses are all 0, which keeps renderings equal.
  func represented(_ depth: Int) throws(TemplateError) -> String {
    guard isWritable else { return "<jinja2.\(module).\(name) object at 0x0>" }
    let dict = Value.dict(Array(zip(names, storage.items)))
    return "<\(name) \(try dict.represented(depth + 1))>"
  }
}
