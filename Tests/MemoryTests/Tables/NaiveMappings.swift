import Memory
import VMSA

/// What a tree should map: a dictionary of leaves by where they begin, and nothing of tables.
struct NaiveMappings: Equatable {
  struct Leaf: Equatable {
    var size: UInt64
    var output: UInt64
    var attributes: UInt64
  }

  var leaves: [UInt64: Leaf] = [:]
  let pageSize: UInt64
  let blockSize: UInt64

  func overlapping(_ from: UInt64, _ count: UInt64) -> [UInt64] {
    leaves.filter { $0.key < from + count && $0.key + $0.value.size > from }.map(\.key)
  }

  mutating func map(_ from: UInt64, _ size: UInt64, to output: UInt64, _ attributes: UInt64) -> Bool
  {
    guard from % size == 0, output % size == 0, overlapping(from, size).isEmpty else {
      return false
    }
    leaves[from] = Leaf(size: size, output: output, attributes: attributes)
    return true
  }

  mutating func mapRange(
    _ from: UInt64, _ count: UInt64, to output: UInt64, _ attributes: UInt64
  ) -> Bool {
    guard overlapping(from, count).isEmpty else { return false }
    var done: UInt64 = 0
    while done < count {
      let fits =
        (from + done) % blockSize == 0 && (output + done) % blockSize == 0
        && count - done >= blockSize
      let size = fits ? blockSize : pageSize
      leaves[from + done] = Leaf(size: size, output: output + done, attributes: attributes)
      done += size
    }
    return true
  }

  mutating func unmap(_ from: UInt64) -> Bool { leaves.removeValue(forKey: from) != nil }

  /// The leaves of a region; nil when one lies only partly in it.
  func whole(_ from: UInt64, _ count: UInt64) -> [UInt64]? {
    let found = overlapping(from, count)
    let areWhole = found.allSatisfy { key in
      key >= from && key + (leaves[key]?.size ?? 0) <= from + count
    }
    return areWhole ? found : nil
  }

  mutating func unmapRange(_ from: UInt64, _ count: UInt64) -> Bool {
    guard let found = whole(from, count) else { return false }
    for key in found { leaves[key] = nil }
    return true
  }

  mutating func protect(_ from: UInt64, _ count: UInt64, _ attributes: UInt64) -> Bool {
    guard let found = whole(from, count) else { return false }
    for key in found { leaves[key]?.attributes = attributes }
    return true
  }

  mutating func split(_ at: UInt64) -> Bool {
    let start = at / blockSize * blockSize
    guard let block = leaves[start], block.size == blockSize else { return false }
    for offset in stride(from: 0, to: blockSize, by: Int(pageSize)) {
      leaves[start + offset] = Leaf(
        size: pageSize, output: block.output + offset, attributes: block.attributes)
    }
    return true
  }

  mutating func collapse(_ at: UInt64) -> Bool {
    let start = at / blockSize * blockSize
    guard let first = leaves[start], first.size == pageSize, first.output % blockSize == 0 else {
      return false
    }
    let offsets = stride(from: 0, to: blockSize, by: Int(pageSize))
    let isEven = offsets.allSatisfy { offset in
      leaves[start + offset]
        == Leaf(size: pageSize, output: first.output + offset, attributes: first.attributes)
    }
    guard isEven else { return false }
    for offset in offsets { leaves[start + offset] = nil }
    leaves[start] = Leaf(
      size: blockSize, output: first.output, attributes: first.attributes)
    return true
  }
}
