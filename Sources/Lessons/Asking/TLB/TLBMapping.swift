/// One entry that is written: a page of 4K or a block of 2M.
struct TLBMapping: Hashable, Sendable {
  /// The first virtual address.
  let address: UInt64
  /// The first physical address.
  let output: UInt64
  /// The address space; nil for all, and then nG is clear.
  let asid: UInt16?
  /// Whether it is a block.
  let isBlock: Bool

  /// The bytes it maps.
  var size: UInt64 { isBlock ? 2 << 20 : 4096 }

  /// Whether it maps `address`.
  func covers(_ address: UInt64) -> Bool { address &- self.address < size }

  /// Whether bits 63:48 are all alike, as 48-bit addresses have them.
  static func isCanonical(_ address: UInt64) -> Bool {
    address >> 48 == 0 || address >> 48 == 0xFFFF
  }

  /// Where it leads.
  func output(of address: UInt64) -> UInt64 { output &+ (address &- self.address) }
}
