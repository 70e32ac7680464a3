import CYardstick
import Memory
import VMSA

/// A 4K, 48-bit tree in an arena: what the C yardstick is, in this project's terms.
struct SwiftTree: ~Copyable {
  static let input: UInt64 = 0x1000_0000_0000
  static let output: UInt64 = 0x4000_0000
  /// Inner shareable, AF, UXN.
  static let attributes = LeafAttributes(bits: 1 << 10 | 3 << 8 | 1 << 54)

  var memory: ArenaMemory
  var builder: TableBuilder<NoRecorder>

  init(bytes: UInt64) throws {
    guard var memory = ArenaMemory(base: PhysicalAddress(1 << 32), byteCount: bytes) else {
      throw BenchmarkError(message: "no memory for \(bytes) bytes of tables")
    }
    builder = try Self.builder(in: &memory)
    self.memory = memory
  }

  /// Forgets every mapping.
  mutating func reset() throws { builder = try Self.builder(in: &memory) }

  private static func builder(in memory: inout ArenaMemory) throws -> TableBuilder<NoRecorder> {
    let format = DescriptorFormat(stage: .one, granule: .size4K)
    guard
      let root = WalkRoot(
        format: format, inputBits: 48, startLevel: .zero, tableAddress: PhysicalAddress(0))
    else { throw BenchmarkError(message: "no root") }
    let pool = TablePool(base: memory.base, byteCount: memory.byteCount, granule: .size4K)
    return try TableBuilder(like: root, pool: pool, recorder: NoRecorder(), in: &memory)
  }

  mutating func mapEach(_ count: Int, order: [UInt32]?, level: Level = .three) throws {
    let shift: UInt64 = level == .three ? 12 : 21
    for number in 0..<UInt64(count) {
      let place = order.map { UInt64($0[Int(number)]) } ?? number
      try builder.map(
        Self.input + place << shift, to: PhysicalAddress(Self.output + number << shift),
        level: level, attributes: Self.attributes, in: &memory)
    }
  }

  mutating func mapBulk(_ bytes: UInt64, largest: Level) throws {
    try builder.mapRange(
      Self.input, byteCount: bytes, to: PhysicalAddress(Self.output), largest: largest,
      attributes: Self.attributes, in: &memory)
  }

  mutating func unmapEach(_ count: Int, order: [UInt32]?) throws {
    for number in 0..<count {
      let place = order.map { UInt64($0[number]) } ?? UInt64(number)
      try builder.unmap(Self.input + place << 12, in: &memory)
    }
  }

  mutating func splitEach(_ count: Int) throws {
    for number in 0..<UInt64(count) {
      try builder.split(Self.input + number << 21, in: &memory)
    }
  }

  func enumerate() -> Int {
    var runs = RunCounter()
    LeafEnumeration.visitRuns(&runs, from: builder.root, in: memory)
    return runs.count
  }
}

/// Counts runs.
private struct RunCounter: LeafRunVisitor {
  var count = 0

  mutating func visit(_ run: LeafRun) { count += 1 }
}

/// `ctree_mix`, as Swift.
@inline(__always)
func mix(_ value: UInt64) -> UInt64 {
  var x = value &* 0x9E37_79B9_7F4A_7C15
  x ^= x &>> 32
  x = x &* 0xD6E8_FEB8_6659_FD93
  return x ^ (x &>> 32)
}
