/// Takes one state for all that differ by an exchange of equal threads: the one in which their words
/// are in order.
final class SymmetryReduction {
  private let groups: [[[Int]]]
  private let wordCount: Int
  private let buffer: UnsafeMutablePointer<Int32>

  init(_ symmetry: ThreadSymmetry) {
    groups = symmetry.groups
    wordCount = (symmetry.groups.joined().joined().max() ?? -1) + 1
    buffer = .filled(0, wordCount)
  }

  deinit { buffer.deallocate() }

  /// Puts the words of equal threads in order.
  func makeRepresentative(_ words: UnsafeMutablePointer<Int32>) {
    for group in groups {
      // Insertion: groups have few members, and most are in order already.
      for last in group.indices.dropFirst() {
        var place = last
        while place > 0, isLess(group[place], group[place - 1], words) {
          exchange(group[place], group[place - 1], words)
          place -= 1
        }
      }
    }
  }

  private func isLess(
    _ left: [Int], _ right: [Int], _ words: UnsafeMutablePointer<Int32>
  ) -> Bool {
    for index in left.indices where words[left[index]] != words[right[index]] {
      return words[left[index]] < words[right[index]]
    }
    return false
  }

  private func exchange(
    _ left: [Int], _ right: [Int], _ words: UnsafeMutablePointer<Int32>
  ) {
    for index in left.indices {
      let word = words[left[index]]
      words[left[index]] = words[right[index]]
      words[right[index]] = word
    }
  }

  /// Hands on the representative of a state, which stays as it is.
  func withRepresentative<Value>(
    of words: UnsafeMutablePointer<Int32>, _ body: (UnsafePointer<Int32>) -> Value
  ) -> Value {
    buffer.update(from: words, count: wordCount)
    makeRepresentative(words)
    let value = body(words)
    words.update(from: buffer, count: wordCount)
    return value
  }
}
