import Testing
import VMSA

@Suite("Faults to exceptions")
struct AbortTests {
  static let load = InstructionSyndrome(sizeShift: 3, register: 2, is64Bit: true)

  static func abort(
    _ scene: Scene, _ address: UInt64 = 0, _ access: Access, routesToEL2: Bool = false
  ) -> Abort? {
    scene.translate(address, access).fault.map {
      scene.translator().abort(
        for: $0, at: VirtualAddress(address), access: access, instruction: load,
        routesToEL2: routesToEL2)
    }
  }

  @Test("stage 1: EL1 handles its own and EL0's, with class, WnR, status and FAR")
  func stage1() {
    var scene = Scene()
    scene.memory.words[0x3000] = Scene.leaf & ~(1 << 6) | 1 << 7 | 3 << 53
    for (access, esr) in [
      (Access(.write), 0x9600_004F), (Access(.read, isUnprivileged: true), 0x9200_000F),
      (Access(.execute), 0x8600_000F), (Access(.execute, isUnprivileged: true), 0x8200_000F),
    ] as [(Access, UInt64)] {
      let abort = Self.abort(scene, 0x128, access)
      #expect(abort?.syndrome.raw == esr)
      #expect(abort?.exceptionLevel == 1)
      #expect(abort?.faultAddress == 0x128)
      #expect(abort?.intermediateFaultAddress == nil)
    }
    let routed = Self.abort(scene, 0, Access(.write), routesToEL2: true)
    #expect(routed?.exceptionLevel == 2)
    #expect(routed?.syndrome.raw == 0x9200_004F)
  }

  @Test("stage 2: EL2 handles it, with the instruction's syndrome and HPFAR")
  func stage2() {
    var scene = Scene.nested
    scene.memory.words[0x10_2000 + 8 * 8] = 0x8000 | Scene.leaf2 & ~(3 << 6)
    let abort = Self.abort(scene, 0x128, Access(.read))
    #expect(abort?.syndrome.raw == 0x93C2_800F)
    #expect(abort?.exceptionLevel == 2)
    #expect(abort?.intermediateFaultAddress == 0x80)
    #expect(Self.abort(scene, 0, Access(.execute, isUnprivileged: true)) == nil)
  }

  @Test("on a stage 1 table: S1PTW, no instruction syndrome, WnR as the access")
  func tableWalk() {
    var scene = Scene.nested
    scene.memory.words[0x10_2000 + 8] = 0
    let abort = Self.abort(scene, 0x128, Access(.write))
    #expect(abort?.syndrome.raw == 0x9200_00C7)
    #expect(abort?.intermediateFaultAddress == 0x10)
    #expect(abort?.faultAddress == 0x128)
  }

  @Test("cache maintenance and AT count as writes, with CM")
  func cacheMaintenance() {
    var scene = Scene()
    scene.memory.words[0x3000] = 0
    #expect(
      Self.abort(scene, 0, Access(.read, origin: .cacheMaintenance))?.syndrome.raw == 0x9600_0147)
  }

  @Test("a tagged instruction address loses its tag in FAR, a data address keeps it")
  func tags() {
    var scene = Scene()
    scene.registers.tcrEL1 |= 1 << 37
    scene.memory.words[0x3000] = 0
    let tagged: UInt64 = 0x5A << 56
    #expect(Self.abort(scene, tagged, Access(.execute))?.faultAddress == 0)
    #expect(Self.abort(scene, tagged, Access(.read))?.faultAddress == tagged)
  }
}
