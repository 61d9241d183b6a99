extension PFNet {
  /// Computes the loss of the loaded events, without gradients.
  ///
  /// - Parameters:
  ///   - a: activations after `forward`, with hidden layers.
  ///   - targets: what the network should have said.
  ///   - options: the loss.
  ///   - counts: what the loss is divided by.
  ///   - scratch: one per worker.
  ///   - queue: runs the blocks.
  /// - Returns: the loss.
  func loss(
    _ a: Activations, _ targets: StepTargets, _ options: LossOptions, _ counts: StepCounts,
    _ scratch: [Scratch], _ queue: WorkQueue
  ) -> StepLoss {
    let parts = a.blocks.parts
    let lossOfClasses = ClassificationLoss(options.classification, counts)
    let lossOfMomenta = RegressionLoss(options: options, count: counts.regressed)
    var partial = [PartialLoss](repeating: PartialLoss(), count: parts.count)
    partial.withUnsafeMutableBufferPointer { partial in
      let partial = partial  // each block writes its own place
      queue.forEach(parts.count) { piece, worker in
        let part = parts[piece]
        let (value, correct) = lossOfClasses.evaluate(
          a.logits.block(part.rows), pid: targets.pid[part.rows], gradient: nil)
        partial[piece] = PartialLoss(classification: value, correct: correct)
        guard let (_, outputs) = p4Forward(part, a, targets, options, scratch[worker]) else {
          return
        }
        partial[piece].regression = lossOfMomenta.evaluate(
          outputs[outputs.count - 1], rows: scratch[worker].regressionRows, targets: targets,
          gradient: nil)
      }
    }
    return StepLoss(partial, options, elements: targets.pid.count)
  }

  /// What the losses of the loaded events are divided by; known only after all logits are.
  func counts(_ a: Activations, _ targets: StepTargets, _ options: LossOptions) -> StepCounts {
    let regressed = targets.pid.indices.count { row in
      RegressionLoss.includes(
        options, pid: targets.pid[row], predicted: mostLikelyClass(a.logits.pointer(row)))
    }
    return StepCounts(classes: targets.classCounts, regressed: regressed)
  }

  /// nn3 for those rows of a block that the momentum loss looks at; they are noted in `scratch`.
  ///
  /// - Returns: its input and its layers' outputs, or `nil` if no row takes part.
  func p4Forward(
    _ part: RowBlocks.Part, _ a: Activations, _ targets: StepTargets, _ options: LossOptions,
    _ scratch: Scratch
  ) -> (input: Block, outputs: [Block])? {
    scratch.regressionRows.removeAll(keepingCapacity: true)
    for row in part.rows
    where RegressionLoss.includes(
      options, pid: targets.pid[row], predicted: mostLikelyClass(a.logits.pointer(row)))
    {
      scratch.regressionRows.append(row)
    }
    let rows = scratch.regressionRows
    guard !rows.isEmpty else { return nil }
    let input = scratch.p4Input.block(0..<rows.count)
    concatenate(architecture.p4Inputs, a, rows: rows, into: input)
    let outputs = scratch.p4.map { $0.block(0..<rows.count) }
    p4Head.forward(input, into: outputs, weights)
    return (input, outputs)
  }
}
