import Memory
import VMSA

/// What a tree should map: a dictionary from pages (or blocks) to where they lead and how.
struct NaivePages: Equatable {
  struct Page: Equatable {
    var output: UInt64
    var attributes: UInt64
  }

  var pages: [UInt64: Page] = [:]
  let size: UInt64

  private func inputs(_ from: UInt64, _ count: UInt64) -> [UInt64] {
    (0..<count).map { from + $0 * size }
  }

  mutating func map(_ from: UInt64, _ count: UInt64, to output: UInt64, _ attributes: UInt64)
    -> Bool
  {
    guard inputs(from, count).allSatisfy({ pages[$0] == nil }) else { return false }
    for input in inputs(from, count) {
      pages[input] = Page(output: output + (input - from), attributes: attributes)
    }
    return true
  }

  mutating func unmap(_ from: UInt64, _ count: UInt64) {
    for input in inputs(from, count) { pages[input] = nil }
  }

  mutating func protect(_ from: UInt64, _ count: UInt64, _ attributes: UInt64) {
    for input in inputs(from, count) { pages[input]?.attributes = attributes }
  }
}

/// Leaves cut or joined into pages of one size, without the contiguous hint.
struct PageCollector: LeafVisitor {
  let size: UInt64
  let mask: UInt64
  var pages: [UInt64: NaivePages.Page] = [:]
  /// What doesn't make whole pages: inputs where smaller leaves lead elsewhere than the first.
  var uneven: [UInt64] = []
  var hinted: [UInt64] = []

  mutating func visit(input: UInt64, output: UInt64, shift: UInt64, raw: UInt64) {
    let attributes = raw & mask & ~(1 << 52)
    if raw & 1 << 52 != 0 { hinted.append(input) }
    guard (1 << shift) < size else {
      for offset in Swift.stride(from: 0, to: (1 as UInt64) << shift, by: Int(size)) {
        pages[input + offset] = NaivePages.Page(output: output + offset, attributes: attributes)
      }
      return
    }
    let within = input & (size - 1)
    let page = NaivePages.Page(output: output &- within, attributes: attributes)
    if within == 0 { pages[input] = page }
    if pages[input - within] != page { uneven.append(input) }
  }
}
