import VMSA

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Simulated memory in one piece: the fastest to walk, for tables whose place is known beforehand.
///
/// The system hands out the pages as they are first written, so that an arena costs what is used of
/// it. On Linux it asks for huge pages: random walks over large tables would otherwise measure the
/// host's own page tables.
public struct ArenaMemory: WritablePhysicalMemory, ~Copyable {
  /// The first address.
  public let base: PhysicalAddress
  /// The bytes from there on.
  public let byteCount: UInt64
  @usableFromInline let bytes: UnsafeMutableRawPointer
  /// The host address of physical address 0: with it a load waits for one addition less, which a
  /// chain of four dependent loads shows (10 % of a walk).
  @usableFromInline let origin: UInt
  /// The last offset a word may start at.
  @usableFromInline let lastWord: UInt64
  /// The host address of physical address 0, less the `0b11` of a table entry.
  @usableFromInline let entryOrigin: UInt
  /// What makes of a table entry's address, `0b11` still in its low bits, an offset in the arena.
  @usableFromInline let entryToOffset: UInt64
  /// A quarter of the first offset at which no whole table may start.
  @usableFromInline let tableLimit: UInt64
  private let mapped: UnsafeMutableRawPointer
  private let mappedBytes: Int

  /// Makes an arena of zeros; nil when the size is no positive number of words, when it would go
  /// beyond 2^64, or when the system has no room for it.
  public init?(base: PhysicalAddress, byteCount: UInt64) {
    let hugePage = 2 << 20
    guard byteCount >= 8, byteCount % 8 == 0, base.raw % 8 == 0,
      base.raw <= UInt64.max - byteCount, byteCount <= UInt64(Int.max - hugePage)
    else { return nil }
    let size = Int(byteCount) + hugePage
    // Swift sees no flag words of macros with casts; these are the same on every system here.
    let flags = MAP_PRIVATE | MAP_ANON | MAP_NORESERVE
    guard let start = mmap(nil, size, PROT_READ | PROT_WRITE, flags, -1, 0), start != MAP_FAILED
    else { return nil }
    let misalignment = Int(bitPattern: start) % hugePage
    let first = start + (misalignment == 0 ? 0 : hugePage - misalignment)
    #if canImport(Glibc)
      madvise(first, Int(byteCount), Int32(MADV_HUGEPAGE))
    #endif
    self.base = base
    self.byteCount = byteCount
    bytes = first
    origin = UInt(bitPattern: first) &- UInt(truncatingIfNeeded: base.raw)
    lastWord = byteCount - 8
    entryOrigin = origin &- 0b11
    entryToOffset = 0 &- base.raw &- 0b11
    tableLimit = byteCount < 4096 ? 0 : (byteCount - 4096) / 4 + 1
    mapped = start
    mappedBytes = size
  }

  deinit { munmap(mapped, mappedBytes) }

  /// The word at `address`; nil outside the arena.
  @inlinable @inline(__always)
  public func descriptor(at address: PhysicalAddress) -> UInt64? {
    let offset = address.raw &- base.raw
    guard offset <= lastWord else { return nil }
    // Inside the arena by the line above, so never null.
    let word = UnsafeRawPointer(bitPattern: origin &+ UInt(truncatingIfNeeded: address.raw))
      .unsafelyUnwrapped
    return word.loadUnaligned(as: UInt64.self)
  }

  /// A word of the table a table entry leads to; nil when `entry` is none, or the table isn't
  /// wholly in the arena.
  ///
  /// One comparison tells both: without `0b11` the offset of the table is a multiple of 4, and a
  /// rotation brings the bits that should be clear to the top, where they are beyond any limit.
  @inlinable @inline(__always)
  public func descriptor(selectedBy selector: UInt64, inTableOf entry: UInt64) -> UInt64? {
    let address = entry & 0x0000_FFFF_FFFF_F003
    let offset = address &+ entryToOffset
    // Before the comparison: what is read without condition, the compiler reads once for a loop.
    let place = entryOrigin &+ UInt(truncatingIfNeeded: address | selector & 0xFF8)
    guard offset &>> 2 | offset &<< 62 < tableLimit else { return nil }
    // The table ends in the arena, and so does the word; never null.
    let word = UnsafeRawPointer(bitPattern: place).unsafelyUnwrapped
    return word.loadUnaligned(as: UInt64.self)
  }

  /// Puts a word at `address`; false outside the arena.
  @inlinable @inline(__always)
  public mutating func write(_ raw: UInt64, at address: PhysicalAddress) -> Bool {
    let offset = address.raw &- base.raw
    guard offset <= lastWord else { return false }
    bytes.storeBytes(of: raw, toByteOffset: Int(truncatingIfNeeded: offset), as: UInt64.self)
    return true
  }

  /// Where `count` words from `address` on stand; nil when one of them is outside the arena.
  @inlinable @inline(__always)
  func words(at address: PhysicalAddress, count: Int) -> UnsafeMutableBufferPointer<UInt64>? {
    let offset = address.raw &- base.raw
    guard offset <= lastWord, offset & 7 == 0, count > 0,
      UInt64(truncatingIfNeeded: count &- 1) <= (lastWord &- offset) &>> 3
    else { return nil }
    let first = (bytes + Int(truncatingIfNeeded: offset)).assumingMemoryBound(to: UInt64.self)
    return UnsafeMutableBufferPointer(start: first, count: count)
  }

  /// Lends words for reading.
  @inlinable @inline(__always)
  public func withWords<Result>(
    at address: PhysicalAddress, count: Int, _ body: (Span<UInt64>) -> Result
  ) -> Result? {
    guard let words = words(at: address, count: count) else { return nil }
    return body(UnsafeBufferPointer(words).span)
  }

  /// Lends words for writing.
  @inlinable @inline(__always)
  public mutating func withMutableWords<Result>(
    at address: PhysicalAddress, count: Int, _ body: (inout MutableSpan<UInt64>) -> Result
  ) -> Result? {
    guard let words = words(at: address, count: count) else { return nil }
    var span = words.mutableSpan
    return body(&span)
  }
}
