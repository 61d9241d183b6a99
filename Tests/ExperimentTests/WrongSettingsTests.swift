import Testing

/// What is said of every kind of mistake in `experiment.yaml`.
@Suite struct WrongSettingsTests {
  struct Mistake: CustomTestStringConvertible {
    let text: String
    let says: String
    var testDescription: String { text.prefix(60).debugDescription }
    init(_ text: String, _ says: String) { (self.text, self.says) = (text, says) }
  }

  private static let yaml =
    " Check indentation, quotes and colons on this line and the one above."

  static let keys = [
    Mistake(
      "name: a\ntraning: {}\n",
      "experiment.yaml:2: the key 'traning' is not known. Did you mean 'training'?"),
    Mistake(
      "data:\n  doi: a\n\n  trian: b\n",
      "experiment.yaml:4: the key 'data.trian' is not known. Did you mean 'train'?"),
    Mistake(
      "model:\n  encoders: [1]\n",
      "experiment.yaml:2: the key 'model.encoders' is not known. Did you mean 'encoder'?"),
    Mistake(
      "model:\n  gravnet:\n    layer: 1\n",
      "experiment.yaml:3: the key 'model.gravnet.layer' is not known. Did you mean 'layers'?"),
    Mistake(
      "training: {epochs: 1, learningrate: 1}\n",
      "experiment.yaml:1: the key 'training.learningrate' is not known. "
        + "Did you mean 'learning_rate'?"),
    Mistake(
      "evaluation:\n  timing: true\n",
      "experiment.yaml:2: the key 'evaluation.timing' is not known. Known here: inference_timing."),
    Mistake(
      "explanation:\n  rules: gamma\n",
      "experiment.yaml:2: the key 'explanation.rules' is not known. Did you mean 'rule'?"),
    Mistake(
      "explanation:\n  events: some\n",
      "experiment.yaml:2: 'explanation.events' is 'some' and must be 'all', or numbers and ranges "
        + "from 0 such as 0-9,20. Correct the value."),
    Mistake(
      "explanation: {output: hadron}\n",
      "experiment.yaml:1: 'explanation.output' is 'hadron' and must be one of predicted, true, none, "
        + "charged hadron, neutral hadron, photon, electron, muon, charge, pT, eta, sin phi, "
        + "cos phi, E. Correct the value."),
    Mistake(
      "explanation: {classes: [photon, quark]}\n",
      "experiment.yaml:1: 'explanation.classes' is 'quark' and must be a list of none, "
        + "charged hadron, neutral hadron, photon, electron, muon. Correct the value."),
    Mistake(
      "explanation:\n  epsilon: -1\n",
      "experiment.yaml:2: 'explanation.epsilon' is '-1' and must be a number, 0 or more. "
        + "Correct the value."),
    Mistake(
      "zzz: 1\n",
      "experiment.yaml:1: the key 'zzz' is not known. "
        + "Known here: data, evaluation, explanation, model, name, schema, training."),
    Mistake(
      "name: a\nname: b\n",
      "experiment.yaml:1: the key 'name' stands twice in the same group. Remove one of the two."),
    Mistake(
      "training:\n  run: a\n  run: b\n",
      "experiment.yaml:2: the key 'run' stands twice in the same group. Remove one of the two."),
    Mistake(
      "? [a]\n: b\n",
      "experiment.yaml:1: a key must be a word. Write every setting as 'key: value'."),
    Mistake(
      "- a\n",
      "experiment.yaml:1: the file must be a group of keys, such as 'name: baseline'. "
        + "Write every setting as 'key: value'."),
    Mistake(
      "hello\n",
      "experiment.yaml:1: the file must be a group of keys, such as 'name: baseline'. "
        + "Write every setting as 'key: value'."),
    Mistake(
      "name: a\ntraining: 3\n",
      "experiment.yaml:2: 'training' must be a group of keys. Indent its keys by two spaces below it."
    ),
    Mistake(
      "model: {gravnet: [1]}\n",
      "experiment.yaml:1: 'model.gravnet' must be a group of keys. "
        + "Indent its keys by two spaces below it."),
    Mistake(
      "\nschema: 2\n",
      "experiment.yaml:2: the file has schema 2, and this version reads schema 1. "
        + "Use a newer fairmlpf, or write 'schema: 1'."),
  ]

  private static func value(_ text: String, _ key: String, _ written: String, _ wanted: String)
    -> Mistake
  {
    Mistake(
      text, "experiment.yaml:1: '\(key)' is \(written) and must be \(wanted). Correct the value.")
  }

