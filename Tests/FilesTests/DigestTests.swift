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

  /// Vectors of RFC 1321, and of `zlib.adler32` of Python 3.11.
  @Test(arguments: [
    ("", "d41d8cd98f00b204e9800998ecf8427e", "00000001"),
    ("abc", "900150983cd24fb0d6963f7d28e17f72", "024d0127"),
    ("message digest", "f96b697d7cb7938d525a2f31aaf161d0", "29750586"),
    (
      String(repeating: "\u{7F}", count: 20_000), "b7647b67546e47f90782dd85fc0d5947", "a8bfc41b"
    ),
  ])
  func `other digests`(text: String, md5: String, adler32: String) {
    var digest = Digest(.md5)
    digest.update(Array(text.utf8).span.bytes)
    #expect(digest.finish() == md5)
    var sum = Adler32()
    sum.update(Array(text.utf8.prefix(7)).span.bytes)
    sum.update(Array(text.utf8.dropFirst(7)).span.bytes)
    #expect(sum.digits == adler32)
  }
}
