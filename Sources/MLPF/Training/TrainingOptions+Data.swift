import Events

extension TrainingOptions {
  /// What the network should say about an event.
  func targets(of event: Event) -> Particles {
    Particles(targets: target == .truth ? event.truth : event.ruleBased)
  }

  /// Everything that decides the weights, as text; a checkpoint continues only under the same one.
  ///
  /// The number of epochs matters only where the schedule depends on it, so a training with a constant
  /// learning rate can be made longer. The number of threads never matters.
  func fingerprint(_ architecture: Architecture, data: String) -> String {
    var same = self
    same.threads = 0
    same.patience = 0
    same.checkpointInterval = .zero
    if schedule == .constant { same.epochs = 0 }
    return "\(architecture) \(same) \(data)"
  }
}
