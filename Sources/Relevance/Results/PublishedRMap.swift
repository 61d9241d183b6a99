public import Events

/// A published mean R-map, to compare with and never to tune to.
///
/// Read from the figure of arXiv:2111.12840 that accompanies its code; 10 columns, sines and cosines
/// merged.
public struct PublishedRMap: Sendable, Equatable {
  /// True class.
  public let pid: PID
  /// How many elements it is said to be the mean of.
  public let elements: Int
  /// The element itself, then its three most relevant neighbours; 10 columns.
  public let mean: [[Double]]

  /// Names of the columns: of a track, and of a cluster where that differs.
  public static let columns = [
    "type", "pT|ET", "eta", "phi", "p|E", "eta outer|E_ecal", "phi outer|E_hcal", "charge",
    "is gen muon", "is gen electron",
  ]

  /// The two maps, of correctly classified elements.
  public static let all = [
    PublishedRMap(
      pid: .chargedHadron, elements: 25_000,
      mean: [
        [0.15011, 0.16918, 0.05771, 0.06515, 0.10837, 0.08239, 0.05341, 0.11376, 0, 0],
        [0.00977, 0.01067, 0.00397, 0.00428, 0.00626, 0.00494, 0.00377, 0.00770, 0, 0],
        [0.00643, 0.00635, 0.00262, 0.00270, 0.00369, 0.00320, 0.00232, 0.00482, 0, 0],
        [0.00447, 0.00441, 0.00174, 0.00182, 0.00248, 0.00229, 0.00163, 0.00341, 0, 0],
      ]),
    PublishedRMap(
      pid: .neutralHadron, elements: 22_500,
      mean: [
        [0.03347, 0.21732, 0.01110, 0.00670, 0.55483, 0, 0.16154, 0, 0, 0],
        [0.00029, 0.00168, 9e-5, 6e-5, 0.00396, 0, 0.00135, 0, 0, 0],
        [0.00019, 0.00099, 7e-5, 4e-5, 0.00211, 0, 0.00077, 0, 0, 0],
        [6e-5, 0.00039, 3e-5, 2e-5, 0.00078, 0, 0.00029, 0, 0, 0],
      ]),
  ]
}
