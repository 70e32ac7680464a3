import CYardstick
import Memory
import VMSA

extension TableBenchmarks {
  /// Pages of 1 GiB.
  private static let pages = 262_144
  /// Blocks of 32 GiB.
  private static let blocks = 16_384

  mutating func building() throws {
    try mapAndUnmap(order: nil, words: "in order")
    var generator = SystemRandomNumberGenerator()
    let order = (0..<UInt32(Self.pages)).shuffled(using: &generator)
    try mapAndUnmap(order: order, words: "at random")
    try bulk()
    try blocks()
  }

  /// Runs `body` in turns with C after both trees were reset and `prepare` was run.
  private mutating func pair(
    _ name: String, operations: Int, aim: Double? = nil,
    prepare: (inout SwiftTree, OpaquePointer) throws -> Void = { _, _ in },
    _ body: (inout SwiftTree) throws -> Void, c yardstick: (OpaquePointer) -> Int32
  ) throws {
    var ours = Duration.seconds(1_000_000)
    var theirs = ours
    for _ in 0..<7 {
      try swift.reset()
      ctree_reset(c)
      try prepare(&swift, c)
      ours = min(ours, try timed { try body(&swift) })
      var failed: Int32 = 0
      theirs = min(theirs, timed { failed = yardstick(c) })
      guard failed == 0 else { throw BenchmarkError(message: "\(name): yardstick \(failed)") }
      guard swift.builder.tablePages == Int(ctree_tables(c)) else {
        throw BenchmarkError(message: "\(name): unlike numbers of tables")
      }
    }
    let (time, yardstickTime) = (ours, theirs)
    Pair(name: name, operations: operations, aim: aim)
      .measure(rounds: 1, swift: { time }, c: { yardstickTime })
  }

  private mutating func mapAndUnmap(order: [UInt32]?, words: String) throws {
    let pages = Self.pages
    let bits = SwiftTree.attributes.bits
    try pair("map 4K one by one, \(words)", operations: pages, aim: 1.5) { tree in
      try tree.mapEach(pages, order: order)
    } c: { c in
      Self.with(order) {
        ctree_map_each(c, SwiftTree.input, SwiftTree.output, UInt64(pages), $0, bits, 3)
      }
    }
    let words = "unmap 4K one by one, \(words)"
    try pair(words, operations: pages, prepare: Self.fillPages) { tree in
      try tree.unmapEach(pages, order: order)
    } c: { c in
      Self.with(order) { ctree_unmap_each(c, SwiftTree.input, UInt64(pages), $0, 3) }
    }
  }

  private mutating func bulk() throws {
    let pages = Self.pages
    let bytes = UInt64(pages) * 4096
    let bits = SwiftTree.attributes.bits
    try pair("map 4K in bulk", operations: pages) { tree in
      try tree.mapBulk(bytes, largest: .three)
    } c: { c in
      ctree_map_range(c, SwiftTree.input, SwiftTree.output, bytes, bits, 3)
    }
    try pair("unmap 4K in bulk", operations: pages, prepare: Self.fillPages) { tree in
      try tree.builder.unmapRange(SwiftTree.input, byteCount: bytes, in: &tree.memory)
    } c: { c in
      ctree_unmap_range(c, SwiftTree.input, bytes, 3)
    }
    var leaves: UInt64 = 0
    try pair("enumerate, one run", operations: pages, aim: 2, prepare: Self.fillPages) { tree in
      guard tree.enumerate() == 1 else { throw BenchmarkError(message: "not one run") }
    } c: { c in
      ctree_enumerate(c, &leaves) == 1 ? 0 : 1
    }
    let order = (0..<UInt32(pages)).reversed() as [UInt32]
    try pair("enumerate, every leaf a run", operations: pages, aim: 2) { tree, c in
      try tree.mapEach(pages, order: order)
      _ = ctree_map_each(c, SwiftTree.input, SwiftTree.output, UInt64(pages), order, bits, 3)
    } _: { tree in
      guard tree.enumerate() == pages else { throw BenchmarkError(message: "too few runs") }
    } c: { c in
      ctree_enumerate(c, &leaves) == UInt64(pages) ? 0 : 1
    }
  }

  private mutating func blocks() throws {
    let blocks = Self.blocks
    let bits = SwiftTree.attributes.bits
    try pair("map 2M one by one", operations: blocks, aim: 1.5) { tree in
      try tree.mapEach(blocks, order: nil, level: .two)
    } c: { c in
      ctree_map_each(c, SwiftTree.input, SwiftTree.output, UInt64(blocks), nil, bits, 2)
    }
    try pair("split 2M", operations: blocks, aim: 3, prepare: Self.fillBlocks) { tree in
      try tree.splitEach(blocks)
    } c: { c in
      ctree_split_each(c, SwiftTree.input, UInt64(blocks))
    }
  }

  private static func fillPages(_ tree: inout SwiftTree, _ c: OpaquePointer) throws {
    let bytes = UInt64(pages) * 4096
    try tree.mapBulk(bytes, largest: .three)
    _ = ctree_map_range(c, SwiftTree.input, SwiftTree.output, bytes, SwiftTree.attributes.bits, 3)
  }

  private static func fillBlocks(_ tree: inout SwiftTree, _ c: OpaquePointer) throws {
    let bytes = UInt64(blocks) << 21
    try tree.mapBulk(bytes, largest: .two)
    _ = ctree_map_range(c, SwiftTree.input, SwiftTree.output, bytes, SwiftTree.attributes.bits, 2)
  }

  /// Hands an order to C, or null.
  private static func with(
    _ order: [UInt32]?, _ body: (UnsafePointer<UInt32>?) -> Int32
  ) -> Int32 {
    guard let order else { return body(nil) }
    return order.withUnsafeBufferPointer { body($0.baseAddress) }
  }
}
