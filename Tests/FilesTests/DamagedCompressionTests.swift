import TestSupport
import Testing

@testable import Files

@Suite("Damaged compressed files")
struct DamagedCompressionTests {
  @Test(
    "cut off after any byte, what came until there is kept and called cut off",
    arguments: Compression.allCases)
  func truncation(compression: Compression) throws {
    let packed = try PackedContent.packed(compression)
    let plain = try PackedContent.plain()
    var longest = 0
    for size in compression.magic.count..<packed.count {
      do {
        let cut = try PackedContent.unpack(packed.prefix(size))
        #expect(cut.isCutOff, "\(size) bytes")
        #expect(plain.starts(with: cut.content), "\(size) bytes")
        longest = max(longest, cut.content.count)
      } catch {
        let reason = "it ends before any content"
        let expected = FileError.Problem.damagedCompression(
          compression, offset: size, reason: reason)
        #expect(error.problem == expected, "\(size) bytes")
        #expect(longest == 0, "\(size) bytes: shorter files had content")
      }
    }
    #expect(longest == plain.count, "without its checksum the whole content is there")
  }

  @Test(
    "cut off in the second part, the first is kept; cut between them, nothing is missing",
    arguments: Compression.allCases)
  func truncatedPart(compression: Compression) throws {
    let part = try PackedContent.packed(compression)
    let plain = try PackedContent.plain()
    for size in part.count..<2 * part.count {
      let cut = try PackedContent.unpack((part + part).prefix(size))
      #expect(cut.content.starts(with: plain), "\(size) bytes")
      #expect(cut.isCutOff == (size > part.count), "\(size) bytes")
    }
  }

  @Test(
    "with any bit flipped, it is refused, cut off, or has its content",
    arguments: Compression.allCases)
  func flippedBits(compression: Compression) throws {
    let packed = try PackedContent.packed(compression)
    let plain = try PackedContent.plain()
    for place in compression.magic.count..<packed.count {
      for bit in 0..<8 {
        var bytes = packed
        bytes[place] ^= 1 << bit
        do {
          let unpacked = try PackedContent.unpack(bytes)
          #expect(unpacked.isCutOff || unpacked.content == plain, "byte \(place) bit \(bit)")
        } catch {
          guard case .damagedCompression(compression, let offset, let reason) = error.problem else {
            Issue.record("byte \(place) bit \(bit): \(error)")
            continue
          }
          #expect((0...bytes.count).contains(offset), "byte \(place) bit \(bit)")
          #expect(!reason.isEmpty)
          #expect(
            "\(error)".hasPrefix("f: \(compression.rawValue) data is damaged at byte \(offset)"))
        }
      }
    }
  }

  @Test("with bytes changed at random, nothing traps or goes beyond the limit")
  func randomDamage() throws {
    for compression in Compression.allCases {
      let packed = try PackedContent.packed(compression)
      for seed in UInt64(1)...300 {
        var random = SplitMix64(seed: seed)
        var bytes = packed
        for _ in 0..<Int.random(in: 1...20, using: &random) {
          let place = Int.random(in: compression.magic.count..<bytes.count, using: &random)
          bytes[place] = UInt8.random(in: 0...255, using: &random)
        }
        if let unpacked = try? PackedContent.unpack(bytes, limit: 4096) {
          #expect(unpacked.content.count <= 4096, "\(compression), seed \(seed)")
        }
      }
    }
  }

  @Test("a gzip checksum that does not fit is damage at its end")
  func checksum() throws {
    var bytes = try PackedContent.packed(.gzip)
    bytes[bytes.count - 8] ^= 1
    let problem = FileError.Problem.damagedCompression(
      .gzip, offset: bytes.count - 4, reason: "incorrect data check")
    #expect(throws: FileError(file: "f", problem: problem)) { try PackedContent.unpack(bytes) }
  }
}
