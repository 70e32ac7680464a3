import TestSupport
import Testing
import VMSA

@Suite("Translation of a regime")
struct TranslatorTests {
  @Test("a page is found, in both halves, and look-ups say the same")
  func page() throws {
    let scene = Scene()
    #expect(scene.outcome(0x123) == "0x0000_8123")
    #expect(scene.outcome(Scene.upper | 0x123) == "0x0000_8123")
    let found = try scene.translator().lookUp(
      VirtualAddress(0x123), for: Access(.read), in: scene.memory)
    #expect(found == scene.translate(0x123).mapping)
    #expect(scene.par() == 0xFF00_0000_0000_8B80)
  }

  @Test("bits above the input range fault at level 0; a tag is none of them with TBI")
  func range() {
    var scene = Scene()
    let tagged: UInt64 = 0x5A << 56
    #expect(scene.outcome(tagged).hasPrefix("stage 1 translation fault, level 0"))
    scene.registers.tcrEL1 |= 1 << 37
    #expect(scene.outcome(tagged) == "0x0000_8000")
    #expect(scene.outcome(tagged, Access(.execute, isUnprivileged: true)) == "0x0000_8000")
    scene.registers.tcrEL1 |= 1 << 51
    #expect(scene.outcome(tagged, Access(.execute, isUnprivileged: true)).contains("level 0"))
    #expect(scene.outcome(tagged) == "0x0000_8000")
    #expect(scene.outcome(1 << 39).contains("level 0"))
  }

  @Test("EPD switches a half off, E0PD takes it from EL0")
  func halves() {
    var scene = Scene()
    scene.registers.tcrEL1 |= 1 << 23 | 1 << 55
    #expect(scene.outcome(Scene.upper).contains("TCR_EL1[23:23]"))
    #expect(scene.outcome(0) == "0x0000_8000")
    #expect(scene.outcome(0, Access(.read, isUnprivileged: true)).contains("E0PD"))
    scene.processor.features.remove(.e0pd)
    #expect(scene.outcome(0, Access(.read, isUnprivileged: true)) == "0x0000_8000")
  }

  @Test("faults in order: translation, address size, access flag, alignment, permission")
  func priority() {
    var scene = Scene()
    func outcome(_ leaf: UInt64, _ access: Access = Access(.write, sizeBytes: 8)) -> String {
      scene.memory.words[0x3000] = leaf
      return scene.outcome(1, access)
    }
    let device: UInt64 = 1 << 2
    let readOnly: UInt64 = 1 << 7
    #expect(outcome(0x8002 | device | readOnly).contains("translation fault, level 3"))
    scene.registers.tcrEL1 &= ~(7 << 32)
    #expect(outcome(1 << 40 | 0x8003 | readOnly).contains("address size fault, level 3"))
    #expect(outcome(0x8003 | device | readOnly).contains("access flag fault, level 3"))
    #expect(outcome(0x8403 | device | readOnly).contains("alignment fault"))
    #expect(outcome(0x8403 | readOnly).contains("permission fault, level 3: not writable"))
    #expect(outcome(0x8403 | device, Access(.write)) == "0x0000_8001")
  }

