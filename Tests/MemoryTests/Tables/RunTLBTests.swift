import Memory
import TestSupport
import Testing
import VMSA

/// A TLB that holds all it may, in any size, while tables with runs are changed.
@Suite("TLBs while contiguous runs change")
struct RunTLBTests {
  @Test(
    "at no moment of any operation do two translations conflict, and none is stale afterwards",
    arguments: [Level.two, .three], Stage.allCases)
  func neverInConflict(level: Level, stage: Stage) throws {
    let seed = UInt64.random(in: 0...9_999)
    print("\(stage.words) \(level.shortName): seed \(seed)")
    let format = DescriptorFormat(stage: stage, granule: .size4K)
    var run = try RunsRun(format, level: level, seed: seed)
    // Tables of collapsed blocks are cleared unseen when they are used again.
    run.changesSizes = false
    try run.mapAll()
    var replay = run.memory
    run.builder.recorder.changes = []
    var (tlb, random, fills) = (TLB(), SplitMix64(seed: seed), 0)
    for step in 0..<60 {
      for _ in 0..<6 {
        let input = run.base + random.next() % min(run.reach, 64) * run.naive.size
        if fill(&tlb, input, run.builder.root, in: replay, &random) != nil { fills += 1 }
      }
      let operation = run.step()
      let changes = run.builder.recorder.changes
      run.builder.recorder.changes = []
      for change in changes {
        switch change {
        case .write(let write): _ = replay.write(write.new, at: write.entry)
        case .invalidation(let invalidation): tlb.apply(invalidation)
        }
        let input = run.base + random.next() % min(run.reach, 64) * run.naive.size
        if let added = fill(&tlb, input, run.builder.root, in: replay, &random) {
          fills += 1
          guard added.conflicts else { continue }
          Issue.record("seed \(seed), step \(step), \(operation): a conflict")
          return
        }
      }
      let root = run.builder.root
      let stale = tlb.stale { entry in
        Walk.translate(entry.leafStart, from: root, in: replay).steps
          .first { $0.level == entry.level }?.descriptor.raw
      }
      #expect(stale.isEmpty, "seed \(seed), step \(step), \(operation)")
    }
    #expect(fills > 0, "seed \(seed)")
  }

  /// Holds what a walk for `input` finds, if nothing is held for it; nil if nothing was added.
  private func fill(
    _ tlb: inout TLB, _ input: UInt64, _ root: WalkRoot, in memory: SparseMemory,
    _ random: inout SplitMix64
  ) -> (entry: TLBEntry, conflicts: Bool)? {
    guard case .miss = lookUp(input, root.stage, in: tlb),
      let entry = held(input, root, in: memory, &random)
    else { return nil }
    tlb.insert(entry)
    // The new entry may cover what others do already.
    let conflicts = tlb.entries.contains { other in
      guard entry.covers(other.start) else { return false }
      if case .conflict = lookUp(other.start, root.stage, in: tlb) { return true }
      return false
    }
    return (entry, conflicts)
  }

  private func lookUp(_ input: UInt64, _ stage: Stage, in tlb: TLB) -> TLB.LookUp {
    switch stage {
    case .one: tlb.lookUp(VirtualAddress(input), asid: 3, vmid: 7)
    case .two: tlb.lookUp(IntermediateAddress(input), vmid: 7)
    }
  }

  /// What a walk finds, held whole, in pieces, or as the whole run.
  private func held(
    _ input: UInt64, _ root: WalkRoot, in memory: SparseMemory, _ random: inout SplitMix64
  ) -> TLBEntry? {
    guard let leaf = Walk.translate(input, from: root, in: memory).steps.last?.descriptor else {
      return nil
    }
    let shift: UInt64? = [nil, 12, 16, 25, 63][Int(random.next() % 5)]
    return root.stage == .one
      ? TLBEntry.stage1(leaf, input: input, asid: 3, vmid: 7, pieceShift: shift)
      : TLBEntry.stage2(leaf, input: IntermediateAddress(input), vmid: 7, pieceShift: shift)
  }
}
