import TestSupport
import Testing

@testable import Explorer

@Suite("How states are kept")
struct StateStoreTests {
  @Test(
    "random states: each once, numbered as they came, and read back as they were", arguments: 0..<60
  )
  func sameAsDictionary(seed: Int) throws {
    var random = SplitMix64(seed: UInt64(seed))
    let ranges = (0..<Int.random(in: 1...40, using: &random)).map { _ -> ClosedRange<Int32> in
      let low = Int32.random(in: -40...40, using: &random)
      return low...low + [0, 1, 2, 6, 255, 70_000].randomElement(using: &random)!
    }
    // Any partition of the words will do.
    var groups: [[Int]] = [[], [], []]
    for word in ranges.indices { groups[Int.random(in: 0..<3, using: &random)].append(word) }
    let store = StateStore(ranges: ranges, groups: groups)
    var numbers: [[Int32]: Int] = [:]
    var states: [[Int32]] = []
    for _ in 0..<400 {
      // Few values, so that states come again.
      let words = ranges.map {
        min($0.upperBound, $0.lowerBound + Int32.random(in: 0...1, using: &random))
      }
      let entry = try #require(store.insert(words))
      #expect(entry.isNew == (numbers[words] == nil))
      #expect(entry.number == numbers[words] ?? states.count)
      if entry.isNew {
        numbers[words] = states.count
        states.append(words)
      }
    }
    #expect(store.count == states.count)
    for number in states.indices.shuffled(using: &random) {
      store.load(number)
      #expect(ranges.indices.map { store.words[$0] } == states[number], "seed \(seed)")
      #expect(store.find(states[number]) == number)
    }
  }

  @Test("a word outside of its range is refused instead of being cut off")
  func outOfRange() {
    let store = StateStore(ranges: [0...3, -1...1], groups: [[0, 1]])
    #expect(store.insert([3, -1]) != nil)
    #expect(store.insert([4, 0]) == nil && store.insert([0, -2]) == nil)
    #expect(store.count == 1)
  }

  @Test("keys whose places collide are told apart")
  func manyKeys() {
    var table = KeyTable()
    defer { table.free() }
    for key in 0..<20_000 { #expect(table.number(of: UInt64(key) << 40).number == key) }
    for key in 0..<20_000 { #expect(table.find(UInt64(key) << 40) == key) }
    #expect(table.find(1) == nil && table.count == 20_000)
  }
}
