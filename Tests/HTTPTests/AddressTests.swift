import HTTP
import Testing

@Suite struct AddressTests {
  @Test(arguments: [
    ("https://user:word@host/a?download=1", "https://host/a?download=1"),
    ("https://host/a?token=secret", "https://host/a"),
    ("https://host/a?token=secret&download=1", "https://host/a?download=1"),
    ("https://host/a?download=1&Access_Token=secret#end", "https://host/a?download=1#end"),
    ("https://host/a?tokens=2", "https://host/a?tokens=2"),
    ("not an address", "not an address"),
  ])
  func isShownWithoutSecrets(_ url: String, _ shown: String) {
    #expect(Address.shown(url) == shown)
  }
}
