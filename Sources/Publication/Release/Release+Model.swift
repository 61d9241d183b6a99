extension Release {
  /// A column of the network's input or output.
  public struct Column: Sendable, Equatable {
    /// The name, such as "pT".
    public var name: String
    /// The unit; empty where there is none.
    public var unit: String

    /// Creates it.
    public init(_ name: String, unit: String = "") {
      self.name = name
      self.unit = unit
    }

    /// "pT [GeV]", or the name alone.
    public var text: String { unit.isEmpty ? name : "\(name) [\(unit)]" }
  }

  /// The trained network.
  public struct Model: Sendable, Equatable {
    /// The preset its shape started from.
    public var preset: String
    /// Everything that decides its shape.
    public var architecture: [Fact]
    /// Number of trainable parameters.
    public var parameters: Int
    /// Columns of the input `X` (elements, 12) for an element that is a cluster.
    public var clusterColumns: [Column]
    /// Columns of the input `X` (elements, 12) for an element that is a track.
    public var trackColumns: [Column]
    /// Classes, the columns of the output `logits` (elements, 6).
    public var classes: [String]
    /// Columns of the output `momenta` (elements, 6).
    public var momenta: [Column]
    /// Columns of the targets `ygen` and `ycand` (elements, 7).
    public var targets: [Column]
    /// SHA-256 of `model.safetensors`.
    public var sha256: String

    /// Creates it.
    public init(
      preset: String, architecture: [Fact], parameters: Int, clusterColumns: [Column],
      trackColumns: [Column], classes: [String], momenta: [Column], targets: [Column],
      sha256: String
    ) {
      self.preset = preset
      self.architecture = architecture
      self.parameters = parameters
      self.clusterColumns = clusterColumns
      self.trackColumns = trackColumns
      self.classes = classes
      self.momenta = momenta
      self.targets = targets
      self.sha256 = sha256
    }
  }
}
