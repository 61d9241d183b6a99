public import Files
import FoundationEssentials
import Yams

/// What a user has set for all templates, in a file that cookiecutter reads as well.
public struct UserConfiguration: Sendable {
  /// Answers to questions of any template, in the order of the file.
  let defaultContext: [JSON.Member]
  /// The folder that keeps clones of templates.
  public let cookiecuttersFolder: String
  /// The folder that keeps answers for another run.
  public let replayFolder: String
  /// Short names of places, such as `gh`, and addresses with `{0}` for what follows the colon.
  let abbreviations: [String: String]

  /// Reads the configuration.
  ///
  /// - Parameters:
  ///   - file: the file to read; `nil` for the one that `COOKIECUTTER_CONFIG` names, or else
  ///     `~/.cookiecutterrc` if there is one.
  ///   - ignoresFiles: whether no file is read at all.
  ///   - environment: the variables of the process.
  /// - Throws: `Failure` when a file that is asked for is missing, or is not a configuration.
  public init(
    file: String?, ignoresFiles: Bool, environment: [String: String]
  ) throws(Failure) {
    let paths = PathExpansion(environment)
    var section = Section(file: "", pairs: [])
    if !ignoresFiles {
      let named = [file, environment["COOKIECUTTER_CONFIG"]].compactMap(\.self)
        .first { !$0.isEmpty }
      let usual = paths.home + "/.cookiecutterrc"
      if let named {
        section = try Section(named)
      } else if FileManager.default.fileExists(atPath: usual) {
        section = try Section(usual)
      }
    }
    defaultContext = try section.members("default_context")
    cookiecuttersFolder = paths.expanded(
      try section.text("cookiecutters_dir") ?? "~/.cookiecutters")
    replayFolder = paths.expanded(try section.text("replay_dir") ?? "~/.cookiecutter_replay")
    var abbreviations = [
      "gh": "https://github.com/{0}.git", "gl": "https://gitlab.com/{0}.git",
      "bb": "https://bitbucket.org/{0}",
    ]
    for member in try section.members("abbreviations") {
      guard let address = member.value.text else {
        throw section.wrong("abbreviations", "a group of names and addresses")
      }
      abbreviations[member.name] = address
    }
    self.abbreviations = abbreviations
  }
}

extension UserConfiguration {
  /// The keys and values of a configuration file; other programs' keys are left alone.
  private struct Section {
    let file: String
    let pairs: [(key: Node, value: Node)]

    init(file: String, pairs: [(key: Node, value: Node)]) {
      self.file = file
      self.pairs = pairs
    }

    init(_ file: String) throws(Failure) {
      guard FileManager.default.fileExists(atPath: file) else {
        throw Failure(
          "the configuration file does not exist", at: file, remedy: "Check the path",
          status: .missingInput)
      }
      let root = try YAMLText.compose(file, "configuration file")
      switch root {
      case nil: self.init(file: file, pairs: [])
      case .mapping(let mapping): self.init(file: file, pairs: Array(mapping))
      case .some(let node):
        guard JSON(yaml: node) == .null else {
          throw Failure(
            "the configuration file must be a group of keys, such as 'default_context:'",
            at: file, remedy: "Write every setting as 'key: value'", status: .badData)
        }
        self.init(file: file, pairs: [])
      }
    }

    private func value(_ name: String) -> JSON {
      pairs.first { $0.key.scalar?.string == name }.map { JSON(yaml: $0.value) } ?? .null
    }

    func wrong(_ name: String, _ wanted: String) -> Failure {
      let line = pairs.first { $0.key.scalar?.string == name }?.key.mark?.line
      return Failure(
        "'\(name)' must be \(wanted)", at: line.map { "\(file):\($0)" } ?? file,
        remedy: "Correct the value", status: .badData)
    }

    /// `nil` if the key is missing or has no value.
    func text(_ name: String) throws(Failure) -> String? {
      switch value(name) {
      case .null: nil
      case .string(let text) where !text.isEmpty: text
      default: throw wrong(name, "the path of a folder")
      }
    }

    func members(_ name: String) throws(Failure) -> [JSON.Member] {
      switch value(name) {
      case .null: []
      case .object(let members): members
      default: throw wrong(name, "a group of names and values")
      }
    }
  }
}
