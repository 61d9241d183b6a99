/// The columns of the three tables of an event, with units.
public enum Columns {
  /// Number of input features of an element, the width of `X`.
  public static let elementFeatures = 12
  /// Number of target columns, the width of `ygen` and `ycand`.
  public static let targets = 7

  /// Feature names of a cluster, in column order.
  public static let cluster = [
    "type", "ET", "eta", "sin phi", "cos phi", "E", "E_ecal", "E_hcal", "unused", "unused",
    "unused", "unused",
  ]
  /// Feature names of a track, in column order.
  public static let track = [
    "type", "pT", "eta", "sin phi", "cos phi", "p", "eta outer", "sin phi outer", "cos phi outer",
    "charge", "is gen muon", "is gen electron",
  ]
  /// Units of the feature columns of a cluster; an empty string where there is none.
  public static let clusterUnits = ["", "GeV", "", "", "", "GeV", "GeV", "GeV", "", "", "", ""]
  /// Units of the feature columns of a track; an empty string where there is none.
  public static let trackUnits = ["", "GeV", "", "", "", "GeV", "", "", "", "e", "", ""]
  /// Target names in column order.
  public static let target = ["pid", "charge", "pT", "eta", "sin phi", "cos phi", "E"]
  /// Units of the target columns; an empty string where there is none.
  public static let targetUnits = ["", "e", "GeV", "", "", "", "GeV"]
  /// Numbers and names of the classes.
  package static let classes =
    PID.allCases.map { "\($0.rawValue) \($0.name)" }.joined(separator: ", ")

  /// What files that hold these tables say of them in their metadata.
  package static let descriptions = [
    "columns_cluster": cluster.joined(separator: ", "),
    "columns_track": track.joined(separator: ", "),
    "columns_target": target.joined(separator: ", "),
    "units": "ET, pT, p, E, E_ecal, E_hcal: GeV; charge: e; all others: none",
    "classes": classes,
  ]
}
