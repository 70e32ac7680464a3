import CYardstick
import Memory
import VMSA

/// Tables walked, built and enumerated, against C that does the same in the same run.
struct TableBenchmarks: ~Copyable {
  static let arenaBytes: UInt64 = 256 << 20
  let c: OpaquePointer
  var swift: SwiftTree

  init() throws {
    guard let tree = ctree_create(Self.arenaBytes) else {
      throw BenchmarkError(message: "no memory for the yardstick")
    }
    swift = try SwiftTree(bytes: Self.arenaBytes)
    c = tree
  }

  deinit { ctree_destroy(c) }

  /// Everything, smallest first.
  mutating func run() throws {
    print("tables: best of 7 in turns, Swift and C")
    try building()
    try walking()
  }

  private mutating func walking() throws {
    for (name, pages, count) in [
      ("hot 2 MiB", 512, 2_000_000), ("64 MiB", 16_384, 2_000_000), ("1 GiB", 262_144, 2_000_000),
      ("16 GiB", 4_194_304, 1_000_000),
    ] as [(String, UInt64, UInt64)] {
      try fill(pages)
      try walk(name, pages, count)
    }
  }

  private mutating func fill(_ pages: UInt64) throws {
    ctree_reset(c)
    try swift.reset()
    try swift.mapBulk(pages * 4096, largest: .three)
    let failed = ctree_map_range(
      c, SwiftTree.input, SwiftTree.output, pages * 4096, SwiftTree.attributes.bits, 3)
    guard failed == 0 else { throw BenchmarkError(message: "yardstick: \(failed)") }
  }

  private func walk(_ name: String, _ pages: UInt64, _ count: UInt64) throws {
    let operations = Int(count)
    var ours: UInt64 = 0
    var theirs: UInt64 = 0
    for dependent in [true, false] {
      let words = dependent ? "dependent" : "independent"
      Pair(name: "output address, \(name), \(words)", operations: operations, aim: 1.1).measure {
        timed { ours = swift.walks(pages: pages, count: count, seed: 1, dependent: dependent) }
      } c: {
        timed { theirs = ctree_walks(c, SwiftTree.input, pages, count, 1, dependent ? 1 : 0) }
      }
      guard ours == theirs else { throw BenchmarkError(message: "walks differ: \(ours) \(theirs)") }
    }
    Pair(name: "with permissions and AF, \(name)", operations: operations, aim: 1.4).measure {
      timed { ours = swift.checkedWalks(pages: pages, count: count, seed: 1) }
    } c: {
      timed { theirs = ctree_walks(c, SwiftTree.input, pages, count, 1, 1) }
    }
    Pair(name: "the same, C checking too, \(name)", operations: operations).measure {
      timed { ours = swift.checkedWalks(pages: pages, count: count, seed: 1) }
    } c: {
      timed { theirs = ctree_checked_walks(c, SwiftTree.input, pages, count, 1, 1) }
    }
    Pair(name: "with recorded steps, \(name)", operations: operations, aim: 2).measure {
      timed { ours = swift.recordedWalks(pages: pages, count: count, seed: 1) }
    } c: {
      timed { theirs = ctree_walks(c, SwiftTree.input, pages, count, 1, 1) }
    }
    guard ours == theirs else { throw BenchmarkError(message: "walks differ: \(ours) \(theirs)") }
  }
}
