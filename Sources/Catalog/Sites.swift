/// The addresses of servers the program knows.
enum Sites {
  static let zenodo = "https://zenodo.org"
  static let sandbox = "https://sandbox.zenodo.org"
  static let cernOpenData = "https://opendata.cern.ch"
  static let huggingFace = "https://huggingface.co"
  static let resolver = "https://doi.org"
}
