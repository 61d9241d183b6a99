extension ONNXGraph {
  /// x0 from the features of the data set.
  mutating func add(_ scaling: InputScaling, _ x: String) -> String {
    if scaling.isIdentity { return x }
    let mean = constant("input_scaling.mean", shape: [Architecture.inputs], floats: scaling.mean)
    let deviation = constant(
      "input_scaling.deviation", shape: [Architecture.inputs], floats: scaling.deviation)
    let centred = add("Sub", [x, mean], "x0/centred")
    return add("Div", [centred, deviation], "x0")
  }

  /// Momentum components from outputs of nn3.
  ///
  /// - Parameters:
  ///   - scaling: how nn3 was trained.
  ///   - p4: its output.
  ///   - x: the features of the data set.
  ///   - output: the name of the result.
  mutating func add(_ scaling: MomentumScaling, _ p4: String, _ x: String, _ output: String) {
    switch scaling.kind {
    case .raw: add("Identity", [p4], output)
    case .standardised:
      let mean = constant(
        "momentum_scaling.mean", shape: [Architecture.momenta], floats: scaling.mean)
      let deviation = constant(
        "momentum_scaling.deviation", shape: [Architecture.momenta], floats: scaling.deviation)
      let scaled = add("Mul", [p4, deviation], "momenta/scaled")
      add("Add", [scaled, mean], output)
    case .logRatio:
      let parts = ["charge", "pT_ratio", "angles", "E_ratio"].map { "momenta/\($0)" }
      let widths = constant("momenta/widths", integers: [1, 1, 3, 1])
      add("Split", [p4, widths], outputs: parts, name: "momenta/parts", [.integer("axis", 1)])
      let bound = MomentumScaling.largestLogRatio
      let lower = constant("momenta/lower", shape: [], floats: [-bound])
      let upper = constant("momenta/upper", shape: [], floats: [bound])
      let smallest = constant(
        "momenta/smallest", shape: [], floats: [MomentumScaling.smallestMomentum])
      func product(_ name: String, _ logRatio: String, column: Int64) -> String {
        let place = constant("\(name)/column", integers: [column])
        let own = add("Gather", [x, place], "\(name)/own", [.integer("axis", 1)])
        let reference = add("Max", [own, smallest], "\(name)/reference")
        let clipped = add("Clip", [logRatio, lower, upper], "\(name)/clipped")
        let ratio = add("Exp", [clipped], "\(name)/factor")
        return add("Mul", [ratio, reference], name)
      }
      let pT = product("momenta/pT", parts[1], column: 1)
      let energy = product("momenta/E", parts[3], column: 5)
      add("Concat", [parts[0], pT, parts[2], energy], output, [.integer("axis", 1)])
    }
  }
}
