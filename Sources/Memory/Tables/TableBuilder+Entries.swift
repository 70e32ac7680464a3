import VMSA

extension TableBuilder {
  /// The shift of a level's index.
  @inlinable @inline(__always)
  func shift(of level: Level) -> UInt64 {
    geometry.pageShift &+ UInt64(truncatingIfNeeded: 3 &- level.number) &* geometry.stride
  }

  /// The index of `input` in its table at `shift`.
  @inlinable @inline(__always)
  func index(of input: UInt64, at shift: UInt64) -> UInt64 {
    let index = (input & geometry.inputMask) &>> shift
    return shift == geometry.startShift ? index : index & geometry.indexMask
  }

  /// Where the entry of `input` stands in `table`.
  @inlinable @inline(__always)
  func entry(of input: UInt64, in table: UInt64, at shift: UInt64) -> PhysicalAddress {
    PhysicalAddress(table &+ index(of: input, at: shift) &* 8)
  }

  /// A leaf's bits.
  @inlinable @inline(__always)
  func leaf(_ output: UInt64, _ attributes: LeafAttributes, at shift: UInt64) -> UInt64 {
    let type: UInt64 = shift == geometry.pageShift ? 0b11 : 0b01
    return geometry.bits(of: output) | (attributes.bits & geometry.attributeMask) | type
  }

  /// Writes an entry and tells the recorder.
  @inlinable @inline(__always)
  mutating func write<Memory: WritablePhysicalMemory & ~Copyable>(
    _ new: UInt64, over old: UInt64, at entry: PhysicalAddress, shift: UInt64,
    in memory: inout Memory
  ) {
    _ = memory.write(new, at: entry)
    if Recorder.isRecording {
      recorder.wrote(
        TableWrite(entry: entry, level: geometry.level(at: shift), old: old, new: new))
    }
  }

  /// Goes down to the entry of `input` at `leafShift`, making tables where there are none.
  @inlinable @inline(__always)
  mutating func makeTables<Memory: WritablePhysicalMemory & ~Copyable>(
    for input: UInt64, downTo leafShift: UInt64, in memory: inout Memory
  ) throws(MapError) -> PhysicalAddress {
    var table = root.tableAddress.raw
    var shift = geometry.startShift
    // Offsets in bytes: an index and its scale in one shift. No level is below bit 3.
    var offset = ((input & geometry.inputMask) &>> shift) &* 8
    while shift > leafShift {
      let entry = PhysicalAddress(table &+ offset)
      guard let raw = memory.descriptor(at: entry) else {
        throw MapError(input, .foreignTable(entry))
      }
      if raw & 0b11 == 0b11 {
        table = geometry.address(in: raw)
      } else {
        table = try addTable(
          at: entry, over: raw, input: input, shift: shift, leafShift: leafShift, in: &memory)
      }
      shift &-= geometry.stride
      offset = (input &>> (shift &- 3)) & (geometry.indexMask &* 8)
    }
    return PhysicalAddress(table &+ offset)
  }

  /// Puts a new empty table at an invalid entry; nothing is changed unless the whole way down fits.
  @inlinable @inline(never)
  mutating func addTable<Memory: WritablePhysicalMemory & ~Copyable>(
    at entry: PhysicalAddress, over old: UInt64, input: UInt64, shift: UInt64, leafShift: UInt64,
    in memory: inout Memory
  ) throws(MapError) -> UInt64 {
    guard old & 1 == 0 else {
      throw MapError(input, .alreadyMapped(geometry.level(at: shift)))
    }
    guard let parent = pool.page(of: entry) else {
      throw MapError(input, .foreignTable(entry))
    }
    let needed = Int(truncatingIfNeeded: (shift &- leafShift) / geometry.stride)
    guard pool.available >= needed, let table = pool.take() else {
      throw MapError(input, .noTablesLeft)
    }
    let count = Int(truncatingIfNeeded: geometry.indexMask) &+ 1
    let cleared: Void? = memory.withMutableWords(at: table, count: count) { words in
      for index in words.indices { words[unchecked: index] = 0 }
    }
    guard cleared != nil, table.raw & geometry.beyondMask == 0 else {
      pool.giveBack(table)
      throw MapError(input, .foreignTable(table))
    }
    pool.live[parent] &+= 1
    write(geometry.bits(of: table.raw) | 0b11, over: old, at: entry, shift: shift, in: &memory)
    return table.raw
  }
}
