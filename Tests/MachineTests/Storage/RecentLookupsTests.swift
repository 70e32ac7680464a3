import TestSupport
import Testing

@testable import Machine

@Suite("Recent look-ups")
struct RecentLookupsTests {
  @Test(
    "A key gives the index noted for it last, or nothing", arguments: 1...10 as ClosedRange<UInt64>)
  func neverAnothers(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var recent = RecentLookups(bits: 4)
    var noted: [UInt64: Int] = [:]
    var hits = 0
    for _ in 0..<2000 {
      let key = UInt64.random(in: 0..<40, using: &random) * (seed.isMultiple(of: 2) ? 1 : 0x1000)
      if let index = recent.index(of: key) {
        #expect(noted[key] == index, "seed \(seed)")
        hits += 1
      }
      let index = Int.random(in: 0..<1000, using: &random)
      recent.note(index, of: key)
      noted[key] = index
      #expect(recent.index(of: key) == index)
    }
    #expect(hits > 0)
  }

  @Test("Key 0, and every key before any is noted, gives nothing")
  func empty() {
    let recent = RecentLookups(bits: 4)
    for key in [0, 1, 2, UInt64.max] as [UInt64] { #expect(recent.index(of: key) == nil) }
  }
}