  static let values = [
    value("name: [a]\n", "name", "a group", "text"),
    value("schema: one\n", "schema", "'one'", "a whole number, 0 or more"),
    value("data: {source: web}\n", "data.source", "'web'", "one of sample, folder, doi"),
    value("data: {train: [a, {b: 1}]}\n", "data.train", "a group", "a list of names"),
    value("data: {test: }\n", "data.test", "''", "a list of names"),
    value(
      "model: {preset: big}\n", "model.preset", "'big'",
      "one of lrp-paper, pyg-2022-05, pyg-2022-07"),
    value("model: {encoder: [a]}\n", "model.encoder", "'a'", "a list of whole numbers"),
    value("model: {encoder: 1.5}\n", "model.encoder", "'1.5'", "a list of whole numbers"),
    value(
      "model: {activation: relu}\n", "model.activation", "'relu'", "one of none, elu, leaky-relu"),
    value("model: {pid_inputs: [x2]}\n", "model.pid_inputs", "'x2'", "a list of x0, x1, logits"),
    value(
      "model: {gravnet: {space: 0}}\n", "model.gravnet.space", "'0'", "a whole number, 1 to 32"),
    value(
      "model: {gravnet: {neighbours: 129}}\n", "model.gravnet.neighbours", "'129'",
      "a whole number, 1 to 128"),
    value("training: {epochs: 0}\n", "training.epochs", "'0'", "a whole number, 1 to 1000000"),
    value("training: {epochs: -1}\n", "training.epochs", "'-1'", "a whole number, 1 to 1000000"),
    value("training: {epochs: 1.0}\n", "training.epochs", "'1.0'", "a whole number, 1 to 1000000"),
    value("training: {epochs: \"5\"}\n", "training.epochs", "'5'", "a whole number, 1 to 1000000"),
    value(
      "training: {epochs: 1:30}\n", "training.epochs", "'1:30'", "a whole number, 1 to 1000000"),
    value(
      "training: {epochs: 0x10}\n", "training.epochs", "'0x10'", "a whole number, 1 to 1000000"),
    value(
      "training: {epochs: 99999999999999999999}\n", "training.epochs", "'99999999999999999999'",
      "a whole number, 1 to 1000000"),
    value("training: {epochs: }\n", "training.epochs", "''", "a whole number, 1 to 1000000"),
    value("training: {seed: -1}\n", "training.seed", "'-1'", "a whole number, 0 or more"),
    value("training: {seed: true}\n", "training.seed", "'true'", "a whole number, 0 or more"),
    value("training: {threads: 1025}\n", "training.threads", "'1025'", "a whole number, 0 to 1024"),
    value("training: {learning_rate: 0}\n", "training.learning_rate", "'0'", "a number above 0"),
    value(
      "training: {learning_rate: .nan}\n", "training.learning_rate", "'.nan'", "a number above 0"),
    value(
      "training: {learning_rate: nan}\n", "training.learning_rate", "'nan'", "a number above 0"),
    value(
      "training: {learning_rate: 1e400}\n", "training.learning_rate", "'1e400'", "a number above 0"),
    value(
      "training: {learning_rate: 1e-400}\n", "training.learning_rate", "'1e-400'",
      "a number above 0"),
    value(
      "training: {learning_rate: \"1\"}\n", "training.learning_rate", "'1'", "a number above 0"),
    value("training: {alpha: inf}\n", "training.alpha", "'inf'", "a number, 0 or more"),
    value("training: {alpha: -1}\n", "training.alpha", "'-1'", "a number, 0 or more"),
    value(
      "training: {clip_gradient: [1]}\n", "training.clip_gradient", "a group",
      "a number, 0 (off) or more"),
    value("training: {optimiser: sgd}\n", "training.optimiser", "'sgd'", "one of adam, adamw"),
    value(
      "training: {schedule: linear}\n", "training.schedule", "'linear'", "one of constant, cosine"),
    value("training: {target: truth}\n", "training.target", "'truth'", "one of gen, cand"),
    value(
      "training: {regression_on: all}\n", "training.regression_on", "'all'", "one of correct, true"),
    value(
      "training: {standardise_inputs: 1}\n", "training.standardise_inputs", "'1'", "true or false"),
    value(
      "evaluation: {inference_timing: maybe}\n", "evaluation.inference_timing", "'maybe'",
      "true or false"),
  ]

  private static func run(_ name: String) -> Mistake {
    Mistake(
      "training:\n  run: \"\(name)\"\n",
      "experiment.yaml:2: 'training.run' is '\(name)' and must be a name for a folder. "
        + "Use letters, digits, '-', '_' and '.' only, and no '.' at the start.")
  }

