/// The Python module that runs the model in a DLHub package.
enum DLHubServable {
  /// Name of the module.
  static let module = "fairmlpf_servable"
  /// Name of the function in it.
  static let function = "predict"
  /// Name of its file.
  static let fileName = module + ".py"

  /// What it needs, with the versions it was tried with.
  static let dependencies = [("numpy", "2.2.6"), ("onnxruntime", "1.32.0")]

  /// `requirements.txt`.
  static var requirements: String {
    dependencies.map { "\($0)==\($1)\n" }.joined()
  }

  /// The module.
  static let text = #"""
    """Finds the particles of an event with model.onnx, which lies beside this file."""

    import functools
    import pathlib

    import numpy
    import onnxruntime


    @functools.cache
    def session():
        """The model, read once."""
        model = pathlib.Path(__file__).resolve().with_name("model.onnx")
        return onnxruntime.InferenceSession(str(model), providers=["CPUExecutionProvider"])


    def predict(x):
        """The particle of each element of one event.

        x: array or list, shape (elements, 12), the features of README.md, in GeV, without padding.
        Returns an array, float32, shape (elements, 7): class, charge, pT, eta, sin phi, cos phi, E.
        """
        features = numpy.asarray(x, dtype=numpy.float32)
        if features.size == 0:
            features = features.reshape(0, 12)
        if features.ndim != 2 or features.shape[1] != 12:
            raise ValueError(
                f"x has the shape {features.shape}; give the elements of one event, (elements, 12)"
            )
        if not numpy.isfinite(features).all():
            raise ValueError("x has numbers that are not finite; give features as in the data set")
        logits, momenta = session().run(["logits", "momenta"], {"X": features})
        classes = logits.argmax(axis=1).astype(numpy.float32)
        return numpy.concatenate([classes[:, None], momenta], axis=1)

    """#
}
