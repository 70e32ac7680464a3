import VMSA

/// The way from a root to one entry: where the entries stand that lead there.
@usableFromInline
struct TablePath {
  /// By depth, the first table's entry at 0.
  @usableFromInline var entries: InlineArray<5, UInt64>
  /// How many of them there are.
  @usableFromInline var count: Int
  /// The shift of the last one.
  @usableFromInline var shift: UInt64
  /// What stands in the last one.
  @usableFromInline var raw: UInt64

  @inlinable
  init(shift: UInt64) {
    entries = InlineArray(repeating: 0)
    count = 0
    self.shift = shift
    raw = 0
  }

  /// Where the last entry stands.
  @inlinable
  var entry: PhysicalAddress { PhysicalAddress(count > 0 ? entries[count &- 1] : 0) }
}

extension TableBuilder {
  /// Goes down to the entry of `input` that is no table, or to the one at `floor`.
  @inlinable @inline(__always)
  func path<Memory: WritablePhysicalMemory & ~Copyable>(
    to input: UInt64, downTo floor: UInt64, in memory: borrowing Memory
  ) throws(MapError) -> TablePath {
    guard geometry.contains(input) else { throw MapError(input, .outsideInput) }
    var path = TablePath(shift: geometry.startShift)
    var table = root.tableAddress.raw
    while path.count < 5 {
      let entry = entry(of: input, in: table, at: path.shift)
      guard let raw = memory.descriptor(at: entry), pool.page(of: entry) != nil else {
        throw MapError(input, .foreignTable(entry))
      }
      path.entries[path.count] = entry.raw
      path.count &+= 1
      path.raw = raw
      if raw & 0b11 != 0b11 || path.shift <= floor || path.shift == geometry.pageShift { break }
      table = geometry.address(in: raw)
      path.shift &-= geometry.stride
    }
    return path
  }

  /// Counts `gone` entries less in the last entry's table, and drops tables that are empty then.
  ///
  /// The answer is how many tables went.
  @inlinable @inline(__always) @discardableResult
  mutating func release<Memory: WritablePhysicalMemory & ~Copyable>(
    _ path: TablePath, gone: UInt16, in memory: inout Memory
  ) -> Int {
    guard let page = pool.page(of: path.entry) else { return 0 }
    pool.live[page] &-= gone
    if pool.live[page] != 0 || path.count <= 1 { return 0 }
    return dropTables(path, in: &memory)
  }

  /// Drops the empty table of the last entry, and those above that are empty without it.
  @inlinable @inline(never)
  mutating func dropTables<Memory: WritablePhysicalMemory & ~Copyable>(
    _ path: TablePath, in memory: inout Memory
  ) -> Int {
    var depth = path.count &- 1
    var shift = path.shift
    var dropped = 0
    while depth > 0, let page = pool.page(of: PhysicalAddress(path.entries[depth])),
      pool.live[page] == 0
    {
      depth &-= 1
      shift &+= geometry.stride
      let entry = PhysicalAddress(path.entries[depth])
      guard let old = memory.descriptor(at: entry), let parent = pool.page(of: entry) else { break }
      write(0, over: old, at: entry, shift: shift, in: &memory)
      pool.live[parent] &-= 1
      pool.giveBack(PhysicalAddress(geometry.address(in: old)))
      dropped &+= 1
    }
    return dropped
  }

  /// Drops the tables on the way to `input` that hold nothing: what a refused mapping had made.
  @inlinable
  mutating func dropEmptyTables<Memory: WritablePhysicalMemory & ~Copyable>(
    for input: UInt64, at shift: UInt64, in memory: inout Memory
  ) {
    guard let path = try? path(to: input, downTo: shift, in: memory) else { return }
    release(path, gone: 0, in: &memory)
  }
}
