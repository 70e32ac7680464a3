/// All states that were reached, packed, each once, numbered in the order in which they came.
///
/// A state is a tree over its pieces of 64 bits. Every different piece and every different pair of
/// numbers is kept once at its place of the tree, so a state costs one pair: 8 bytes and its place in a
/// hash table. A move changes few pieces, and only the nodes above those are looked up again.
///
/// Source: A. Laarman, J. van de Pol, M. Weber, "Parallel Recursive State Compression for Free",
/// SPIN 2011, here with pieces packed by range and sequential.
final class StateStore {
  let packing: StatePacking
  /// The words of the state that was loaded last, with the changes of a move that is being made.
  let words: UnsafeMutablePointer<Int32>
  private let wordCount: Int
  private let pieceCount: Int
  /// A table for each piece and node.
  private let tables: UnsafeMutablePointer<KeyTable>
  private let tableCount: Int
  /// The pieces and numbers of the loaded state, and those of a state that a move leads to.
  private let keys: UnsafeMutablePointer<UInt64>
  private let numbers: UnsafeMutablePointer<UInt32>
  private let nextKeys: UnsafeMutablePointer<UInt64>
  private let nextNumbers: UnsafeMutablePointer<UInt32>
  private let isChanged: UnsafeMutablePointer<Bool>
  private let pieceOfWord: UnsafeMutablePointer<Int32>
  private let shiftOfWord: UnsafeMutablePointer<UInt8>
  private let lowOfWord: UnsafeMutablePointer<Int32>
  private let spanOfWord: UnsafeMutablePointer<UInt32>
  private let nodes: UnsafeMutablePointer<StatePacking.Node>
  private let nodeCount: Int
  private let fields: UnsafeMutablePointer<StatePacking.Field>
  private let fieldStarts: UnsafeMutablePointer<Int>

  init(ranges: [ClosedRange<Int32>], groups: [[Int]]) {
    packing = StatePacking(ranges: ranges, groups: groups)
    wordCount = ranges.count
    pieceCount = packing.fields.count
    nodeCount = packing.nodes.count
    tableCount = pieceCount + nodeCount
    // Words that never change take no bits and are set once.
    words = .copied(packing.lows)
    tables = .allocate(capacity: tableCount)
    for index in 0..<tableCount { (tables + index).initialize(to: KeyTable()) }
    keys = .filled(0, pieceCount)
    nextKeys = .filled(0, pieceCount)
    numbers = .filled(.max, tableCount)
    nextNumbers = .filled(.max, tableCount)
    isChanged = .filled(false, tableCount)
    pieceOfWord = .copied(packing.pieces)
    shiftOfWord = .copied(packing.shifts)
    lowOfWord = .copied(packing.lows)
    spanOfWord = .copied(packing.spans)
    nodes = .copied(packing.nodes)
    fields = .copied(packing.fields.flatMap { $0 })
    var starts = [0]
    for piece in packing.fields { starts.append(starts[starts.count - 1] + piece.count) }
    fieldStarts = .copied(starts)
  }

  deinit {
    for index in 0..<tableCount { tables[index].free() }
    tables.deallocate()
    words.deallocate()
    keys.deallocate()
    nextKeys.deallocate()
    numbers.deallocate()
    nextNumbers.deallocate()
    isChanged.deallocate()
    pieceOfWord.deallocate()
    shiftOfWord.deallocate()
    lowOfWord.deallocate()
    spanOfWord.deallocate()
    nodes.deallocate()
    fields.deallocate()
    fieldStarts.deallocate()
  }

  /// The number of different states.
  var count: Int { tables[tableCount - 1].count }

  /// Bytes of memory taken by states.
  var bytes: Int { (0..<tableCount).reduce(0) { $0 + tables[$1].bytes } }

  /// Bytes that are needed besides for so many more states.
  func bytesToGrow(by more: Int) -> Int { tables[tableCount - 1].bytesToGrow(by: more) }

  /// What a state's number comes to, and whether it is new; nil where a word fits no field.
  typealias Entry = (number: Int, isNew: Bool)

  /// Takes in the state that a move from the loaded one leads to, by its differences.
  func insert(_ changes: UnsafePointer<WordChange>, count: Int) -> Entry? {
    nextKeys.update(from: keys, count: pieceCount)
    for index in 0..<count {
      let change = changes[index]
      let word = Int(change.word)
      guard UInt32(bitPattern: words[word] &- lowOfWord[word]) <= spanOfWord[word] else {
        return nil
      }
      let piece = Int(pieceOfWord[word])
      nextKeys[piece] =
        nextKeys[piece]
        &+ UInt64(bitPattern: Int64(change.difference)) << UInt64(shiftOfWord[word])
      isChanged[piece] = true
    }
    return insertNext()
  }

