import HTTP
import Testing

@Suite struct OriginTests {
  /// The origins that the URL standard gives.
  @Test(arguments: [
    ("https://zenodo.org", "https://zenodo.org"),
    ("HTTPS://Zenodo.ORG:443/records/1", "https://zenodo.org"),
    ("http://zenodo.org:80?x", "http://zenodo.org"),
    ("http://zenodo.org:443", "http://zenodo.org:443"),
    ("https://zenodo.org:", "https://zenodo.org"),
    ("https://zenodo.org@evil.example/", "https://evil.example"),
    ("https://user:word@zenodo.org:8080#a", "https://zenodo.org:8080"),
    ("https://evil.example/@zenodo.org", "https://evil.example"),
    ("https://evil.example?@zenodo.org", "https://evil.example"),
    ("https://evil.example#@zenodo.org", "https://evil.example"),
    ("https://zenodo.org.evil.example", "https://zenodo.org.evil.example"),
    ("http://[::1]:8080/", "http://[::1]:8080"), ("http://[::1]/", "http://[::1]"),
  ])
  func saysWhoIsAsked(_ url: String, _ origin: String) {
    #expect(Origin(url)?.description == origin)
  }

  @Test(arguments: [
    "", "zenodo.org", "file:///etc/passwd", "ftp://zenodo.org", "https://", "https:///path",
    "https://zenodo.org\\@evil.example", "https://zenodo.org:port", "https://zenodo.org:0",
    "https://zenodo.org:70000", "https://zeno%64o.org", "https://zenodo .org", "https://zenödo.org",
    "https://user@", "https://:443",
  ])
  func refusesWhatIsNoPlainURL(_ url: String) { #expect(Origin(url) == nil) }

  @Test func isTheSameWithTheUsualPort() {
    #expect(Origin("https://zenodo.org:443/a") == Origin("https://ZENODO.org/b"))
    #expect(Origin("https://zenodo.org") != Origin("http://zenodo.org"))
    #expect(Origin("https://zenodo.org") != Origin("https://sandbox.zenodo.org"))
  }
}
