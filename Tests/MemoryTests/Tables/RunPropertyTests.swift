import Memory
import TestSupport
import Testing
import VMSA

@Suite("Contiguous runs in changing tables")
struct RunPropertyTests {
  /// Every granule and level that has runs, but for 4K's at level 1.
  static let cases: [(Granule, Level)] = [
    (.size4K, .three), (.size4K, .two), (.size16K, .three), (.size16K, .two), (.size64K, .three),
    (.size64K, .two),
  ]

  @Test(
    "after any sequence of operations every run is consistent, and the pages are a dictionary's",
    arguments: cases, Stage.allCases)
  func consistency(of place: (Granule, Level), stage: Stage) throws {
    let seed = UInt64.random(in: 0...9_999)
    print("\(stage.words) \(place.0.name) \(place.1.shortName): seed \(seed)")
    let format = DescriptorFormat(
      stage: stage, granule: place.0, outputAddressBits: seed % 2 == 0 ? 48 : 52)
    var run = try RunsRun(format, level: place.1, seed: seed)
    try run.mapAll()
    for step in 0..<160 {
      let operation = run.step()
      if let write = run.unbrokenWrite() {
        Issue.record("seed \(seed), step \(step), \(operation): unbroken \(write)")
        return
      }
      if step % 8 == 0, let difference = run.difference() {
        Issue.record("seed \(seed), step \(step), \(operation): \(difference)")
        return
      }
    }
    let hints = run.seenHints
    #expect(hints > 0, "seed \(seed): without any run this says nothing")
  }
}
