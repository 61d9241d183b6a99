import Events
import Files
import Foundation
import Testing

/// Oracle: the safetensors package of PyPI, which needs `python3 -m venv .build/python` and
/// `.build/python/bin/pip install numpy safetensors`; without it the test is shown as skipped.
@Suite struct PythonReadsStoreTests {
  static let python =
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path + "/.build/python/bin/python"

  @Test(
    .enabled(
      if: FileManager.default.isExecutableFile(atPath: python),
      "needs numpy and safetensors in .build/python"))
  func `safetensors of Python reads what numpy wrote`() throws {
    try Place.withFolder { folder in
      let source = Place.fixture("sound-np1-p3.pkl")
      let store = folder + "/a.safetensors"
      try EventStore.write(try DelphesFile.read(source), to: store)
      let script = """
        import pickle, sys
        import numpy as np
        from safetensors import safe_open
        with open(sys.argv[1], "rb") as file:
            data = pickle.load(file)
        with safe_open(sys.argv[2], framework="numpy") as store:
            assert sorted(store.keys()) == ["X", "offsets", "ycand", "ygen"], store.keys()
            assert store.metadata()["source"] == "sound-np1-p3.pkl"
            offsets = store.get_tensor("offsets")
            assert offsets.dtype == np.int64
            assert list(offsets) == [0] + list(np.cumsum([len(a) for a in data["X"]]))
            for key in ("X", "ygen", "ycand"):
                tensor = store.get_tensor(key)
                assert tensor.dtype == np.float32
                assert np.array_equal(tensor, np.concatenate(data[key]).astype("f4"))
        """
      let process = Process()
      let output = Pipe()
      process.executableURL = URL(filePath: Self.python)
      process.arguments = ["-c", script, source, store]
      process.standardError = output
      try process.run()
      let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      process.waitUntilExit()
      #expect(process.terminationStatus == 0, "\(said)")
    }
  }
}
