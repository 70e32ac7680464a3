import Testing
import VMSA

@Suite("Faults of walks")
struct WalkFaultTests {
  /// DFSC by level, −1 to 3.
  ///
  /// Source: Arm ARM, "ISS encoding for an exception from a Data Abort", DFSC; no access flag fault
  /// has a level −1, for no leaf stands there.
  static let codes: [(name: String, make: @Sendable (Level) -> WalkFault, codes: [UInt8?])] = [
    ("address size fault", { .addressSize($0) }, [0x29, 0x00, 0x01, 0x02, 0x03]),
    ("translation fault", { .translation($0) }, [0x2B, 0x04, 0x05, 0x06, 0x07]),
    ("access flag fault", { .accessFlag($0) }, [nil, 0x08, 0x09, 0x0A, 0x0B]),
  ]

  @Test("a syndrome register reports each fault by its code, with its level")
  func status() {
    for (name, make, codes) in Self.codes {
      for (level, code) in zip(Level.allCases, codes) {
        let fault = make(level)
        #expect(fault.level == level)
        #expect(fault.status.code == code, "\(name), \(level.words)")
        #expect(fault.words == fault.status.words && fault.words.contains(name))
        #expect(fault.words.contains(level.words))
        guard let code else { continue }
        #expect(FaultStatus(code: code) == fault.status)
      }
    }
  }
}
