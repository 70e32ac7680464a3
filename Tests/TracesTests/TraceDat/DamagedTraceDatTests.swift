import TestSupport
import Testing

@testable import Traces

@Suite("Damaged trace.dat files")
struct DamagedTraceDatTests {
  static let fixtures = ["teardown_kill.trace.dat", "teardown_kill.v6.trace.dat"]

  /// How many events are read; nil when the file is refused.
  private func events(_ bytes: some Collection<UInt8>) throws -> Int? {
    do {
      return try TraceDatReading(bytes)?.sink.events.count ?? 0
    } catch is TraceFileError {
      return nil
    }
  }

  @Test("cut off anywhere it is refused, or read as far as it goes and said to be cut off")
  func truncation() throws {
    let bytes = try Fixture.bytes("teardown_kill.v6.trace.dat")
    let whole = try #require(try events(bytes))
    var last = 0
    for size in stride(from: 11, to: bytes.count, by: 37) {
      guard let reading = try? TraceDatReading(bytes.prefix(size)) else { continue }
      #expect(reading.sink.events.count >= last && reading.sink.events.count <= whole)
      #expect(reading.isCutOff, "after byte \(size)")
      last = reading.sink.events.count
    }
    #expect(last > whole / 2)
  }

  @Test("any changed bit is read or refused, never a trap", arguments: fixtures)
  func flippedBits(name: String) throws {
    var bytes = try Fixture.bytes(name)
    var read = 0
    for bit in stride(from: 80, to: min(bytes.count, 4096) * 8, by: 53) {
      bytes[bit / 8] ^= 1 << UInt8(bit % 8)
      if try events(bytes) != nil { read += 1 }
      bytes[bit / 8] ^= 1 << UInt8(bit % 8)
    }
    #expect(read > 0)
  }

  @Test("bytes changed at random are read or refused, never a trap", arguments: fixtures)
  func randomBytes(name: String) throws {
    let original = try Fixture.bytes(name)
    for seed in UInt64(1)...100 {
      var random = SplitMix64(seed: seed)
      var bytes = original
      for _ in 0..<20 {
        let place = Int.random(in: 20..<bytes.count, using: &random)
        bytes[place] = UInt8.random(in: 0...255, using: &random)
      }
      _ = try events(bytes)
    }
  }
}
