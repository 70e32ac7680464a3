import NaiveEngine
import TestSupport
import Testing
import VMSA

/// The engine against a second walker that shares no code with it.
@Suite("Two walkers agree")
struct TwoWalkersTests {
  @Test(
    "on random tables of every granule, stage, width and start level",
    arguments: 1...8 as ClosedRange<UInt64>)
  func agreement(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var seen: [String: Int] = [:]
    for tree in 0..<5000 {
      let pair = try #require(RandomRoot(&random), "seed \(seed), tree \(tree)")
      let memory = RandomTables(seed: random.next())
      for _ in 0..<3 {
        let address = pair.address(&random)
        let walk = Walk.translate(address, from: pair.root, in: memory)
        let naive = pair.naive.walk(address) { memory.descriptor(at: PhysicalAddress($0)) }
        let outcome = Self.outcome(of: walk)
        if Walk.lookUp(address, from: pair.root, in: memory) != walk.result {
          Issue.record("seed \(seed), tree \(tree), \(address): look-up and walk differ")
          return
        }
        if outcome != naive {
          Issue.record("seed \(seed), tree \(tree), \(address): \(outcome), naive \(naive)")
          return
        }
        seen[Self.name(of: walk.result), default: 0] += 1
      }
    }
    // A comparison that never gets far would agree for nothing.
    for level in 1...3 {
      for name in ["mapped", "translation", "addressSize", "accessFlag"] {
        #expect(seen["\(name) \(level)", default: 0] > 10, "seed \(seed), \(name) \(level)")
      }
    }
    #expect(seen["mapped 0", default: 0] > 0, "seed \(seed)")
    #expect(seen["unknown", default: 0] > 10, "seed \(seed)")
  }

  /// The engine's answer in the naive walker's words.
  static func outcome(of walk: Walk) -> NaiveWalker.Outcome {
    let end: NaiveWalker.End =
      switch walk.result {
      case .mapped(let output, _): .mapped(output.raw)
      case .fault(.translation(let level)): .translation(level.number)
      case .fault(.addressSize(let level)): .addressSize(level.number)
      case .fault(.accessFlag(let level)): .accessFlag(level.number)
      case .unknownEntry(let address): .unknown(address.raw)
      }
    return NaiveWalker.Outcome(entries: walk.steps.map(\.entryAddress.raw), end: end)
  }

  /// A short name of an outcome, to count.
  static func name(of result: Walk.Result) -> String {
    switch result {
    case .mapped(_, let leaf): "mapped \(leaf.level.number)"
    case .fault(.translation(let level)): "translation \(level.number)"
    case .fault(.addressSize(let level)): "addressSize \(level.number)"
    case .fault(.accessFlag(let level)): "accessFlag \(level.number)"
    case .unknownEntry: "unknown"
    }
  }
}
