import Memory
import Testing
import VMSA

/// What a builder tells its recorder, rule by rule.
@Suite("Break-before-make")
struct BuilderRuleTests {
  static let input: UInt64 = 0x4000_0000

  /// A stage 1 tree with one 2M block, and an empty log.
  struct Tree: ~Copyable {
    var memory = SparseMemory()
    var builder: TableBuilder<TableLog>
    let format: DescriptorFormat

    init(_ stage: Stage = .one, pages: UInt64 = 16) throws {
      format = DescriptorFormat(stage: stage, granule: .size4K)
      let root = try #require(
        WalkRoot(
          format: format, inputBits: 39, startLevel: .one, tableAddress: PhysicalAddress(0)))
      let pool = TablePool(
        base: PhysicalAddress(0x8000_0000), byteCount: pages * 4096, granule: .size4K)
      builder = try TableBuilder(
        like: root, pool: pool, owner: .init(asid: 5, vmid: 6), recorder: TableLog(), in: &memory)
    }

    mutating func mapBlock() throws {
      try builder.map(
        BuilderRuleTests.input, to: PhysicalAddress(0x4000_0000), level: .two,
        attributes: LeafAttributes(bits: 1 << 10), in: &memory)
      builder.recorder.changes = []
    }

    /// Why a page or block is refused; nil when it is mapped.
    mutating func refusal(
      _ input: UInt64, to output: UInt64, level: Level
    ) -> MapError.Problem? {
      do throws(MapError) {
        try builder.map(
          input, to: PhysicalAddress(output), level: level, attributes: LeafAttributes(bits: 0),
          in: &memory)
      } catch {
        return error.problem
      }
      return nil
    }

    /// The log in short: w0 breaks, w writes, and the invalidations by name.
    var log: [String] {
      builder.recorder.changes.map { change in
        switch change {
        case .write(let write):
          write.new == 0 ? "w0 L\(write.level.number)" : "w L\(write.level.number)"
        case .invalidation(let invalidation): invalidation.name
        }
      }
    }
  }

  @Test("invalid to valid needs no invalidation")
  func mapping() throws {
    var tree = try Tree()
    try tree.builder.map(
      Self.input, to: PhysicalAddress(0), attributes: LeafAttributes(bits: 1 << 10),
      in: &tree.memory)
    #expect(tree.log == ["w L1", "w L2", "w L3"])
  }

  @Test("a split breaks the block, has it forgotten, and only then makes the table")
  func split() throws {
    var tree = try Tree()
    try tree.mapBlock()
    try tree.builder.split(Self.input + 0x5000, in: &tree.memory)
    #expect(tree.log.suffix(3) == ["w0 L2", "VALE1IS", "w L2"])
    #expect(tree.log.dropLast(3).allSatisfy { $0 == "w L3" })
    guard case .invalidation(let invalidation) = tree.builder.recorder.changes.dropLast().last
    else { return #expect(Bool(false)) }
    #expect(invalidation.address == Self.input && invalidation.asid == 5)
    #expect(invalidation.hint == .init(granule: .size4K, level: .two))
  }

  @Test("without break-before-make a split replaces at once and invalidates after")
  func splitUnbroken() throws {
    var tree = try Tree()
    try tree.mapBlock()
    try tree.builder.split(Self.input, breaking: .never, in: &tree.memory)
    #expect(tree.log.suffix(2) == ["w L2", "VALE1IS"])
  }

  @Test("a collapse has the table's walk cache forgotten too, over the whole block")
  func collapse() throws {
    var tree = try Tree()
    try tree.mapBlock()
    try tree.builder.split(Self.input, in: &tree.memory)
    tree.builder.recorder.changes = []
    try tree.builder.collapse(Self.input, level: .two, in: &tree.memory)
    #expect(tree.log == ["w0 L2", "RVAE1IS", "w L2"])
    guard case .invalidation(let invalidation) = tree.builder.recorder.changes[1] else { return }
    #expect(invalidation.byteCount == 2 << 20 && invalidation.hint == nil)
  }

  @Test("stage 2 is forgotten by IPA, and then stage 1 of the machine, for entries of both")
  func stage2() throws {
    var tree = try Tree(.two)
    try tree.mapBlock()
    try tree.builder.split(Self.input, in: &tree.memory)
    #expect(tree.log.suffix(4) == ["w0 L2", "IPAS2LE1IS", "VMALLE1IS", "w L2"])
  }

  @Test("permissions change without a break, the memory type only with one")
  func protect() throws {
    var tree = try Tree()
    try tree.mapBlock()
    try tree.builder.protect(
      Self.input, byteCount: 2 << 20, attributes: LeafAttributes(bits: 1 << 10 | 1 << 7),
      in: &tree.memory)
    #expect(tree.log == ["w L2", "VALE1IS"])
    tree.builder.recorder.changes = []
    try tree.builder.protect(
      Self.input, byteCount: 2 << 20, attributes: LeafAttributes(bits: 1 << 10 | 1 << 2),
      in: &tree.memory)
    #expect(tree.log == ["w0 L2", "VALE1IS", "w L2"])
  }

  @Test("the last page takes its tables with it, and walk caches are forgotten")
  func unmapTables() throws {
    var tree = try Tree()
    try tree.builder.map(
      Self.input, to: PhysicalAddress(0), attributes: LeafAttributes(bits: 1 << 10),
      in: &tree.memory)
    tree.builder.recorder.changes = []
    try tree.builder.unmap(Self.input, in: &tree.memory)
    #expect(tree.log == ["w0 L3", "w0 L2", "w0 L1", "VAE1IS"])
    #expect(tree.builder.tablePages == 1)
  }

  @Test("without pages for all tables needed, none is made")
  func exhausted() throws {
    var tree = try Tree(pages: 2)
    let refused = tree.refusal(Self.input, to: 0, level: .three)
    let (log, pages) = (tree.log, tree.builder.tablePages)
    #expect(refused == .noTablesLeft && log.isEmpty && pages == 1)
  }

  @Test("what a map can't do is refused by name")
  func refusals() throws {
    var tree = try Tree()
    try tree.mapBlock()
    let cases: [(UInt64, UInt64, Level, MapError.Problem)] = [
      (1 << 39, 0, .three, .outsideInput),
      (0x123, 0, .three, .misalignedInput(bytes: 4096)),
      (0, 0x123, .three, .misalignedOutput(PhysicalAddress(0x123), bytes: 4096)),
      (0, 1 << 48, .three, .outputTooLarge(PhysicalAddress(1 << 48))),
      (0, 0, .zero, .noLeafAt(.zero)),
      (Self.input, 0, .two, .alreadyMapped(.two)),
      (Self.input, 0, .three, .alreadyMapped(.two)),
    ]
    for (input, output, level, problem) in cases {
      let refused = tree.refusal(input, to: output, level: level)
      #expect(refused == problem)
    }
    #expect(tree.log.isEmpty)
  }
}
