import Memory
import TestSupport
import Testing
import VMSA

/// The builder against a dictionary of leaves, on random sequences of operations.
@Suite("Table building agrees with a dictionary")
struct BuilderPropertyTests {
  static let formats: [DescriptorFormat] = Stage.allCases.flatMap { stage in
    Granule.allCases.flatMap { granule in
      [48, 52].map { DescriptorFormat(stage: stage, granule: granule, outputAddressBits: $0) }
    }
  }

  @Test("after any sequence of operations, for every format", arguments: formats)
  func agreement(format: DescriptorFormat) throws {
    let seed = UInt64.random(in: 0...9_999)
    print("\(format.stage.words) \(format.granule.name) wide \(format.isWide): seed \(seed)")
    var run = try BuilderRun(format, seed: seed)
    for step in 0..<(format.granule == .size4K ? 600 : 120) {
      let operation = run.step()
      if let difference = run.difference(all: step % 16 == 0) {
        Issue.record("seed \(seed), step \(step), \(operation): \(difference)")
        return
      }
    }
    // A comparison in which nothing ever worked, or nothing ever failed, would say nothing.
    #expect(run.succeeded > 20 && run.refused > 5, "seed \(seed)")
    try run.unmapAll()
    #expect(run.builder.tablePages == run.firstPages, "seed \(seed): tables are left over")
  }
}
