/// One 64-bit entry of a translation table, with the level and format needed to read it.
///
/// The same bits mean different things at different levels: `0b01` in bits 1:0 is a block at
/// level 2 and reserved at level 3. A descriptor therefore never travels without its level.
///
/// Source: Arm ARM, "VMSAv8-64 translation table format descriptors".
public struct Descriptor: Hashable, Sendable {
  /// The entry as it stands in memory, already in the walk's byte order.
  public let raw: UInt64
  /// The level of the table the entry stands in.
  public let level: Level
  /// The layout of that table's entries.
  public let format: DescriptorFormat

  /// Reads `raw` as an entry of `level`; every value is some descriptor.
  @inlinable
  public init(raw: UInt64, level: Level, format: DescriptorFormat) {
    self.raw = raw
    self.level = level
    self.format = format
  }

  /// What a walk makes of an entry.
  public enum Kind: UInt8, CaseIterable, Hashable, Sendable {
    /// Bit 0 is clear: nothing is mapped, and the other 63 bits are software's.
    case invalid
    /// `0b01` where no block or page may be; walks treat it as invalid.
    case reserved
    /// Leads to the next table.
    case table
    /// Maps memory above level 3.
    case block
    /// Maps a page at level 3.
    case page
  }

  /// What the walk does on reading this entry. Software bits of an invalid entry are ignored.
  @inlinable @inline(__always)
  public var kind: Kind {
    switch (raw & 0b11, level) {
    case (0b11, .three): .page
    case (0b11, _): .table
    case (0b01, _): format.permitsBlock(at: level) ? .block : .reserved
    default: .invalid
    }
  }

  /// Whether the entry maps memory: a block or a page.
  @inlinable
  public var isLeaf: Bool {
    switch kind {
    case .block, .page: true
    case .invalid, .reserved, .table: false
    }
  }

  /// Whether a walk gets past this entry: a table, a block or a page.
  @inlinable
  public var isValid: Bool {
    switch kind {
    case .table, .block, .page: true
    case .invalid, .reserved: false
    }
  }

  /// The start of the memory a leaf maps; of a descriptor that is no leaf it says nothing.
  ///
  /// At stage 1 with a stage 2 below it this is an intermediate address.
  @inlinable @inline(__always)
  public var outputAddress: PhysicalAddress {
    PhysicalAddress(format.address(in: raw, from: format.granule.shift(at: level)))
  }

  /// The next table a table entry leads to; of any other descriptor it says nothing.
  @inlinable @inline(__always)
  public var nextTableAddress: PhysicalAddress {
    PhysicalAddress(format.address(in: raw, from: format.granule.pageShift))
  }

  /// AF of a leaf, bit 10; of any other descriptor it says nothing.
  @inlinable @inline(__always)
  public var accessFlag: Bool { raw.bit(10) }

  /// The bytes a leaf at this level maps.
  @inlinable @inline(__always)
  public var leafSizeBytes: UInt64 { format.granule.entrySpanBytes(at: level) }
}
