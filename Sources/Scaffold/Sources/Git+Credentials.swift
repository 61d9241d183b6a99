import FoundationEssentials

extension Git {
  /// Variables with which git signs in at a repository.
  ///
  /// Its arguments, and those of the programs it starts, are there for every user of the machine to
  /// read; its variables are not.
  /// - Parameters:
  ///   - address: the address of a repository, which may have a name and a password in it.
  ///   - source: the same address without them.
  /// - Returns: variables to set; none for an address that git must see as it is.
  static func credentials(in address: String, for source: String) -> [String: String] {
    guard let parts = URLComponents(string: address), let user = parts.user, !user.isEmpty,
      parts.scheme == "http" || parts.scheme == "https"
    else { return [:] }
    let (name, value): (String, String)
    if let password = parts.password {
      let text = Data("\(user):\(password)".utf8).base64EncodedString()
      (name, value) = ("http.\(source).extraHeader", "Authorization: Basic \(text)")
    } else {
      (name, value) = ("credential.\(source).username", user)
    }
    return ["GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": name, "GIT_CONFIG_VALUE_0": value]
  }
}
