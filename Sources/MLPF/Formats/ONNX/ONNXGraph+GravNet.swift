/// What all GravNet layers of a graph need to know of the event.
struct ONNXEventSize {
  /// k, or the number of elements where there are fewer; shape (1).
  let neighbours: String
  /// 0 to N - 1, shape (N, 1).
  let rows: String
  /// -1 in every row, shape (N, 1).
  let before: String
}

extension ONNXGraph {
  /// Finds out about the event.
  ///
  /// - Parameters:
  ///   - x: element features.
  ///   - neighbours: k.
  /// - Returns: names of what was found.
  mutating func addEventSize(of x: String, neighbours: Int) -> ONNXEventSize {
    let elements = add("Shape", [x], "elements", [.integer("start", 0), .integer("end", 1)])
    let most = constant("neighbours/most", integers: [Int64(neighbours)])
    let zero = constant("rows/first", shape: [], integers: [0])
    let step = constant("rows/step", shape: [], integers: [1])
    let first = constant("axis/0", integers: [0])
    let second = constant("axis/1", integers: [1])
    let end = add("Squeeze", [elements, first], "rows/end")
    let range = add("Range", [zero, end, step], "rows/range")
    let shape = add("Concat", [elements, second], "rows/shape", [.integer("axis", 0)])
    let minusOne = constant("before/value", shape: [1, 1], floats: [-1])
    return ONNXEventSize(
      neighbours: add("Min", [elements, most], "neighbours"),
      rows: add("Unsqueeze", [range, second], "rows"),
      before: add("Expand", [minusOne, shape], "before"))
  }

  /// A GravNet layer.
  ///
  /// - Parameters:
  ///   - layer: the layer.
  ///   - name: its name, such as `conv.0`.
  ///   - parameters: all parameters of its network.
  ///   - x: node features, shape (N, in).
  ///   - size: what is known of the event.
  /// - Returns: the name of y.
  mutating func add(
    _ layer: GravNet, _ name: String, _ parameters: AlignedFloats, _ x: String,
    _ size: ONNXEventSize
  ) -> String {
    let s = add(layer.space, parameters, x)
    let h = add(layer.features, parameters, x)
    let all = squaredDistances(s, axes: layer.space.layer.outputs, name)
    // A node is its own first neighbour, also where others are at the same place; further ties go to
    // the smaller index, as TopK promises.
    let selfFirst = add(
      "ScatterElements", [all, size.rows, size.before], "\(name)/distances_self_first",
      [.integer("axis", 1)])
    let (distances, nearest) = ("\(name)/nearest_distances", "\(name)/nearest")
    add(
      "TopK", [selfFirst, size.neighbours], outputs: [distances, nearest], name: nearest,
      [.integer("axis", 1), .integer("largest", 0), .integer("sorted", 1)])
    // w = exp(-10 d^2); Relu turns the -1 of a node's distance to itself back into 0.
    let squares = add("Relu", [distances], "\(name)/squares")
    let decay = constant("\(name)/decay", shape: [], floats: [-10])
    let exponents = add("Mul", [squares, decay], "\(name)/exponents")
    let weights = add("Exp", [exponents], "\(name)/weights")
    let lastAxis = constant("\(name)/last_axis", integers: [2])
    let factors = add("Unsqueeze", [weights, lastAxis], "\(name)/factors")
    let gathered = add("Gather", [h, nearest], "\(name)/gathered", [.integer("axis", 0)])
    let messages = add("Mul", [gathered, factors], "\(name)/messages")
    let sumAxis = constant("\(name)/sum_axis", integers: [1])
    let m = add("ReduceSum", [messages, sumAxis], "\(name)/aggregates", [.integer("keepdims", 0)])
    return add(layer.output, parameters, m)
  }

  /// |s_i - s_j|^2 of all pairs, shape (N, N).
  ///
  /// Axis by axis, as the engine adds them up. |s_i|^2 + |s_j|^2 - 2 s_i s_j would be one matrix product,
  /// but loses what matters: the small distances between neighbours far from the origin.
  private mutating func squaredDistances(_ s: String, axes: Int, _ name: String) -> String {
    let widths = constant("\(name)/axis_widths", integers: [Int64](repeating: 1, count: axes))
    let columns = (0..<axes).map { "\(name)/s_\($0)" }
    add("Split", [s, widths], outputs: columns, name: "\(name)/axes", [.integer("axis", 1)])
    // All squares first: ONNX Runtime then adds each one up before it computes the next, and needs three
    // matrices at a time; otherwise one for each axis and one more.
    let squares = columns.map { column in
      let row = add("Transpose", [column], "\(column)_row", [.integers("perm", [1, 0])])
      let difference = add("Sub", [column, row], "\(column)_difference")
      return add("Mul", [difference, difference], "\(column)_square")
    }
    var sum = squares[0]
    for (axis, square) in squares.enumerated().dropFirst() {
      sum = add("Add", [sum, square], "\(name)/distances_\(axis)")
    }
    return sum
  }
}
