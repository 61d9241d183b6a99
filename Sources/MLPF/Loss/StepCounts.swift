/// How many elements the losses of a step are divided by; known once all logits are.
struct StepCounts {
  /// Elements of each class.
  var classes = [Int](repeating: 0, count: Architecture.classes)
  /// Elements in the momentum loss.
  var regressed = 0

  /// w_c = 1 / sqrt(n_c) with n_c the number of elements of class c, 0 for absent classes.
  var classWeights: [Float] { classes.map { $0 == 0 ? 0 : 1 / Float($0).squareRoot() } }
}
