import TestSupport
import Testing
import VMSA

@Suite("Address split")
struct AddressSplitTests {
  @Test("a 4K address of 39 bits has three indices and an offset")
  func threeLevels() {
    let split = AddressSplit(0x4020_1abc, granule: .size4K, startLevel: .one, inputBits: 39)
    #expect(split.summary == "L1[1] L2[1] L3[1] offset")
    #expect(split.fields.map(\.bits) == [39...63, 30...38, 21...29, 12...20, 0...11])
    #expect(split.fields.map(\.binary)[1] == "0 0000 0001")
    #expect(split.fields.last?.binary == "1010 1011 1100")
    #expect(split.fields.last?.value == 0xabc)
  }

  @Test("an address is cut as the walk from a root goes")
  func root() throws {
    let root = try #require(
      WalkRoot(
        format: DescriptorFormat(stage: .two, granule: .size16K), inputBits: 40, startLevel: .two,
        tableAddress: PhysicalAddress(0)))
    let address: UInt64 = 0x80_0000_4000
    let entry = UInt64(root.index(of: address)) * 8
    let steps = Walk.translate(address, from: root, in: [entry: 0] as RecordedEntries).steps
    let split = AddressSplit(address, root: root)
    #expect(split.fields[1].bits == 25...39 && split.fields[1].value == UInt64(steps[0].index))
    #expect(split.summary == "L2[16384] L3[1] offset")
  }

  @Test("concatenated tables widen the first index")
  func concatenated() {
    let split = AddressSplit(0xc0_0000_0000, granule: .size4K, startLevel: .one, inputBits: 40)
    #expect(split.fields[1].bits == 30...39)
    #expect(split.summary == "L1[768] L2[0] L3[0] offset")
  }

  @Test("the fields hold every bit once, for any address and any shape of table")
  func everyBitOnce() {
    let seed: UInt64 = 5
    var random = SplitMix64(seed: seed)
    for granule in Granule.allCases {
      for level in Level.allCases {
        for inputBits in [-5, 0, 12, 16, 17, 39, 40, 48, 52, 64, 99] {
          let address = random.next()
          let split = AddressSplit(
            address, granule: granule, startLevel: level, inputBits: inputBits)
          let counts = split.fields.reduce(into: Array<Int>(repeating: 0, count: 64)) {
            counts, field in for bit in field.bits { counts[bit] += 1 }
          }
          #expect(counts == Array(repeating: 1, count: 64), "seed \(seed)")
          let whole = split.fields.reduce(0 as UInt64) { $0 | $1.value << $1.bits.lowerBound }
          #expect(whole == address, "seed \(seed)")
        }
      }
    }
  }
}
