import Files
import Foundation
import TestSupport
import Testing

@testable import Events

/// Files read by several threads, beside the same files read by one, which is libbz2 alone.
@Suite struct Bzip2StreamTests {
  static let sample = Repository.sample + "/tev14_pythia8_ttbar_pu20_1.pkl.bz2"

  struct Reading {
    var bytes = Data()
    var digest = ""
    var failure: String?
    /// Whether blocks were unpacked beside each other up to the end.
    var wasShared = false

    init(_ path: String, threads: Int) throws {
      let stream = try Bzip2Stream(path, threads: threads)
      let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 70_001, alignment: 16)
      defer { room.deallocate() }
      do {
        while case let count = try stream.read(into: room), count > 0 {
          bytes.append(contentsOf: room.prefix(count))
        }
        digest = try stream.finishDigest()
        wasShared = stream.blocks != nil
      } catch {
        failure = "\(error)"
      }
    }
  }

  private func expectTheSame(_ data: Data, _ comment: Comment) throws -> Reading {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let path = folder.path + "/events.pkl.bz2"
    try data.write(to: URL(filePath: path))
    let one = try Reading(path, threads: 1)
    let several = try Reading(path, threads: 3)
    #expect(several.wasShared == (one.failure == nil), comment)
    #expect(several.failure == one.failure && several.digest == one.digest, comment)
    // What a damaged block gave before its damage was noticed depends on how much was asked for.
    let common = one.failure == nil ? one.bytes.count : min(one.bytes.count, several.bytes.count)
    #expect(several.bytes.prefix(common) == one.bytes.prefix(common), comment)
    #expect(one.failure != nil || several.bytes.count == one.bytes.count, comment)
    return one
  }

  @Test func severalThreadsUnpackTheSameBytes() throws {
    let packed = try Data(contentsOf: URL(filePath: Self.sample))
    let reading = try expectTheSame(packed, "a file of one stream")
    #expect(reading.failure == nil && reading.bytes.count > 2 * packed.count)
    #expect(try reading.digest == SHA256Digest.ofFile(Self.sample))
    let two = try expectTheSame(packed + packed + Data("no stream".utf8), "two streams and a rest")
    #expect(two.failure == nil && two.bytes == reading.bytes + reading.bytes)
  }

  @Test func severalThreadsFindTheSameDamage() throws {
    let packed = try Data(contentsOf: URL(filePath: Self.sample))
    var flipped = packed
    flipped[packed.count * 3 / 5] ^= 0x10
    #expect(try expectTheSame(flipped, "a wrong bit").failure?.contains("damaged") == true)
    let cut = packed.prefix(packed.count * 4 / 5)
    #expect(try expectTheSame(cut, "cut off").failure?.contains("truncated") == true)
    // The checksum of the whole stream, in the last bytes.
    var wrong = packed
    wrong[packed.count - 3] ^= 0x40
    #expect(try expectTheSame(wrong, "a wrong checksum").failure?.contains("damaged") == true)
    // Bits that look like the beginning of a block, within one.
    var marked = packed
    let middle = packed.count / 2
    marked.replaceSubrange(middle..<middle + 6, with: [0x31, 0x41, 0x59, 0x26, 0x53, 0x59])
    #expect(try expectTheSame(marked, "a mark by chance").failure?.contains("damaged") == true)
  }

  @Test func severalThreadsReadTheSameHeaders() throws {
    let packed = try Data(contentsOf: URL(filePath: Self.sample))
    // A digit that is none, and one that allows smaller blocks than there are.
    for digit in "0:X1" {
      var other = packed
      other[3] = digit.asciiValue ?? 0
      #expect(try expectTheSame(other, "level \(digit)").failure?.contains("damaged") == true)
    }
    // A further stream of which only the beginning is there.
    for rest in ["B", "BZ", "BZh", "BZh9"] {
      let cut = try expectTheSame(packed + Data(rest.utf8), "ends with \(rest)")
      #expect(cut.failure?.contains("truncated") == true)
    }
    for rest in ["BZh0", "BZX", "Bz", "\0"] {
      #expect(try expectTheSame(packed + Data(rest.utf8), "ends with \(rest)").failure == nil)
    }
  }

  @Test func aBlockWithoutAnEndIsNotReadToTheEnd() throws {
    let blocks = Bzip2Blocks(threads: 2)
    var read = Array("BZh91AY&SY".utf8)
    var megabytes = 0
    let part = try blocks.next { () throws(Failure) in
      guard read.isEmpty else {
        defer { read = [] }
        return read
      }
      megabytes += 1
      return megabytes > 100 ? [] : [UInt8](repeating: 0x55, count: 1 << 20)
    }
    guard case .unclear = part else {
      Issue.record("a block that nothing ends was found")
      return
    }
    #expect(megabytes < 5)
  }

  @Test(arguments: 0..<8) func marksAreFoundAtAnyBit(shift: Int) {
    for (mark, isEnd) in [(Bzip2Marks.block, false), (Bzip2Marks.end, true)] {
      var bytes = [UInt8](repeating: 0xFF, count: 20)
      let word = UInt128(mark) << UInt128(128 - 48 - 16 - shift)
      for index in 0..<16 {
        bytes[index] = UInt8(truncatingIfNeeded: word >> UInt128(120 - 8 * index))
      }
      bytes.withUnsafeBytes { bytes in
        let found = Bzip2Marks.next(in: bytes, from: 3)
        #expect(found?.bit == 16 + shift && found?.isEnd == isEnd)
        #expect(Bzip2Marks.next(in: bytes, from: 17 + shift) == nil)
      }
    }
  }
}
