import Files
import TestSupport
import Testing

@Suite struct DigestTests {
  /// Vectors of FIPS 180-4.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ])
  func `known vectors`(text: String, digest: String) throws {
    var whole = SHA256Digest()
    whole.update(Array(text.utf8).span.bytes)
    #expect(whole.finish() == digest)
    var pieces = SHA256Digest()
    for byte in text.utf8 { pieces.update([byte].span.bytes) }
    #expect(pieces.finish() == digest)
    try withFolder { folder in
      try AtomicFile.write(text, to: folder + "/a")
      #expect(try SHA256Digest.ofFile(folder + "/a") == digest)
    }
  }
}
