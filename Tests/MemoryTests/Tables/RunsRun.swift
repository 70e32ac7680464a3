import Memory
import TestSupport
import Testing
import VMSA

/// A tree with contiguous runs and a dictionary of pages that get the same operations.
struct RunsRun: ~Copyable {
  var memory = SparseMemory()
  var builder: TableBuilder<TableLog>
  var naive: NaivePages
  var random: SplitMix64
  /// The level whose leaves make the runs.
  let level: Level
  /// How many leaves of it operations reach: a few runs, or tables for collapses.
  let reach: UInt64
  let perRun: UInt64
  var seenHints = 0
  /// Whether blocks are made of tables and tables of blocks.
  var changesSizes = true
  let base: UInt64

  init(_ format: DescriptorFormat, level: Level, seed: UInt64) throws {
    let granule = format.granule
    let top: Level = granule == .size64K ? .two : .one
    let root = try #require(
      WalkRoot(
        format: format, inputBits: min(47, granule.shift(at: top) + granule.stride),
        startLevel: top, tableAddress: PhysicalAddress(0)))
    let count = try #require(granule.contiguousEntries(at: level))
    let pool = TablePool(
      base: PhysicalAddress(0x8000_0000), byteCount: 256 << granule.pageShift, granule: granule)
    builder = try TableBuilder(
      like: root, pool: pool, owner: .init(asid: 3, vmid: 7), recorder: TableLog(), in: &memory)
    self.level = level
    perRun = UInt64(count)
    reach = granule == .size4K && level == .three ? 1024 : perRun * 4
    naive = NaivePages(size: granule.entrySpanBytes(at: level))
    base = 0x1000 * granule.pageSizeBytes * 1024
    random = SplitMix64(seed: seed)
  }

  /// Maps everything in runs: the first operations then have some to unfold, whatever the seed.
  mutating func mapAll() throws {
    try builder.mapRange(
      base, byteCount: reach * naive.size, to: PhysicalAddress(reach * 8 * naive.size),
      largest: level, attributes: LeafAttributes(bits: 1 << 52 | 1 << 10), in: &memory)
    _ = naive.map(base, reach, to: reach * 8 * naive.size, 1 << 10)
  }

  /// One operation on both; what it was.
  mutating func step() -> String {
    let aligned = !random.once(in: 3)
    let first = UInt64.random(in: 0..<reach, using: &random) / (aligned ? perRun : 1)
    let at = first * (aligned ? perRun : 1)
    let wanted =
      aligned
      ? perRun * UInt64.random(in: 1...3, using: &random)
      : UInt64.random(in: 1...(perRun * 3), using: &random)
    let count = min(wanted, reach - at)
    let input = base + at * naive.size
    let output = naive.size * (reach * 8 + at + (random.once(in: 6) ? 1 : 0))
    let attributes = randomAttributes()
    let breaking = random.once(in: 4) ? BreakBeforeMake.always : .whereRequired
    let operation = Int.random(in: 0..<(changesSizes ? 8 : 7), using: &random)
    let bytes = count * naive.size
    let plain = attributes.bits & ~(1 << 52)
    var expected = naive
    do throws(MapError) {
      switch operation {
      case 0, 1, 2:
        let isFree = expected.map(input, count, to: output, plain)
        defer { if isFree { naive = expected } }
        try builder.mapRange(
          input, byteCount: bytes, to: PhysicalAddress(output), largest: level,
          attributes: attributes, in: &memory)
        #expect(isFree, "mapped over something")
      case 3:
        try builder.map(
          input, to: PhysicalAddress(output), level: level, attributes: attributes, in: &memory)
        let isFree = naive.map(input, 1, to: output, plain)
        #expect(isFree, "mapped over something")
      case 4:
        let gone = try builder.unmap(input, breaking: breaking, in: &memory)
        // A page of a block that was split: the rest of it goes too, for whole blocks count here.
        if gone > level { try builder.unmapRange(input, byteCount: naive.size, in: &memory) }
        let span = builder.root.format.granule.entrySpanBytes(at: gone)
        naive.unmap(input, max(1, span / naive.size))
      case 5:
        try builder.unmapRange(input, byteCount: bytes, breaking: breaking, in: &memory)
        naive.unmap(input, count)
      case 6:
        try builder.protect(
          input, byteCount: bytes, attributes: attributes, breaking: breaking, in: &memory)
        naive.protect(input, count, plain)
      default:
        if level == .three {
          try builder.collapse(input, level: .two, breaking: breaking, in: &memory)
        } else {
          try builder.split(input, breaking: breaking, in: &memory)
        }
      }
    } catch {
      // Refused operations leave everything as it was, which the comparison shows.
    }
    return "operation \(operation) at \(at), \(count) leaves"
  }

  private mutating func randomAttributes() -> LeafAttributes {
    let permissions = UInt64.random(in: 0...1, using: &random) << 7
    let hint: UInt64 = random.once(in: 5) ? 0 : 1 << 52
    return LeafAttributes(bits: 1 << 10 | permissions | hint)
  }

  /// Where the tree and the dictionary part, or what is wrong with a run; nil when nothing is.
  mutating func difference() -> String? {
    let root = builder.root
    var found = PageCollector(size: naive.size, mask: TableGeometry(root).attributeMask)
    var enumeration = LeafEnumeration(root)
    enumeration.visit(&found, in: memory)
    guard found.uneven.isEmpty, found.pages == naive.pages else {
      return "\(found.pages.count) pages, \(naive.pages.count) expected"
    }
    seenHints += found.hinted.count
    for input in found.hinted {
      guard let step = Walk.translate(input, from: root, in: memory).steps.last,
        ContiguousRun(of: step, in: memory)?.consistency == .consistent
      else { return "the run around \(String(input, radix: 16)) is broken" }
    }
    return builder.countsAreTrue(in: memory) ? nil : "live entries are miscounted"
  }

  /// A write of the log that changes a live entry which has the hint, or gives it to one.
  mutating func unbrokenWrite() -> TableWrite? {
    defer { builder.recorder.changes = [] }
    for case .write(let write) in builder.recorder.changes
    where write.old & 1 == 1 && write.new & 1 == 1 && write.level >= level {
      if (write.old | write.new) & 1 << 52 != 0 { return write }
    }
    return nil
  }
}
