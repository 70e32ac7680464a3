import CYardstick
import Memory
import VMSA

/// Fixed work for counting instructions, which no other program on the machine disturbs.
///
/// `benchmarks instructions LANGUAGE OPERATION COUNT`: one loop alone in a process. The difference
/// of two counts, divided by the difference of their instructions, is what one operation costs.
enum InstructionLoops {
  private static let bytes: UInt64 = 64 << 20
  private static let pages: UInt64 = 16_384

  static func run(_ arguments: [String]) throws {
    guard arguments.count == 3, let count = UInt64(arguments[2]) else {
      throw BenchmarkError(
        message: "expected: instructions swift|c choice|walk|checked|recorded|map|unmap COUNT")
    }
    print(arguments[0] == "c" ? try c(arguments[1], count) : try swift(arguments[1], count))
  }

  private static func c(_ operation: String, _ count: UInt64) throws -> UInt64 {
    guard let tree = ctree_create(bytes) else { throw BenchmarkError(message: "no memory") }
    defer { ctree_destroy(tree) }
    let bits = SwiftTree.attributes.bits
    if operation == "choice" { return ctree_choices(SwiftTree.input, pages, count, 1) }
    if operation == "map" {
      ctree_map_each(tree, SwiftTree.input, SwiftTree.output, count, nil, bits, 3)
      return ctree_tables(tree)
    }
    ctree_map_range(tree, SwiftTree.input, SwiftTree.output, pages * 4096, bits, 3)
    if operation == "unmap" {
      ctree_unmap_each(tree, SwiftTree.input, count, nil, 3)
      return ctree_tables(tree)
    }
    return operation == "checked"
      ? ctree_checked_walks(tree, SwiftTree.input, pages, count, 1, 1)
      : ctree_walks(tree, SwiftTree.input, pages, count, 1, 1)
  }

  private static func swift(_ operation: String, _ count: UInt64) throws -> UInt64 {
    if operation == "choice" { return SwiftTree.choices(pages: pages, count: count, seed: 1) }
    var tree = try SwiftTree(bytes: bytes)
    if operation == "map" {
      try tree.mapEach(Int(count), order: nil)
      return UInt64(tree.builder.tablePages)
    }
    try tree.mapBulk(pages * 4096, largest: .three)
    switch operation {
    case "unmap":
      try tree.unmapEach(Int(count), order: nil)
      return UInt64(tree.builder.tablePages)
    case "walk": return tree.walks(pages: pages, count: count, seed: 1, dependent: true)
    case "checked": return tree.checkedWalks(pages: pages, count: count, seed: 1)
    case "recorded": return tree.recordedWalks(pages: pages, count: count, seed: 1)
    default: throw BenchmarkError(message: "no operation “\(operation)”")
    }
  }
}
