/// A rectangle on the figure in centimetres from its lower left corner.
struct Box: Equatable {
  var left: Double
  var bottom: Double
  var width: Double
  var height: Double

  var right: Double { left + width }
  var top: Double { bottom + height }
  var middle: (x: Double, y: Double) { (left + width / 2, bottom + height / 2) }
}