  @Test("a base register above IPS is an address size fault at level 0")
  func base() {
    var scene = Scene()
    scene.registers.tcrEL1 &= ~(7 << 32)
    scene.registers.ttbr0EL1 = 1 << 40
    #expect(
      scene.outcome() == "stage 1 address size fault, level 0: the base register is above "
        + "the physical size")
  }

  @Test("big-endian tables (EE) are turned round, and so is what hardware writes")
  func bigEndian() {
    var scene = Scene()
    scene.registers.sctlrEL1 |= 1 << 25
    scene.registers.tcrEL1 |= 1 << 39
    scene.memory.words[0x3000] = Scene.leaf & ~(1 << 10)
    for address in [0x1000, 0x2000, 0x3000] as [UInt64] {
      scene.memory.words[address] = scene.memory.words[address]?.byteSwapped
    }
    #expect(scene.outcome() == "0x0000_8000")
    let update = scene.translate().updates.first
    #expect(update?.before == (Scene.leaf & ~(1 << 10)).byteSwapped)
    #expect(update?.after == Scene.leaf.byteSwapped)
  }

  @Test("with the MMU off the address is its own translation, up to the physical size")
  func off() {
    var scene = Scene()
    scene.registers.sctlrEL1 = 0
    scene.processor = .cortexA53
    #expect(scene.outcome(0xFF_FFFF_FFFF) == "0x00ff_ffff_ffff")
    #expect(scene.par(0x1234) == 0x1B00)
    #expect(scene.par(1 << 40) == 0x801)
    let fetch = scene.translate(0, Access(.execute))
    let attributes = fetch.mapping.map {
      scene.translator().attributes(of: $0, at: VirtualAddress(0), for: Access(.execute))
    }
    #expect(attributes?.words == "Normal NC, outer shareable")
  }

  @Test(
    "HCR_EL2.DC switches stage 1 off, makes it cacheable, and stage 2 on; TGE switches both off")
  func defaultCacheable() {
    var scene = Scene()
    scene.registers.hcrEL2 = 1 << 12
    #expect(scene.par(0x8000) == 0xFF00_0000_0000_8B80)
    #expect(scene.translate(0x8000).mapping?.stage1Leaf == nil)
    #expect(scene.translate(0x8000).mapping?.stage2Leaf != nil)
    #expect(scene.par(1 << 39) == 0xA09)
    scene.registers.hcrEL2 = 1 << 27 | 1
    #expect(scene.translator().stage2 == nil)
    #expect(!scene.translator().stage1.isOn)
  }

  @Test("EL2 with and without E2H, and EL3, read their own registers")
  func otherRegimes() {
    var scene = Scene()
    scene.registers.sctlrEL2 = 1
    scene.registers.tcrEL2 = 25 | 5 << 16
    scene.registers.ttbr0EL2 = 0x1000
    scene.registers.sctlrEL3 = 1
    scene.registers.tcrEL3 = 25 | 5 << 16 | 1 << 20
    scene.registers.ttbr0EL3 = 0x1000
    let read = Access(.read)
    #expect(scene.translate(0, read, regime: .el2).mapping?.output.raw == 0x8000)
    #expect(scene.translate(Scene.upper, read, regime: .el2).fault?.status == .translation(.zero))
    #expect(scene.translate(1 << 56, read, regime: .el3).mapping?.output.raw == 0x8000)
    scene.registers.tcrEL2 = scene.registers.tcrEL1
    scene.registers.ttbr1EL2 = 0x1000
    #expect(scene.translate(Scene.upper, read, regime: .el2And0).mapping?.output.raw == 0x8000)
  }

  @Test("hardware sets the access flag, and the dirty state on a write; AT by choice")
  func updates() {
    var scene = Scene()
    scene.registers.tcrEL1 |= 1 << 39 | 1 << 40
    let clean = Scene.leaf & ~(1 << 10) | 1 << 7 | 1 << 51
    scene.memory.words[0x3000] = clean
    #expect(scene.translate().updates.map(\.after) == [clean | 1 << 10])
    let dirty = (clean | 1 << 10) & ~(1 << 7)
    #expect(scene.translate(0, Access(.write)).updates.map(\.after) == [dirty])
    let asked = Access(.write, origin: .addressTranslation)
    #expect(scene.translate(0, asked).updates.map(\.after) == [dirty])
    scene.processor.choices.addressTranslationSetsDirtyState = false
    #expect(scene.translate(0, asked).updates.map(\.after) == [clean | 1 << 10])
    scene.registers.tcrEL1 &= ~(1 << 39)
    #expect(scene.outcome(0, Access(.write)).contains("access flag fault"))
  }

  @Test("a table the memory doesn't know ends the translation there")
  func unknown() {
    var scene = Scene()
    scene.memory.words[0x2000] = nil
    #expect(
      scene.translate().result
        == .failure(.unknownEntry(PhysicalAddress(0x2000), stage: .one, level: .two)))
    #expect(scene.par() == nil)
  }

  @Test("no register value traps, in any regime")
  func anyRegister() {
    let seed: UInt64 = 33
    var random = SplitMix64(seed: seed)
    var ended = 0
    for _ in 0..<20_000 {
      var registers = SystemRegisters()
      for name in ["SCTLR", "TCR", "TTBR0", "TTBR1", "MAIR", "HCR", "VTCR", "VTTBR"] {
        for level in 1...3 {
          guard let path = SystemRegisters.path(named: "\(name)_EL\(level)") else { continue }
          registers[keyPath: path] = random.next()
        }
      }
      if Bool.random(using: &random) { registers.hcrEL2 &= ~(1 << 27) }
      let regime = TranslationRegime.allCases.randomElement(using: &random) ?? .el1And0
      let access = Access(
        Access.Kind.allCases.randomElement(using: &random) ?? .read,
        isUnprivileged: Bool.random(using: &random), pan: Bool.random(using: &random),
        sizeBytes: UInt8.random(in: 0...255, using: &random))
      let translator = Translator(
        registers, regime: regime, processor: RandomProcessor.any(&random))
      let memory = RandomEntries(seed: random.next(), isSwapped: false)
      let address = VirtualAddress(random.next() >> (random.next() % 64))
      let translation = translator.translate(address, for: access, in: memory)
      ended += translator.parEL1(of: translation) == nil ? 0 : 1
      if let fault = translation.fault {
        _ = translator.abort(for: fault, at: address, access: access)
      }
    }
    #expect(ended > 10_000, "seed \(seed)")
  }
}