  private static func network(_ text: String, _ line: Int, _ why: String) -> Mistake {
    Mistake(
      text,
      "experiment.yaml:\(line): the network cannot be built (model.\(why)). Correct the value.")
  }

  static let meanings = [
    run("../x"), run(".."), run(".hidden"), run("a/b"), run(""), run("a b"), run("größe"),
    Mistake(
      "training:\n  optimiser: adam\n  weight_decay: 0.1\n",
      "experiment.yaml:3: 'training.weight_decay' needs the optimiser adamw. "
        + "Set 'optimiser: adamw' or 'weight_decay: 0'."),
    network(
      "model:\n  encoder: []\n", 2, "encoder: give 1 to 16 widths from 1 to 4096"),
    network(
      "model:\n  encoder: [0]\n", 2, "encoder: give 1 to 16 widths from 1 to 4096"),
    network(
      "model:\n\n  head_hidden: [5000]\n", 3, "head_hidden: give at most 16 widths from 1 to 4096"),
    network("model:\n  pid_inputs: [x0, x0]\n", 2, "pid_inputs: give x0, x1 or both, each once"),
    network("model:\n  pid_inputs: logits\n", 2, "pid_inputs: give x0, x1 or both, each once"),
    network("model:\n  p4_inputs: []\n", 2, "p4_inputs: give some of x0, logits, x1, each once"),
    network(
      "model:\n  p4_inputs: [x0]\n  pid_inputs: [x0]\n", 3,
      "pid_inputs: x1 must feed at least one head, or the graph is not used"),
  ]

  static let syntax = [
    Mistake(
      "name: a\ndata: [1\n",
      "experiment.yaml:3: the file is not valid YAML (did not find expected ',' or ']').\(yaml)"),
    Mistake(
      "training:\n\tepochs: 3\n",
      "experiment.yaml:2: the file is not valid YAML (found character that cannot start any token)."
        + yaml),
    Mistake(
      "name: \"a\n",
      "experiment.yaml:2: the file is not valid YAML (found unexpected end of stream).\(yaml)"),
    Mistake(
      "name: a\n---\nname: b\n",
      "experiment.yaml:2: the file is not valid YAML (but found another document).\(yaml)"),
    Mistake(
      "name: a\ndata: *b\n",
      "experiment.yaml:2: the file is not valid YAML (found undefined alias).\(yaml)"),
    Mistake(
      "name: a\ndata: a\u{7}b\n",
      "experiment.yaml:2: the file holds a character that YAML does not allow. "
        + "Remove the control character."),
    Mistake(
      "name: a\u{0}b\n",
      "experiment.yaml:1: the file holds a character that YAML does not allow. "
        + "Remove the control character."),
  ]

  @Test(arguments: keys) func namesTheKey(_ mistake: Mistake) throws {
    #expect(try problem(mistake.text.utf8) == mistake.says)
  }

  @Test(arguments: values) func namesTheValue(_ mistake: Mistake) throws {
    #expect(try problem(mistake.text.utf8) == mistake.says)
  }

  @Test(arguments: meanings) func saysWhatIsMeant(_ mistake: Mistake) throws {
    #expect(try problem(mistake.text.utf8) == mistake.says)
  }

  @Test(arguments: syntax) func namesTheLine(_ mistake: Mistake) throws {
    #expect(try problem(mistake.text.utf8) == mistake.says)
  }

  @Test func otherEncodings() throws {
    let latin: [UInt8] = Array("name: a\ndata: {doi: gr".utf8) + [0xF6] + Array("sse}\n".utf8)
    #expect(
      try problem(latin) == "experiment.yaml:2: the file is not UTF-8 text. Save it as UTF-8.")
    let wide: [UInt8] = [0xFF, 0xFE] + "name: a\n".utf8.flatMap { [$0, 0] }
    #expect(
      try problem(wide) == "experiment.yaml:1: the file is not UTF-8 text. Save it as UTF-8.")
  }

  /// The deepest text a careless reader would follow until its stack is full.
  @Test func deepNesting() throws {
    let found = try problem("a: \(String(repeating: "[", count: 100_000))".utf8)
    #expect(found?.hasPrefix("experiment.yaml:1: the file is not valid YAML (") == true)
  }

  /// Whatever the bytes are, reading ends with settings or with a sentence, never with a trap.
  @Test func textCutAnywhereNeverTraps() throws {
    let whole = Array(
      "{name: 'a', data: {train: [a, \"b\"]}, model: {encoder: [8, 4]}}\n# é\n".utf8)
    for length in whole.indices {
      let found = try problem(whole[..<length])
      if let found { #expect(found.hasPrefix("experiment.yaml")) }
    }
  }
}
