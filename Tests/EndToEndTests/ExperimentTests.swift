import Foundation
import TestSupport
import Testing

@Suite struct ExperimentTests {
  @Test func runAndRunAgain() throws {
    try Program.testExperiment { fairmlpf in
      // As in a container, where no language is set.
      let first = try fairmlpf("run", environment: ["LC_ALL": "C"])
      #expect(first.status == 0, "\(first.errors)")
      #expect(first.output.hasPrefix("+-"))
      #expect(first.output.contains("| all elements  | accuracy "))
      #expect(first.errors.contains("Trained, best epoch 2 of 2: "))
      #expect(first.errors.contains("Evaluated: "))
      #expect(first.errors.contains("Explained "))
      #expect(first.output.hasSuffix("\(fairmlpf.folder)/reports/report.html\n"))
      let made = try FolderSnapshot(fairmlpf.folder)
      #expect(made.leftovers == [])

      let second = try fairmlpf("run")
      #expect(second.status == 0)
      #expect(second.output == first.output)
      let lines = second.errors.split(separator: "\n")
      try #require(lines.count >= 4)
      #expect(lines[0].hasPrefix("The training is up to date (best epoch 2 of 2): "))
      #expect(lines[1].hasPrefix("The evaluation is up to date: "))
      #expect(lines[2].hasPrefix("The explanation is up to date: "))
      #expect(lines.last == "The report is up to date")
      #expect(try FolderSnapshot(fairmlpf.folder) == made)

      let quiet = try fairmlpf("run", "--quiet", "--force")
      #expect(quiet.status == 0 && quiet.errors == "")
      #expect(quiet.output == first.output)
    }
  }

