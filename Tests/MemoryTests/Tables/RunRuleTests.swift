import Memory
import Testing
import VMSA

/// What becomes of contiguous runs, rule by rule, on a stage 1 tree of 4K tables.
@Suite("Contiguous runs of a builder")
struct RunRuleTests {
  static let input = BuilderRuleTests.input
  static let hint: UInt64 = 1 << 52
  static let attributes = LeafAttributes(bits: hint | 1 << 10)

  /// A tree with one run of sixteen pages and an empty log.
  private func tree(_ stage: Stage = .one) throws -> BuilderRuleTests.Tree {
    var tree = try BuilderRuleTests.Tree(stage)
    try tree.builder.mapRange(
      Self.input, byteCount: 1 << 16, to: PhysicalAddress(0), attributes: Self.attributes,
      in: &tree.memory)
    tree.builder.recorder.changes = []
    return tree
  }

  /// Which of the pages from the input on have the hint.
  private func hinted(_ tree: borrowing BuilderRuleTests.Tree, of pages: Range<UInt64>) -> [UInt64]
  {
    pages.filter { page in
      let walk = Walk.translate(
        Self.input + page << 12, from: tree.builder.root, in: tree.memory)
      return walk.steps.last.map {
        $0.descriptor.raw & 0b11 == 0b11 && $0.descriptor.raw & Self.hint != 0
      }
        ?? false
    }
  }

  private static func broken(_ count: Int) -> [String] { Array(repeating: "w0 L3", count: count) }
  private static func made(_ count: Int) -> [String] { Array(repeating: "w L3", count: count) }

  @Test("a mapped region's whole runs get the hint, its ends don't")
  func wholeRuns() throws {
    var tree = try BuilderRuleTests.Tree()
    try tree.builder.mapRange(
      Self.input + 5 << 12, byteCount: 50 << 12, to: PhysicalAddress(5 << 12),
      attributes: Self.attributes, in: &tree.memory)
    let found = hinted(tree, of: 0..<64)
    #expect(found == Array(16..<48))
  }

  @Test("a region shorter than a run, or mapped one leaf at a time, has no run")
  func noRuns() throws {
    var tree = try BuilderRuleTests.Tree()
    try tree.builder.mapRange(
      Self.input + 5 << 12, byteCount: 12 << 12, to: PhysicalAddress(5 << 12),
      attributes: Self.attributes, in: &tree.memory)
    for page in 32..<48 as Range<UInt64> {
      try tree.builder.map(
        Self.input + page << 12, to: PhysicalAddress(page << 12), attributes: Self.attributes,
        in: &tree.memory)
    }
    let found = hinted(tree, of: 0..<64)
    #expect(found.isEmpty)
  }

  @Test("a run needs an output aligned to all of it")
  func misalignedOutput() throws {
    var tree = try BuilderRuleTests.Tree()
    try tree.builder.mapRange(
      Self.input, byteCount: 32 << 12, to: PhysicalAddress(1 << 12), attributes: Self.attributes,
      in: &tree.memory)
    let found = hinted(tree, of: 0..<32)
    #expect(found.isEmpty)
  }

