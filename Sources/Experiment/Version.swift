/// The version of fairmlpf, as `--version` and every written file state it.
public enum Version {
  /// The release, after semver.org.
  public static let current = "0.1.0"
}
