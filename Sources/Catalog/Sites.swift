/// The addresses of servers the program knows.
package enum Sites {
  package static let zenodo = "https://zenodo.org"
  package static let sandbox = "https://sandbox.zenodo.org"
  static let cernOpenData = "https://opendata.cern.ch"
  static let resolver = "https://doi.org"
}
