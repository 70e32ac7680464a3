import Testing
import VMSA

@Suite("Translations in words")
struct WordsTests {
  @Test("accesses and regimes")
  func names() {
    let accesses = Access.Kind.allCases.flatMap { kind in
      [Access(kind).words, Access(kind, isUnprivileged: true).words]
    }
    #expect(
      accesses == [
        "privileged read", "unprivileged read", "privileged write", "unprivileged write",
        "privileged fetch", "unprivileged fetch",
      ])
    #expect(TranslationRegime.allCases.map(\.words) == ["EL1&0", "EL2", "EL2&0", "EL3"])
    #expect(TranslationRegime.allCases.map(\.exceptionLevel) == [1, 2, 2, 3])
  }

  @Test("every reason has words of its own")
  func reasons() {
    let error = RegisterError(register: .tcr, bits: 0...5, problem: .walksDisabled)
    let reasons: [FaultReason] = [
      .registers(error), .inputOutOfRange, .flatAddressOutOfRange, .deniedToEL0, .baseOutOfRange,
      .invalidEntry, .reservedEntry, .addressOutOfRange, .accessFlagClear, .notReadable,
      .notWritable, .privilegedAccessNever, .executeNever, .writableByEL0,
      .writableNeverExecuted, .tableInDeviceMemory, .misaligned,
    ]
    #expect(Set(reasons.map(\.words)).count == reasons.count)
    #expect(reasons[0].words == "no walk starts: TCR_EL1[5:0]")
  }

  @Test("PAR_EL1 is read as it is written")
  func par() throws {
    let found = PhysicalAddressRegister(raw: 0xFF00_0000_0000_8B80)
    #expect(!found.isFault)
    #expect(found.faultStatus == nil)
    #expect(found.outputPage == PhysicalAddress(0x8000))
    let fault = PhysicalAddressRegister(raw: 0xB0F)
    #expect(fault.faultStatus == .translation(.three))
    #expect(fault.outputPage == nil)
  }
}
