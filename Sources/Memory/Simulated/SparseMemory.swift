import VMSA

/// Simulated memory that is everywhere and takes room only where something was written.
///
/// What was never written reads as zero, as a machine's fresh memory does. Copies are values: a copy
/// keeps what it held when it was made.
///
/// Pieces of 64 KiB, the largest granule's table, are found by hashing their address; a piece that
/// isn't there costs no more to look for.
public struct SparseMemory: WritablePhysicalMemory, Sendable {
  /// log2 of a piece's bytes.
  @usableFromInline static let pieceShift: UInt64 = 16
  /// Words of a piece.
  @usableFromInline static let pieceWords = 8192

  /// Slots of the hash table: the piece's number plus 1, or 0 for a free slot.
  @usableFromInline var keys: [UInt64]
  /// For each slot the piece's position in `pieces`.
  @usableFromInline var places: [Int]
  @usableFromInline var pieces: [[UInt64]]

  /// Makes a memory of zeros.
  public init() {
    keys = Array(repeating: 0, count: 64)
    places = Array(repeating: 0, count: 64)
    pieces = []
  }

  /// The bytes of memory taken for content.
  public var allocatedBytes: Int { pieces.count * Self.pieceWords * 8 }

  /// The word at `address`, which lies in an 8-byte unit; zero where nothing was written.
  @inlinable
  public func descriptor(at address: PhysicalAddress) -> UInt64? {
    let slot = slot(of: address.raw &>> Self.pieceShift)
    guard keys[slot] != 0 else { return 0 }
    return pieces[places[slot]][Self.word(of: address)]
  }

  /// Puts a word at `address`; there is memory everywhere.
  @inlinable
  public mutating func write(_ raw: UInt64, at address: PhysicalAddress) -> Bool {
    let place = makePiece(address.raw &>> Self.pieceShift)
    pieces[place][Self.word(of: address)] = raw
    return true
  }

  /// Lends words for reading, of a single piece; nil for words of two.
  @inlinable
  public func withWords<Result>(
    at address: PhysicalAddress, count: Int, _ body: (Span<UInt64>) -> Result
  ) -> Result? {
    let first = Self.word(of: address)
    guard count > 0, count <= Self.pieceWords &- first else { return nil }
    let slot = slot(of: address.raw &>> Self.pieceShift)
    guard keys[slot] != 0 else {
      let zeros: [UInt64] = Array(repeating: 0, count: count)
      return body(zeros.span)
    }
    let piece = pieces[places[slot]]
    let whole = piece.span
    return body(whole.extracting(first..<(first &+ count)))
  }

  /// Lends words for writing, of a single piece; nil for words of two.
  @inlinable
  public mutating func withMutableWords<Result>(
    at address: PhysicalAddress, count: Int, _ body: (inout MutableSpan<UInt64>) -> Result
  ) -> Result? {
    let first = Self.word(of: address)
    guard count > 0, count <= Self.pieceWords &- first else { return nil }
    let place = makePiece(address.raw &>> Self.pieceShift)
    return pieces[place].withUnsafeMutableBufferPointer { words in
      var part = UnsafeMutableBufferPointer(rebasing: words[first..<(first &+ count)]).mutableSpan
      return body(&part)
    }
  }
}

// MARK: - Pieces

extension SparseMemory {
  /// Which word of its piece an address names.
  @inlinable
  static func word(of address: PhysicalAddress) -> Int {
    Int(truncatingIfNeeded: (address.raw & ((1 &<< pieceShift) &- 1)) &>> 3)
  }

  /// The slot of a piece, or the free slot it would take.
  @inlinable
  func slot(of piece: UInt64) -> Int {
    let mask = keys.count &- 1
    var slot = Int(truncatingIfNeeded: (piece &* 0x9E37_79B9_7F4A_7C15) &>> 32) & mask
    while keys[slot] != 0 && keys[slot] != piece &+ 1 { slot = (slot &+ 1) & mask }
    return slot
  }

  /// The position of a piece, made if it isn't there.
  @inlinable
  mutating func makePiece(_ piece: UInt64) -> Int {
    let slot = slot(of: piece)
    return keys[slot] != 0 ? places[slot] : addPiece(piece)
  }

  /// Adds a piece of zeros; half the slots always stay free.
  @usableFromInline
  mutating func addPiece(_ piece: UInt64) -> Int {
    if (pieces.count + 1) * 2 > keys.count { doubleSlots() }
    let slot = slot(of: piece)
    keys[slot] = piece &+ 1
    places[slot] = pieces.count
    pieces.append(Array(repeating: 0, count: Self.pieceWords))
    return pieces.count - 1
  }

  /// Twice the slots, every piece in its new one.
  private mutating func doubleSlots() {
    let old = zip(keys, places).filter { $0.0 != 0 }
    keys = Array(repeating: 0, count: keys.count * 2)
    places = Array(repeating: 0, count: keys.count)
    for (key, place) in old {
      let slot = slot(of: key &- 1)
      keys[slot] = key
      places[slot] = place
    }
  }
}
