import TestSupport
import Testing
import VMSA

@Suite("Addresses")
struct AddressTests {
  @Test("an address prints in groups of four digits, two groups or more")
  func grouping() {
    #expect(VirtualAddress(0x4020_1000).description == "0x4020_1000")
    #expect(VirtualAddress(0).description == "0x0000_0000")
    #expect(IntermediateAddress(0x1_0000_0000).grouped == "0x0001_0000_0000")
    #expect(PhysicalAddress(.max).grouped == "0xffff_ffff_ffff_ffff")
    #expect(PhysicalAddress(0x4020_1000).hex == "0x40201000")
  }

  @Test("the aligned start and the offset add up to the address", arguments: [1, 4096, 1 << 30, 3])
  func alignment(size: UInt64) {
    let address = PhysicalAddress(0x1234_5678_9abc_def1)
    #expect(address.aligned(down: size).raw + address.offset(in: size) == address.raw)
    #expect(address.aligned(down: size).raw % size == 0)
    #expect(address.offset(in: size) < size)
  }

  @Test("a size of zero divides nothing")
  func sizeZero() {
    #expect(PhysicalAddress(7).aligned(down: 0) == PhysicalAddress(7))
    #expect(PhysicalAddress(7).offset(in: 0) == 0)
  }

  @Test("advancing past the end wraps")
  func wrapping() {
    #expect(VirtualAddress(.max).advanced(by: 2) == VirtualAddress(1))
  }

  @Test("addresses are ordered as unsigned numbers")
  func order() {
    #expect(VirtualAddress(1) < VirtualAddress(0xffff_0000_0000_0000))
  }
}

@Suite("Hexadecimal")
struct HexadecimalTests {
  @Test(
    "numbers are read with 0x as hexadecimal, without as decimal, underscores between digits",
    arguments: [
      ("0x4020_1000", 0x4020_1000), ("0X1F", 0x1f), ("1_000", 1000), ("0", 0),
      ("0xffffffffffffffff", UInt64.max), ("18446744073709551615", UInt64.max),
    ] as [(String, UInt64)])
  func readable(text: String, value: UInt64) {
    #expect(Hexadecimal.parse(text) == value)
  }

  @Test(
    "what is no 64-bit number is nil",
    arguments: [
      "", "0x", "_", "0x_1", "1_", "1__0", "ff", "0xg", "-1", " 1", "1 ", "0x1ffffffffffffffff",
      "18446744073709551616", "٣", "0x0x1",
    ])
  func unreadable(text: String) {
    #expect(Hexadecimal.parse(text) == nil)
  }

  @Test("every printed number is read back")
  func inverse() {
    let seed: UInt64 = 11
    var random = SplitMix64(seed: seed)
    for _ in 0..<500 {
      let value = random.next() >> (random.next() % 64)
      #expect(Hexadecimal.parse(Hexadecimal.plain(value)) == value, "seed \(seed)")
      #expect(Hexadecimal.parse(Hexadecimal.grouped(value)) == value, "seed \(seed)")
    }
  }

  @Test("a descriptor prints in four groups")
  func fourGroups() {
    #expect(Hexadecimal.grouped(0x4350_2003, groups: 4) == "0x0000_0000_4350_2003")
    #expect(Hexadecimal.grouped(1, groups: -3) == "0x0001")
  }
}