  /// Takes in a state by all of its words.
  func insert(_ other: UnsafePointer<Int32>) -> Entry? {
    for piece in 0..<pieceCount {
      var key: UInt64 = 0
      for index in fieldStarts[piece]..<fieldStarts[piece + 1] {
        let field = fields[index]
        let word = Int(field.word)
        let value = UInt32(bitPattern: other[word] &- field.low)
        guard value <= spanOfWord[word] else { return nil }
        key |= UInt64(value) << UInt64(field.shift)
      }
      nextKeys[piece] = key
      isChanged[piece] = true
    }
    return insertNext()
  }

  /// The number of a state by all of its words; nil where it was not reached.
  func find(_ other: UnsafePointer<Int32>) -> Int? {
    var numbers: [UInt32] = []
    for piece in 0..<pieceCount {
      var key: UInt64 = 0
      for index in fieldStarts[piece]..<fieldStarts[piece + 1] {
        let field = fields[index]
        key |=
          UInt64(UInt32(bitPattern: other[Int(field.word)] &- field.low)) << UInt64(field.shift)
      }
      guard let number = tables[piece].find(key) else { return nil }
      if nodeCount == 0 { return number }
      numbers.append(UInt32(truncatingIfNeeded: number))
    }
    for index in 0..<nodeCount {
      let node = nodes[index]
      let key = UInt64(numbers[node.left]) << 32 | UInt64(numbers[node.right])
      guard let number = tables[pieceCount + index].find(key) else { return nil }
      numbers.append(UInt32(truncatingIfNeeded: number))
    }
    return numbers.last.map(Int.init)
  }

  /// The numbers of everything that changed, from the pieces up.
  private func insertNext() -> Entry {
    if nodeCount == 0 {
      isChanged[0] = false
      return tables[0].number(of: nextKeys[0])
    }
    nextNumbers.update(from: numbers, count: tableCount)
    for piece in 0..<pieceCount where isChanged[piece] {
      let number = UInt32(
        truncatingIfNeeded: tables[piece].number(of: nextKeys[piece]).number)
      isChanged[piece] = number != nextNumbers[piece]
      nextNumbers[piece] = number
    }
    for index in 0..<nodeCount &- 1 {
      let node = nodes[index]
      guard isChanged[node.left] || isChanged[node.right] else { continue }
      isChanged[node.left] = false
      isChanged[node.right] = false
      let place = pieceCount &+ index
      let number = UInt32(truncatingIfNeeded: tables[place].number(of: pair(node)).number)
      isChanged[place] = number != nextNumbers[place]
      nextNumbers[place] = number
    }
    let root = nodes[nodeCount &- 1]
    isChanged[root.left] = false
    isChanged[root.right] = false
    return tables[tableCount &- 1].number(of: pair(root))
  }

  private func pair(_ node: StatePacking.Node) -> UInt64 {
    UInt64(nextNumbers[node.left]) << 32 | UInt64(nextNumbers[node.right])
  }

  /// Makes a state the one that moves are made from; only pieces that differ are unpacked.
  func load(_ number: Int) {
    guard nodeCount > 0 else {
      unpack(0, tables[0].keys[number])
      return
    }
    numbers[tableCount - 1] = UInt32(truncatingIfNeeded: number)
    isChanged[tableCount - 1] = true
    var index = nodeCount &- 1
    while index >= 0 {
      let place = pieceCount &+ index
      if isChanged[place] {
        isChanged[place] = false
        let node = nodes[index]
        let key = tables[place].keys[Int(numbers[place])]
        renumber(node.left, UInt32(truncatingIfNeeded: key >> 32))
        renumber(node.right, UInt32(truncatingIfNeeded: key))
      }
      index &-= 1
    }
    for piece in 0..<pieceCount where isChanged[piece] {
      isChanged[piece] = false
      unpack(piece, tables[piece].keys[Int(numbers[piece])])
    }
  }

  /// Writes all words of the loaded state anew.
  func reload() {
    for piece in 0..<pieceCount { unpack(piece, keys[piece]) }
  }

  private func renumber(_ place: Int, _ number: UInt32) {
    guard numbers[place] != number else { return }
    numbers[place] = number
    isChanged[place] = true
  }

  private func unpack(_ piece: Int, _ key: UInt64) {
    keys[piece] = key
    for index in fieldStarts[piece]..<fieldStarts[piece &+ 1] {
      let field = fields[index]
      let bits = key >> UInt64(field.shift) & (1 << UInt64(field.width) &- 1)
      words[Int(field.word)] = Int32(truncatingIfNeeded: bits) &+ field.low
    }
  }
}
