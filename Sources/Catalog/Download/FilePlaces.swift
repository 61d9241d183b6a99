import Files

/// Where a file of a record lies in a folder, under its name and under those it has before that.
struct FilePlaces: Sendable {
  /// The file once all of it is there and is right.
  let final: String
  /// The bytes so far.
  let part: String
  /// What these bytes are of.
  let state: String
  /// A file that is not what the record says.
  let wrong: String

  private static let ending = ".part"

  /// Names the places of a file.
  ///
  /// - Parameters:
  ///   - name: the name within the record; slashes make folders.
  ///   - folder: where files go.
  /// - Throws: `Failure` when the name leads out of the folder or is kept for unfinished files.
  init(_ name: String, in folder: String) throws(Failure) {
    let components = name.split(separator: "/", omittingEmptySubsequences: false)
    let isSafe = components.allSatisfy { component in
      !component.isEmpty && component != "." && component != ".."
        && !component.unicodeScalars.contains { $0.value < 32 || $0 == "\\" || $0.value == 127 }
    }
    guard isSafe else {
      throw Failure(
        "the record has a file whose name could lead out of the folder ('\(Self.shown(name))')",
        at: folder, remedy: "Choose other files with --files", status: .badData)
    }
    guard !name.lowercased().hasSuffix(Self.ending) else {
      throw Failure(
        "the record has a file '\(name)', and names that end in .part are kept for unfinished files",
        at: folder, remedy: "Choose other files with --files", status: .badData)
    }
    let path = Self.path(name, in: folder)
    let slash = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    final = path
    part = path + Self.ending
    state = path[..<slash] + "." + path[slash...] + ".state" + Self.ending
    wrong = path + ".wrong" + Self.ending
  }

  /// The path of a file in a folder.
  static func path(_ name: String, in folder: String) -> String {
    folder.isEmpty || folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
  }

  /// The folder of the file.
  var folder: String { final.lastIndex(of: "/").map { String(final[..<$0]) } ?? "." }

  /// A name without what would move a terminal's cursor.
  private static func shown(_ name: String) -> String {
    String(String.UnicodeScalarView(name.unicodeScalars.map { $0.value < 32 ? "?" : $0 }))
  }

  /// Refuses files that would be written over each other, also where capitals make no difference.
  static func check(_ places: [FilePlaces]) throws(Failure) {
    var taken: Set<String> = []
    for place in places {
      for path in [place.final, place.part, place.state, place.wrong] {
        guard taken.insert(path.lowercased()).inserted else {
          throw Failure(
            "two files of the record would have the same name", at: path,
            remedy: "Choose one of them with --files", status: .badData)
        }
      }
    }
  }
}
