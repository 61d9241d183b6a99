import Files
import Testing

@Suite struct DOITests {
  @Test(arguments: [
    "10.5281/Zenodo.7", "doi:10.5281/Zenodo.7", "DOI:10.5281/Zenodo.7",
    "https://doi.org/10.5281/Zenodo.7", "http://dx.doi.org/10.5281/Zenodo.7",
    "doi.org/10.5281/Zenodo.7",
  ])
  func takesOffItsDress(_ text: String) {
    let doi = DOI(text)
    #expect(doi?.description == "10.5281/Zenodo.7")
    #expect(doi?.prefix == "10.5281")
    #expect(doi?.suffix == "Zenodo.7")
  }

  @Test func keepsSlashesAndPartsOfTheRegistrant() {
    let doi = DOI("10.1000.10/a/b")
    #expect(doi?.prefix == "10.1000.10")
    #expect(doi?.suffix == "a/b")
  }

  @Test func isEqualInAnyCase() {
    #expect(DOI("10.7483/OPENDATA.CMS") == DOI("doi:10.7483/opendata.cms"))
    #expect(DOI("10.7483/OPENDATA.CMS") != DOI("10.7483/OPENDATA.LHCB"))
    #expect(Set([DOI("10.1000/A"), DOI("10.1000/a")]).count == 1)
  }

  @Test(arguments: [
    "", "10.5281", "10.5281/", "10.52/a", "11.5281/a", "10.5281/a b", "10.5281/\u{7}",
  ])
  func refusesOtherTexts(_ text: String) { #expect(DOI(text) == nil) }
}
