import Testing
import VMSA

@Suite("Nested translation")
struct NestedTests {
  @Test("each stage 1 entry is found through stage 2, and so is the output")
  func grid() {
    let translation = Scene.nested.translate(0x123)
    #expect(translation.mapping?.output == PhysicalAddress(0x8123))
    let locating = [Level.one, .two, .three].flatMap { level in
      Array(repeating: TableAccess.Purpose.locatesTable(level), count: 3) + [.stage1]
    }
    #expect(
      translation.accesses.map(\.purpose) == locating + Array(repeating: .locatesOutput, count: 3))
    #expect(translation.accesses.filter { $0.stage == .one }.map(\.level) == [.one, .two, .three])
    #expect(translation.accesses[3].physicalAddress == PhysicalAddress(0x1000))
    #expect(translation.accesses[0].input == 0x1000)
    #expect(translation.accesses[14].input == 0x8123)
  }

  @Test("four levels at each stage are 24 accesses")
  func twentyFour() {
    var scene = Scene.nested
    scene.registers.tcrEL1 = 16 | 5 << 32
    scene.registers.ttbr0EL1 = 0x4000
    scene.memory.words[0x4000] = 0x1003
    scene.registers.vtcrEL2 = 16 | 2 << 6 | 5 << 16
    scene.registers.vttbrEL2 = 0x10_3000
    scene.memory.words[0x10_3000] = 0x10_0003
    #expect(scene.translate().accesses.count == 24)
    #expect(scene.outcome() == "0x0000_8000")
  }

  @Test("AT S1E1R stops at the intermediate address, but finds the tables through stage 2")
  func stage1Only() {
    var scene = Scene.nested
    scene.memory.words[0x10_2000 + 8 * 8] = 0
    #expect(scene.outcome().hasPrefix("stage 2 translation fault, level 3"))
    let half = scene.translate(0x123, stages: .stage1Only)
    #expect(half.mapping?.output == PhysicalAddress(0x8123))
    #expect(half.accesses.count == 12)
  }

  @Test("a table stage 2 doesn't map is a stage 2 fault with S1PTW and the table's address")
  func tableFault() {
    var scene = Scene.nested
    scene.memory.words[0x10_2000 + 2 * 8] = 0
    let fault = scene.translate().fault
    #expect(fault?.status == .translation(.three))
    #expect(fault?.stage == .two)
    #expect(fault?.isStage1TableWalk == true)
    #expect(fault?.intermediateAddress == IntermediateAddress(0x2000))
    #expect(scene.par() == 0xB0F)
  }

  @Test("writing a table's access flag needs stage 2's permission to write the table")
  func updateNeedsPermission() {
    var scene = Scene.nested
    scene.registers.tcrEL1 |= 1 << 39
    scene.memory.words[0x3000] = Scene.leaf & ~(1 << 10)
    #expect(scene.translate().updates.map(\.address.raw) == [0x3000])
    scene.memory.words[0x10_2000 + 3 * 8] = 0x3000 | Scene.leaf2 & ~(1 << 7)
    let fault = scene.translate().fault
    #expect(fault?.status == .permission(.three))
    #expect(fault?.isStage1TableWalk == true)
    #expect(scene.translate().updates.isEmpty)
  }

  @Test("a table's update makes the table's own stage 2 page dirty")
  func updateMakesDirty() {
    var scene = Scene.nested
    scene.registers.tcrEL1 |= 1 << 39
    scene.registers.vtcrEL2 |= 1 << 21 | 1 << 22
    scene.memory.words[0x3000] = Scene.leaf & ~(1 << 10)
    let clean = 0x3000 | Scene.leaf2 & ~(1 << 7) & ~(1 << 10) | 1 << 51
    scene.memory.words[0x10_2000 + 3 * 8] = clean
    let updates = scene.translate().updates
    #expect(updates.map(\.address.raw) == [0x10_2018, 0x10_2018, 0x3000])
    #expect(updates.map(\.after) == [clean | 1 << 10, clean | 1 << 10 | 1 << 7, Scene.leaf])
    #expect(updates.map(\.stage) == [.two, .two, .one])
  }

  @Test("with PTW a table in Device memory is a permission fault at the leaf's level")
  func protectedWalks() {
    var scene = Scene.nested
    scene.memory.words[0x10_2000 + 2 * 8] = 0x2000 | Scene.leaf2 & ~(0xF << 2)
    #expect(scene.outcome() == "0x0000_8000")
    scene.registers.hcrEL2 |= 1 << 2
    #expect(scene.translate().fault?.status == .permission(.three))
    #expect(scene.translate().fault?.reason == .tableInDeviceMemory)
  }

  @Test(
    "an illegal stage 2 size or start level is a translation fault at level 0",
    arguments: [11 | 1 << 6, 25 | 2 << 6, 25, 20 | 1 << 6, 49 | 3 << 6, 18 | 1 << 6 | 2 << 14]
      as [UInt64])
  func illegal(vtcr: UInt64) {
    var scene = Scene.nested
    scene.registers.vtcrEL2 = vtcr | 5 << 16
    #expect(scene.translate().fault?.status == .translation(.zero))
    #expect(scene.translate().fault?.stage == .two)
  }
}
