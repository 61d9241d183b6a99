/// What `cycler` makes: values that come round again.
final class Cycler: Object {
  private var place = 0

  /// Creates a cycler at the first value; there is at least one.
  init(_ items: [Value]) {
    super.init("Cycler", items.map { ("", $0) }, module: "utils")
  }

  override subscript(name: String) -> Value? {
    get {
      switch name {
      case "current": storage.items[place]
      case "items": .tuple(storage.items)
      case "pos": .int(place)
      case "next": .function(method { $0.step() })
      case "reset":
        .function(
          method { cycler in
            cycler.place = 0
            return .none
          })
      default: nil
      }
    }
    set {}
  }

  private func step() -> Value {
    defer { place = (place + 1) % storage.items.count }
    return storage.items[place]
  }

  private func method(_ body: @escaping (Cycler) -> Value) -> Function {
    Function("next", .method) { [self] _, _, _ in body(self) }
  }
}
