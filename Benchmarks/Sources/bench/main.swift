// Times one piece of the engine on a recorded event and prints one JSON line.
//
//   bench inference|training|neighbours|relevance EVENT.safetensors [--weights F] [--preset P] [--threads T]
//         [--events B] [--repeats R] [--regression-on correct|true] [--check]
//
// The event file holds x (N, 12), target_id (N) and target_p4 (N, 6); peer/peer.py writes it, with the
// weights and the outputs of the PyTorch peer. `--check` compares our outputs with the peer's before
// anything is timed.

import Events
import Files
import Foundation
@_spi(Benchmarks) import MLPF
import Relevance

/// The words of the command line: what stands alone, and what follows a `--name`.
var (words, options): ([String], [String: String]) = ([], [:])
var rest = CommandLine.arguments.dropFirst()
while let word = rest.popFirst() {
  if word == "--check" {
    options[word] = "yes"
  } else if word.hasPrefix("--") {
    options[word] = rest.popFirst()
  } else {
    words.append(word)
  }
}
let preset = Architecture.Preset(rawValue: options["--preset"] ?? "lrp-paper") ?? .lrpPaper
let threads = Int(options["--threads"] ?? "1") ?? 1
let batch = Int(options["--events"] ?? "1") ?? 1
let repeats = Int(options["--repeats"] ?? "15") ?? 15
let weights = options["--weights"]
let check = options["--check"] != nil
var loss = LossOptions()
loss.regressionRows = options["--regression-on"] == "true" ? .true : .correct
guard words.count == 2 else {
  FileHandle.standardError.write(Data("bench: say what to time and on which event\n".utf8))
  exit(64)
}

/// The share of elements whose relevance of class 1 on themselves and on all elements is the peer's to 1e-4
/// of their largest score.
func agreement(of network: PFNet, _ elements: Table, _ own: [Double], _ total: [Double]) -> Double {
  let requests = (0..<elements.rows).map {
    ExplanationRequest(event: 0, element: $0, output: .pid(.chargedHadron))
  }
  var agreeing = 0
  Explainer(network).explain([elements], requests) { index, relevance in
    var sum = [Double](repeating: 0, count: 12)
    var mine = sum
    var largest = 0.0
    for (place, node) in relevance.nodes.enumerated() {
      for (column, score) in relevance.scores(at: place).enumerated() {
        sum[column] += score
        largest = max(largest, abs(score))
        if node == relevance.element { mine[column] = score }
      }
    }
    let places = index * 12..<index * 12 + 12
    let errors = zip(mine + sum, own[places] + total[places]).map { abs($0 - $1) }
    if errors.allSatisfy({ $0 <= 1e-4 * largest }) { agreeing += 1 }
  }
  return Double(agreeing) / Double(elements.rows)
}

do {
  let file = try SafeTensors(words[1])
  guard let x = file.floats("x"), let id = file.integers("target_id"),
    let p4 = file.floats("target_p4")
  else { throw Failure("x, target_id or target_p4 is missing", status: .badData) }
  let elements = Table(x, rows: id.count, columns: 12)
  var targets = Particles()
  for row in id.indices {
    let p = Array(p4[row * 6..<row * 6 + 6])
    targets.append(
      pid: PID(rawValue: id[row]) ?? .none, charge: p[0], pT: p[1], eta: p[2], sinPhi: p[3],
      cosPhi: p[4], energy: p[5])
  }
  let network = PFNet(preset.architecture)
  if let weights { try network.load(SafeTensors(weights)) }

  if check {
    let outputs = Predictor(network).outputs(elements)
    for (name, ours) in [("out_id", outputs.logits.values), ("out_p4", outputs.p4.values)] {
      guard let theirs = file.floats(name), theirs.count == ours.count else { continue }
      let difference = zip(ours, theirs).reduce(0.0) { $0 + pow(Double($1.0 - $1.1), 2) }
      let norm = theirs.reduce(0.0) { $0 + Double($1) * Double($1) }
      let error = (difference / norm).squareRoot()
      // Among thousands of elements a few k-th neighbours are so close to the next that rounding decides;
      // the peer in float32 differs from itself in float64 by 1e-4 for the same reason.
      guard error < 1e-3 else {
        throw Failure("\(name) differs from the peer's by \(error)", status: .badData)
      }
    }
  }

  if check, let own = file.doubles("lrp_own"), let total = file.doubles("lrp_total") {
    let share = agreement(of: network, elements, own, total)
    // A neighbour that rounding decides changes the relevance of the elements that it reaches.
    guard share > 0.99 else {
      throw Failure(
        "relevance agrees with the peer's for \(share) of the elements", status: .badData)
    }
  }

  var run: () -> Void
  switch words[0] {
  case "inference":
    let predictor = Predictor(network, threads: threads)
    run = { for _ in 0..<batch { _ = predictor.outputs(elements) } }
  case "training":
    let learner = Learner(network, loss: loss, threads: threads)
    let examples = [Learner.Example](
      repeating: .init(elements: elements, targets: targets), count: batch)
    run = {
      _ = learner.differentiate(examples)
      // The work of a step, without moving away from the recorded weights.
      learner.update(factor: 0)
    }
  case "neighbours":
    let predictor = Predictor(network, threads: threads)
    let search = predictor.neighbourSearch(elements)
    run = { search() }
  case "relevance":
    // The predicted class of every element of the event, forward pass included.
    let explainer = Explainer(network, threads: threads)
    let requests = (0..<elements.rows).map { ExplanationRequest(event: 0, element: $0) }
    run = { explainer.explain([elements], requests) { _, _ in } }
  default: throw Failure("inference, training, neighbours or relevance", status: .usage)
  }

  for _ in 0..<3 { run() }
  let clock = ContinuousClock()
  let times = (0..<repeats).map { _ in
    let time = clock.measure(run)
    return Double(time.components.attoseconds) / 1e15 + Double(time.components.seconds) * 1e3
  }.sorted()
  var usage = rusage()
  getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
  let line = String(
    format:
      "{\"what\": \"%@\", \"elements\": %d, \"threads\": %d, \"events\": %d, \"min_ms\": %.3f, "
      + "\"median_ms\": %.3f, \"max_ms\": %.3f, \"peak_mb\": %.1f}",
    words[0], id.count, threads, batch, times[0], times[repeats / 2], times[repeats - 1],
    Double(usage.ru_maxrss) / 1024)
  print(line)
} catch {
  FileHandle.standardError.write(Data("bench: \(error)\n".utf8))
  exit(65)
}
