import Memory
import TestSupport
import Testing
import VMSA

/// A tree and a dictionary that get the same operations.
struct BuilderRun: ~Copyable {
  var memory = SparseMemory()
  var builder: TableBuilder<TableLog>
  var naive: NaiveMappings
  var random: SplitMix64
  var succeeded = 0
  var refused = 0
  let firstPages: Int
  let base: UInt64
  let format: DescriptorFormat
  /// What the log says the tables hold.
  private var replica: [UInt64: UInt64] = [:]

  init(_ format: DescriptorFormat, seed: UInt64) throws {
    let granule = format.granule
    let bits = format.stage == .two ? 40 : 47
    let level: Level =
      format.stage == .two && granule == .size4K ? .one : granule == .size64K ? .two : .one
    let inputBits = min(bits, granule.shift(at: level) + granule.stride)
    let root = try #require(
      WalkRoot(
        format: format, inputBits: inputBits, startLevel: level, tableAddress: PhysicalAddress(0)))
    // The topmost address bits of a wide format are used, for those stand apart in entries.
    let start: UInt64 = format.isWide ? 0xC_0000_4000_0000 : 0x4000_0000
    let pool = TablePool(
      base: PhysicalAddress(start), byteCount: 64 << granule.pageShift, granule: granule)
    let owner = TableBuilder<TableLog>.Owner(asid: 3, vmid: 7)
    builder = try TableBuilder(
      like: root, pool: pool, owner: owner, recorder: TableLog(), in: &memory)
    self.format = format
    firstPages = builder.tablePages
    random = SplitMix64(seed: seed)
    base = 8 << granule.shift(at: .two)
    naive = NaiveMappings(
      pageSize: granule.pageSizeBytes, blockSize: granule.entrySpanBytes(at: .two))
  }

  /// Takes over a copy of another run's tree, to go on as that one does.
  init(adopting other: borrowing BuilderRun, pool: consuming TablePool) throws {
    memory = other.memory
    builder = try TableBuilder.adopting(
      root: other.builder.root, pool: pool, owner: other.builder.owner, recorder: TableLog(),
      in: memory)
    (naive, random, format, base) = (other.naive, other.random, other.format, other.base)
    firstPages = other.firstPages
  }

  /// One operation on both, which must agree on whether it can be done.
  mutating func step() -> String {
    let page = naive.pageSize
    let perBlock = naive.blockSize / page
    let block = UInt64.random(in: 0..<4, using: &random)
    let within = Bool.random(using: &random) ? 0 : UInt64.random(in: 0..<perBlock, using: &random)
    let at = base + block * naive.blockSize + within * page
    let count =
      Bool.random(using: &random) ? perBlock : .random(in: 1..<perBlock * 2, using: &random)
    let top: UInt64 = format.isWide ? 0xF_0000_0000_0000 : 0
    let shift = Bool.random(using: &random) ? within : UInt64.random(in: 0..<64, using: &random)
    let output = top + 64 * naive.blockSize + shift * page
    let attributes = randomAttributes()
    var expected = naive
    let operation = Int.random(in: 0..<8, using: &random)
    let text = "operation \(operation) at \(String(at, radix: 16)), \(count) pages"
    let shouldWork: Bool
    var error: MapError?
    do throws(MapError) {
      switch operation {
      case 0, 1:
        let size = operation == 0 ? page : naive.blockSize
        shouldWork = expected.map(at, size, to: output, attributes.bits)
        try builder.map(
          at, to: PhysicalAddress(output), level: operation == 0 ? .three : .two,
          attributes: attributes, in: &memory)
      case 2:
        shouldWork = expected.mapRange(at, count * page, to: output, attributes.bits)
        try builder.mapRange(
          at, byteCount: count * page, to: PhysicalAddress(output), attributes: attributes,
          in: &memory)
      case 3:
        shouldWork = expected.unmap(at)
        try builder.unmap(at, in: &memory)
      case 4:
        shouldWork = expected.unmapRange(at, count * page)
        try builder.unmapRange(at, byteCount: count * page, in: &memory)
      case 5:
        shouldWork = expected.protect(at, count * page, attributes.bits)
        try builder.protect(at, byteCount: count * page, attributes: attributes, in: &memory)
      case 6:
        shouldWork = expected.split(at)
        try builder.split(at, in: &memory)
      default:
        shouldWork = expected.collapse(at)
        try builder.collapse(at, level: .two, in: &memory)
      }
    } catch let thrown {
      error = thrown
    }
    if error == nil { succeeded += 1 } else { refused += 1 }
    // A refused operation must leave everything as it was.
    if error == nil { naive = expected }
    #expect(shouldWork == (error == nil), "\(text): \(error.debugDescription)")
    return text
  }

  mutating func unmapAll() throws {
    let blocks = naive.blockSize * 8
    try builder.unmapRange(base, byteCount: blocks, in: &memory)
  }

  /// Where the tree, the log and the dictionary part; nil when they don't.
  mutating func difference(all: Bool) -> String? {
    for case .write(let write) in builder.recorder.changes {
      if let known = replica[write.entry.raw], known != write.old, write.old != 0 {
        return "the log says \(write.old), it was \(known)"
      }
      replica[write.entry.raw] = write.new
    }
    builder.recorder.changes = []
    guard all else { return nil }
    for (entry, word) in replica where memory.descriptor(at: PhysicalAddress(entry)) != word {
      // Pages taken again are cleared without a word: nothing leads to them then.
      if memory.descriptor(at: PhysicalAddress(entry)) != 0 {
        return "entry \(entry) isn't \(word)"
      }
    }
    var found = LeafCollector(mask: TableGeometry(builder.root).attributeMask)
    var enumeration = LeafEnumeration(builder.root)
    enumeration.visit(&found, in: memory)
    return found.leaves == naive.leaves
      ? nil : "\(found.leaves.count) leaves, \(naive.leaves.count) expected"
  }

  private mutating func randomAttributes() -> LeafAttributes {
    let flag = Bool.random(using: &random)
    let other = Int.random(in: 0..<4, using: &random) == 0
    if format.stage == .one {
      return LeafAttributes(
        Stage1Attributes(attrIndex: other ? 1 : 0, accessFlag: true, uxn: flag), in: format)
    }
    return LeafAttributes(
      Stage2Attributes(
        memAttr: Stage2MemoryAttribute(other ? 0xF : 0x5), readable: true, writable: flag,
        accessFlag: true), in: format)
  }
}

/// Keeps leaves by where they begin.
struct LeafCollector: LeafVisitor {
  let mask: UInt64
  var leaves: [UInt64: NaiveMappings.Leaf] = [:]

  init(mask: UInt64) { self.mask = mask }

  mutating func visit(input: UInt64, output: UInt64, shift: UInt64, raw: UInt64) {
    leaves[input] = NaiveMappings.Leaf(size: 1 << shift, output: output, attributes: raw & mask)
  }
}