  @Test("a first table of eight entries has no run of sixteen")
  func smallRoot() throws {
    let root = try #require(
      WalkRoot(
        format: DescriptorFormat(stage: .one, granule: .size4K), inputBits: 33, startLevel: .one,
        tableAddress: PhysicalAddress(0)))
    var memory = SparseMemory()
    let pool = TablePool(base: PhysicalAddress(1 << 20), byteCount: 1 << 16, granule: .size4K)
    var builder = try TableBuilder(like: root, pool: pool, recorder: NoRecorder(), in: &memory)
    try builder.mapRange(
      0, byteCount: 8 << 30, to: PhysicalAddress(0), attributes: Self.attributes, in: &memory)
    let raw = Walk.translate(0, from: root, in: memory).steps.first?.descriptor.raw ?? 0
    let first = memory.descriptor(at: builder.root.tableAddress)
    #expect(raw & Self.hint == 0 && first == 0x401)
  }

  @Test("unmapping one member breaks all, forgets the run once, rewrites all, then unmaps one")
  func unmap() throws {
    var tree = try tree()
    try tree.builder.unmap(Self.input + 3 << 12, in: &tree.memory)
    let log = tree.log
    #expect(
      log == Self.broken(16) + ["RVALE1IS"] + Self.made(16) + ["w0 L3", "VALE1IS"])
    guard case .invalidation(let first) = tree.builder.recorder.changes[16] else { return }
    #expect(first.address == Self.input && first.byteCount == 1 << 16)
    #expect(first.hint == .init(granule: .size4K, level: .three))
    let left = hinted(tree, of: 0..<16)
    let output = PreparedWalk(tree.builder.root).output(of: Self.input + 0x4008, in: tree.memory)
    #expect(left.isEmpty && output == PhysicalAddress(0x4008))
  }

  @Test("without break-before-make the members are rewritten live, and the run forgotten after")
  func unmapUnbroken() throws {
    var tree = try tree()
    try tree.builder.unmap(Self.input, breaking: .never, in: &tree.memory)
    let log = tree.log
    #expect(log == Self.made(16) + ["RVALE1IS", "w0 L3", "VALE1IS"])
  }

  @Test("at stage 2 the run is forgotten by IPA, and stage 1 after it")
  func stage2() throws {
    var tree = try tree(.two)
    try tree.builder.unmap(Self.input, in: &tree.memory)
    let log = tree.log
    #expect(Array(log[16..<19]) == ["RIPAS2LE1IS", "VMALLE1IS", "w L3"])
  }

  @Test("unmapping a whole run needs no unfolding")
  func unmapWhole() throws {
    var tree = try tree()
    try tree.builder.map(
      Self.input + 16 << 12, to: PhysicalAddress(0), attributes: Self.attributes, in: &tree.memory)
    tree.builder.recorder.changes = []
    try tree.builder.unmapRange(Self.input, byteCount: 1 << 16, in: &tree.memory)
    let log = tree.log
    #expect(log == Self.broken(16) + ["RVALE1IS"])
  }

  @Test("a region that begins in one run and ends in another unfolds both, and none between")
  func unmapAcross() throws {
    var tree = try BuilderRuleTests.Tree()
    try tree.builder.mapRange(
      Self.input, byteCount: 64 << 12, to: PhysicalAddress(0), attributes: Self.attributes,
      in: &tree.memory)
    try tree.builder.protect(
      Self.input + 12 << 12, byteCount: 24 << 12, attributes: Self.attributes, in: &tree.memory)
    let found = hinted(tree, of: 0..<64)
    #expect(found == Array(16..<32) + Array(48..<64))
  }

  @Test("protecting one member unfolds the run, and then changes one leaf")
  func protectOne() throws {
    var tree = try tree()
    try tree.builder.protect(
      Self.input, byteCount: 4096, attributes: LeafAttributes(bits: Self.hint | 1 << 10 | 1 << 7),
      in: &tree.memory)
    let log = tree.log
    #expect(log == Self.broken(16) + ["RVALE1IS"] + Self.made(16) + ["w L3", "VALE1IS"])
  }

  @Test("protecting a whole run breaks it even for permissions, for its members must never differ")
  func protectWhole() throws {
    var tree = try tree()
    let readOnly = LeafAttributes(bits: Self.hint | 1 << 10 | 1 << 7)
    try tree.builder.protect(
      Self.input, byteCount: 1 << 16, attributes: readOnly, in: &tree.memory)
    let log = tree.log
    #expect(log == Self.broken(16) + ["RVALE1IS"] + Self.made(16))
    let found = hinted(tree, of: 0..<16)
    #expect(found == Array(0..<16))
    tree.builder.recorder.changes = []
    try tree.builder.protect(
      Self.input, byteCount: 1 << 16, attributes: readOnly, in: &tree.memory)
    let again = tree.log
    #expect(again.isEmpty)
  }

  @Test("pages that make a run get the hint when all of them are protected with it")
  func fold() throws {
    var tree = try BuilderRuleTests.Tree()
    try tree.builder.mapRange(
      Self.input, byteCount: 1 << 16, to: PhysicalAddress(0),
      attributes: LeafAttributes(bits: 1 << 10), in: &tree.memory)
    let mapped = try tree.builder.protect(
      Self.input, byteCount: 1 << 16, attributes: Self.attributes, in: &tree.memory)
    let found = hinted(tree, of: 0..<16)
    #expect(mapped == 1 << 16 && found == Array(0..<16))
  }

  @Test("splitting a block of a run unfolds the run first")
  func split() throws {
    var tree = try BuilderRuleTests.Tree()
    try tree.builder.mapRange(
      Self.input, byteCount: 32 << 20, to: PhysicalAddress(0), attributes: Self.attributes,
      in: &tree.memory)
    tree.builder.recorder.changes = []
    try tree.builder.split(Self.input + 2 << 20, in: &tree.memory)
    let log = tree.log.filter { $0 != "w L3" }
    let blocks =
      Array(repeating: "w0 L2", count: 16) + ["RVALE1IS"]
      + Array(repeating: "w L2", count: 16)
    #expect(log == blocks + ["w0 L2", "VALE1IS", "w L2"])
    let raw = Walk.translate(
      Self.input, from: tree.builder.root, in: tree.memory
    ).steps.last?.descriptor.raw
    #expect(raw == 0x401)
  }

  @Test("runs don't keep a table from becoming a block")
  func collapse() throws {
    var tree = try BuilderRuleTests.Tree()
    try tree.builder.mapRange(
      Self.input, byteCount: 2 << 20, to: PhysicalAddress(2 << 20), largest: .three,
      attributes: Self.attributes, in: &tree.memory)
    try tree.builder.protect(
      Self.input, byteCount: 4096, attributes: Self.attributes, in: &tree.memory)
    try tree.builder.collapse(Self.input, level: .two, in: &tree.memory)
    let raw = Walk.translate(
      Self.input, from: tree.builder.root, in: tree.memory
    ).steps.last?.descriptor.raw
    #expect(raw == 2 << 20 | 0x401)
  }

  @Test("a table whose entry limits what is below is no block", arguments: Stage.allCases)
  func limitedTable(stage: Stage) throws {
    var tree = try BuilderRuleTests.Tree(stage)
    try tree.mapBlock()
    try tree.builder.split(Self.input, in: &tree.memory)
    let step = Walk.translate(Self.input, from: tree.builder.root, in: tree.memory).steps[1]
    // APTable[1]: nothing below may be written. At stage 2 the bit means nothing.
    _ = tree.memory.write(step.descriptor.raw | 1 << 62, at: step.entryAddress)
    var refused: MapError.Problem?
    do throws(MapError) {
      try tree.builder.collapse(Self.input, level: .two, in: &tree.memory)
    } catch {
      refused = error.problem
    }
    #expect(refused == (stage == .one ? .limitedTable : nil))
  }

  @Test("what hardware wrote into one member, all have after unfolding", arguments: Stage.allCases)
  func hardwareState(stage: Stage) throws {
    // Clean (AP[2] set, or S2AP[1] clear) with DBM, not yet accessed.
    let clean: UInt64 = 1 << 51 | (stage == .one ? 1 << 7 : 0)
    var tree = try BuilderRuleTests.Tree(stage)
    try tree.builder.mapRange(
      Self.input, byteCount: 1 << 16, to: PhysicalAddress(0),
      attributes: LeafAttributes(bits: Self.hint | clean), in: &tree.memory)
    let member = Walk.translate(Self.input, from: tree.builder.root, in: tree.memory).steps[2]
    _ = tree.memory.write((member.descriptor.raw | 1 << 10) ^ 1 << 7, at: member.entryAddress)
    try tree.builder.unmap(Self.input, in: &tree.memory)
    let other = Walk.translate(Self.input + 0x5000, from: tree.builder.root, in: tree.memory)
    #expect(other.steps[2].descriptor.raw == 0x5000 | (clean ^ 1 << 7) | 1 << 10 | 0b11)
  }
}