  @Test func evaluationAsJSON() throws {
    try Program.testExperiment { fairmlpf in
      #expect(try fairmlpf("train", "-q").output == "")
      let result = try fairmlpf("evaluate", "--json", "-q")
      #expect(result.status == 0 && result.errors == "")
      let file = try FolderSnapshot(fairmlpf.folder).files["reports/evaluation.json"]
      #expect(Data(result.output.utf8) == file?.bytes)
      #expect(throws: Never.self) {
        try JSONSerialization.jsonObject(with: Data(result.output.utf8))
      }
    }
  }

  @Test func theNearestExperimentUpwardsIsUsed() throws {
    try Program.testExperiment { fairmlpf in
      let below = Program(folder: fairmlpf.folder + "/data/raw")
      #expect(try below("train", "-q").status == 0)
      #expect(
        try FolderSnapshot(fairmlpf.folder).files["models/baseline/model.safetensors"] != nil)
      let elsewhere = Program(folder: "/")
      let named = try elsewhere("train", "-C", fairmlpf.folder)
      #expect(named.status == 0)
      #expect(
        named.errors == "The training is up to date (best epoch 2 of 2): "
          + "\(fairmlpf.folder)/models/baseline\n")
    }
  }

  @Test(arguments: ["run", "train", "evaluate", "data convert"])
  func outsideAnExperiment(_ command: String) throws {
    try Program.test { fairmlpf in
      let result = try fairmlpf.shell("\"$P\" \(command)")
      #expect(result.status == 66 && result.output == "")
      #expect(
        result.errors
          == "fairmlpf: \(fairmlpf.folder): there is no experiment.yaml here or in a folder above. "
          + "Go to an experiment's folder, name it with -C, or make one with 'fairmlpf new'.\n")
      let named = try fairmlpf.shell("\"$P\" \(command) -C nowhere")
      #expect(named.status == 66)
      #expect(
        named.errors == "fairmlpf: nowhere: there is no such folder. "
          + "Name an experiment's folder with -C, or make one with 'fairmlpf new'.\n")
    }
  }

  @Test func mistakesInTheSettings() throws {
    try Program.testExperiment("name: a\nmodle: {}\n") { fairmlpf in
      let result = try fairmlpf("run")
      #expect(result.status == 65 && result.output == "")
      #expect(
        result.errors == "fairmlpf: \(fairmlpf.folder)/experiment.yaml:2: "
          + "the key 'modle' is not known. Did you mean 'model'?\n")
    }
    try Program.testExperiment("name: [") { fairmlpf in
      let result = try fairmlpf("run", "--verbose")
      #expect(result.status == 65)
      #expect(result.errors.contains("\n  because: "))
    }
  }

  @Test func damagedEvents() throws {
    try Program.testExperiment { fairmlpf in
      let file = fairmlpf.folder + "/data/raw/a.pkl"
      let whole = try Data(contentsOf: URL(filePath: file))
      try whole.prefix(1000).write(to: URL(filePath: file))
      let result = try fairmlpf("run", "-q")
      #expect(result.status == 65 && result.output == "")
      #expect(result.errors.hasPrefix("fairmlpf: \(file)"), "\(result.errors)")
      // The next run with a whole file just works.
      try whole.write(to: URL(filePath: file))
      #expect(try fairmlpf("run", "-q").status == 0)
      #expect(try FolderSnapshot(fairmlpf.folder).leftovers == [])
    }
  }

  @Test func evaluatingBeforeTraining() throws {
    try Program.testExperiment { fairmlpf in
      let result = try fairmlpf("evaluate")
      #expect(result.status == 66)
      #expect(
        result.errors == "fairmlpf: \(fairmlpf.folder)/models/baseline/model.safetensors: "
          + "there is no trained model. Run 'fairmlpf train' first.\n")
    }
  }

  @Test func exportsSayWhereTheyAre() throws {
    try Program.testExperiment { fairmlpf in
      #expect(try fairmlpf("train", "-q").status == 0)
      let place = "\(fairmlpf.folder)/models/baseline"
      for (format, name) in [
        ("onnx", "model.onnx"), ("safetensors", "state_dict.safetensors"),
        ("state-dict", "state_dict.json"),
      ] {
        let first = try fairmlpf("export", "--format", format)
        #expect(first.status == 0 && first.errors == "Exported the network\n")
        #expect(first.output == "\(place)/\(name)\n")
        let second = try fairmlpf("export", "--format", format)
        #expect(second.status == 0 && second.errors == "The export is up to date\n")
        #expect(second.output == first.output)
      }
      let quiet = try fairmlpf("export", "-q", "--force")
      #expect(quiet.status == 0 && quiet.errors == "")
      #expect(quiet.output == "\(place)/model.onnx\n")
      #expect(try FolderSnapshot(fairmlpf.folder).leftovers == [])
    }
  }

  @Test func resultsThatCannotBeWritten() throws {
    try Program.testExperiment { fairmlpf in
      #expect(try fairmlpf("run", "-q").status == 0)
      let closed = try fairmlpf.shell("\"$P\" evaluate -q >&-")
      #expect(closed.status == 74)
      #expect(
        closed.errors == "fairmlpf: standard output: cannot write (bad file descriptor). "
          + "Check the disk and run the command again.\n")
      // A reader that has enough ends the program as it ends any other.
      let cut = try fairmlpf.shell("\"$P\" evaluate -q --json | head -c 10; exit ${PIPESTATUS[0]}")
      #expect(cut.status == 0 || cut.status == 128 + SIGPIPE)
      #expect(cut.errors == "")
    }
  }

  #if os(Linux)
    @Test func aFullDisk() throws {
      try Program.testExperiment { fairmlpf in
        #expect(try fairmlpf("data", "convert", "-q").status == 0)
        // No file may grow beyond a kilobyte: as with a full disk, a write fails half-way.
        let result = try fairmlpf.shell("trap '' XFSZ; ulimit -f 1; \"$P\" train -q")
        #expect(result.status == 74 && result.output == "")
        #expect(
          result.errors
            == "fairmlpf: \(fairmlpf.folder)/models/baseline/model.safetensors: "
            + "cannot write (file too large). Check the disk and run the command again.\n")
        let left = try FolderSnapshot(fairmlpf.folder)
        #expect(left.leftovers == [])
        #expect(left.files["models/baseline/checkpoint.safetensors"] == nil)
        #expect(try fairmlpf("train", "-q").status == 0)

        let full = try fairmlpf.shell("\"$P\" data info -q data/raw > /dev/full")
        #expect(full.status == 74)
        #expect(
          full.errors == "fairmlpf: standard output: cannot write (no space left on device). "
            + "Free some space and run the command again.\n")
      }
    }
  #endif
}
