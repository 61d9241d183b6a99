import Events
import Files
import Foundation
import TestSupport
import Testing

/// Oracle: the safetensors package 0.5.3 of PyPI.
@Suite struct PythonReadsStoreTests {
  @Test(.enabled(if: PythonTools.tensors != nil, "needs python3 and its package index"))
  func `safetensors of Python reads what numpy wrote`() throws {
    try withFolder { folder in
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
      let tools = try #require(PythonTools.tensors)
      let read = try tools.run("python", ["-c", script, source, store], in: folder)
      #expect(read.status == 0, "\(read.errors)")
    }
  }
}
