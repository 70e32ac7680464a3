import TestSupport
import Testing
import VMSA

@Suite("Exception syndrome")
struct ExceptionSyndromeTests {
  @Test(
    "recorded syndromes read as one sentence",
    arguments: [
      (
        0x9381_8047, "A data write from a lower exception level met a translation fault at level 3."
      ),
      (0x9200_004f, "A data write from a lower exception level met a permission fault at level 3."),
      (
        0x8200_0006,
        "An instruction fetch from a lower exception level met a translation fault at level 2."
      ),
      (
        0x93c4_8046, "A data write from a lower exception level met a translation fault at level 2."
      ),
      (
        0x8200_0005,
        "An instruction fetch from a lower exception level met a translation fault at level 1."
      ),
      (0x9600_0021, "A data read from the current exception level met an alignment fault."),
      (
        0x9200_0087,
        "A data read from a lower exception level met a translation fault at level 3, in stage 2, "
          + "on the address of a stage 1 table."
      ),
      (
        0x9200_0145,
        "Cache maintenance from a lower exception level met a translation fault at level 1."
      ),
      (0x5a00_0000, "Exception class HVC64: HVC instruction."),
    ] as [(UInt64, String)])
  func sentences(raw: UInt64, sentence: String) {
    #expect(ExceptionSyndrome(raw: raw).sentence == sentence)
  }

  @Test("an emulated access says its size and register")
  func instructionSyndrome() {
    let word = ExceptionSyndrome(raw: 0x9381_8047)
    #expect(word.exceptionClass == .dataAbortLower)
    #expect(word.exceptionClass.name == "DABT_LOW")
    #expect(word.isWrite)
    #expect(!word.isInstruction)
    #expect(word.accessSizeBytes == 4)
    #expect(word.register == 1)
    #expect(word.registerName == "x1")
    #expect(word.faultStatus == .translation(.three))
    let long = ExceptionSyndrome(raw: 0x93c4_8046)
    #expect(long.accessSizeBytes == 8)
    #expect(long.registerName == "x4")
    #expect(ExceptionSyndrome(raw: 0x931f_0007).registerName == "wzr")
  }

  @Test("FnV, bit 10 of an abort, says that FAR holds nothing; other classes have no such bit")
  func faultAddressNotValid() {
    #expect(ExceptionSyndrome(raw: 0x9200_0410).isFaultAddressInvalid)
    #expect(!ExceptionSyndrome(raw: 0x9200_0010).isFaultAddressInvalid)
    #expect(!ExceptionSyndrome(raw: 0x5a00_0410).isFaultAddressInvalid)
  }

  @Test("without ISV there is no size and no register")
  func noInstructionSyndrome() {
    let syndrome = ExceptionSyndrome(raw: 0x9200_004f)
    #expect(syndrome.accessSizeBytes == nil)
    #expect(syndrome.register == nil)
    #expect(syndrome.faultStatus == .permission(.three))
  }

  @Test("a fetch is no write, whatever bit 6 says")
  func fetch() {
    let syndrome = ExceptionSyndrome(raw: 0x8200_0046)
    #expect(syndrome.exceptionClass.name == "IABT_LOW")
    #expect(syndrome.isInstruction)
    #expect(!syndrome.isWrite)
  }

  @Test("what is no abort has no fault status")
  func noAbort() {
    let call = ExceptionSyndrome(raw: 0x5a00_0047)
    #expect(call.exceptionClass == .hypervisorCall64)
    #expect(!call.isAbort)
    #expect(call.faultStatus == nil)
    #expect(!call.isWrite)
    #expect(!call.isStage1TableWalk)
  }

  @Test("the fields hold every bit once, with its value")
  func everyBitOnce() {
    let seed: UInt64 = 21
    var random = SplitMix64(seed: seed)
    for code in 0..<64 as Range<UInt64> {
      for _ in 0..<20 {
        let raw = (random.next() & ~(0x3f << 26)) | code << 26
        let fields = ExceptionSyndrome(raw: raw).fields
        #expect(fields.coverage == Array(repeating: 1, count: 64), "seed \(seed)")
        #expect(fields.reduce(0 as UInt64) { $0 | $1.value << $1.bits.lowerBound } == raw)
      }
    }
  }

  @Test("every exception class keeps its code, and names are the kernel's")
  func classes() {
    for code in 0..<64 as Range<UInt8> { #expect(ExceptionClass(code: code).code == code) }
    #expect(Set(ExceptionClass.named.map(\.code)).count == ExceptionClass.named.count)
    #expect(Set(ExceptionClass.named.map(\.name)).count == ExceptionClass.named.count)
    #expect(ExceptionClass(code: 0x25).name == "DABT_CUR")
    #expect(ExceptionClass(code: 0x3f) == .other(0x3f))
    #expect(ExceptionClass(code: 0x3f).name == "0x3f")
  }
}

@Suite("Fault status")
struct FaultStatusTests {
  @Test("every code is some status that keeps it", arguments: 0..<64 as Range<UInt8>)
  func inverse(code: UInt8) {
    #expect(FaultStatus(code: code).code == code)
  }

  @Test(
    "levels count up from the kind's first code; level −1 has codes of its own",
    arguments: [
      (0x00, "address size fault, level 0"), (0x03, "address size fault, level 3"),
      (0x29, "address size fault, level -1"), (0x06, "translation fault, level 2"),
      (0x2b, "translation fault, level -1"), (0x09, "access flag fault, level 1"),
      (0x0f, "permission fault, level 3"), (0x10, "external abort"),
      (0x13, "external abort on the table walk, level -1"),
      (0x16, "external abort on the table walk, level 2"),
      (0x1b, "parity or ECC error on the table walk, level -1"),
      (0x1c, "parity or ECC error on the table walk, level 0"), (0x21, "alignment fault"),
      (0x30, "TLB conflict abort"), (0x3f, "unnamed fault status 0x3f"),
    ] as [(UInt8, String)])
  func words(code: UInt8, words: String) {
    #expect(FaultStatus(code: code).words == words)
  }

  @Test("a walk's fault is reported by the code of its kind and level")
  func walkFaults() {
    #expect(WalkFault.translation(.two).status.code == 0x06)
    #expect(WalkFault.translation(.minusOne).status.code == 0x2b)
    #expect(WalkFault.addressSize(.minusOne).status.code == 0x29)
    #expect(WalkFault.accessFlag(.three).status.code == 0x0b)
    #expect(WalkFault.translation(.two).words == "translation fault, level 2")
    #expect(FaultStatus.permission(.minusOne).code == nil)
  }
}
