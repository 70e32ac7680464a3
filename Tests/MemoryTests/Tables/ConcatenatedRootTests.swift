import Memory
import Testing
import VMSA

@Suite("Roots of several tables")
struct ConcatenatedRootTests {
  @Test("a stage 2 root of 16 tables maps, is walked and enumerated across all of them")
  func sixteenTables() throws {
    let format = DescriptorFormat(stage: .two, granule: .size4K)
    let shape = try #require(
      WalkRoot(format: format, inputBits: 43, startLevel: .one, tableAddress: PhysicalAddress(0)))
    var memory = SparseMemory()
    // One page off, so that the root must look for a place of its own.
    let pool = TablePool(
      base: PhysicalAddress(0x8000_1000), byteCount: 64 << 12, granule: .size4K)
    var builder = try TableBuilder(like: shape, pool: pool, recorder: NoRecorder(), in: &memory)
    let table = builder.root.tableAddress
    #expect(table == PhysicalAddress(0x8001_0000))
    let attributes = LeafAttributes(bits: 1 << 10)
    let gigabyte: UInt64 = 1 << 30
    for number in [0, 511, 512, 8191] as [UInt64] {
      try builder.map(
        number * gigabyte, to: PhysicalAddress(number * gigabyte), level: .one,
        attributes: attributes, in: &memory)
    }
    // Across the border between two of the root's tables.
    try builder.mapRange(
      1023 * gigabyte, byteCount: 2 * gigabyte, to: PhysicalAddress(0), attributes: attributes,
      in: &memory)
    let walk = PreparedWalk(builder.root)
    for (input, output) in [
      (0x1234, 0x1234), (511 << 30, 511 << 30), (512 << 30 | 5, 512 << 30 | 5),
      (8191 << 30, 8191 << 30), (1024 << 30, 1 << 30),
    ] as [(UInt64, UInt64)] {
      #expect(walk.output(of: input, in: memory) == PhysicalAddress(output))
      let plain = Walk.translate(input, from: builder.root, in: memory).result
      #expect(walk.lookUp(input, in: memory) == plain)
    }
    var runs: [LeafRun] = []
    LeafEnumeration.forEachRun(from: builder.root, in: memory) { runs.append($0) }
    #expect(runs.map(\.byteCount) == [1, 2, 2, 1].map { $0 * gigabyte })
    let mapped = try builder.unmapRange(0, byteCount: 1 << 43, in: &memory)
    let pages = builder.tablePages
    #expect(mapped == 6 * gigabyte)
    #expect(pages == 15 + 16)
  }
}

/// The model of TLBs over the builder's log: what is left after every invalidation was run.
@Suite("TLBs over a builder's log")
struct StaleTranslationTests {
  @Test("every operation leaves no stale translation behind", arguments: [Stage.one, .two])
  func nothingStale(stage: Stage) throws {
    var tree = try BuilderRuleTests.Tree(stage)
    let input = BuilderRuleTests.input
    try tree.mapBlock()
    var tlb = TLB()
    for operation in 0..<4 {
      for offset in [0, 0x5000, 0x1F_F000] as [UInt64] {
        let walk = Walk.translate(input + offset, from: tree.builder.root, in: tree.memory)
        Self.hold(walk, in: &tlb)
      }
      switch operation {
      case 0: try tree.builder.split(input, in: &tree.memory)
      case 1:
        try tree.builder.protect(
          input, byteCount: 1 << 21, attributes: LeafAttributes(bits: 1 << 10 | 1 << 7),
          in: &tree.memory)
      case 2: try tree.builder.collapse(input, level: .two, in: &tree.memory)
      default: try tree.builder.unmap(input, in: &tree.memory)
      }
      for case .invalidation(let invalidation) in tree.builder.recorder.changes {
        tlb.apply(invalidation)
      }
      tree.builder.recorder.changes = []
      let root = tree.builder.root
      let stale = tlb.stale { entry in
        Walk.translate(entry.leafStart, from: root, in: tree.memory).steps
          .first { $0.level == entry.level }?.descriptor.raw
      }
      #expect(stale.isEmpty, "after operation \(operation): \(stale.map(\.contents))")
    }
  }

  /// Holds what a walk read: its tables in walk caches, its leaf as a translation.
  private static func hold(_ walk: Walk, in tlb: inout TLB) {
    for step in walk.steps {
      let (stage, leaf) = (step.descriptor.format.stage, step.descriptor)
      let entries = [
        TLBEntry.walk(leaf, input: walk.address, asid: 5, vmid: 6),
        stage == .one ? TLBEntry.stage1(leaf, input: walk.address, asid: 5, vmid: 6) : nil,
        TLBEntry.stage2(leaf, input: IntermediateAddress(walk.address), vmid: 6),
      ]
      for entry in entries.compactMap({ $0 }) { tlb.insert(entry) }
    }
  }
}
