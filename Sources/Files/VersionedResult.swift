/// A result that is kept as a JSON file whose layout has a version.
public protocol VersionedResult: Codable {
  /// Version of the layout that this program writes and reads.
  static var currentSchema: Int { get }
  /// Version of the layout of this result.
  var schema: Int { get }
}
