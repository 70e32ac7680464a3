/// Where a walk starts and by which rules it goes: what the registers boil down to.
///
/// Only roots that can be walked can be built. The first table may be shorter than a page (few
/// input bits are left for it) or, at stage 2, up to 16 full tables side by side, which are then
/// indexed as one.
///
/// Source: Arm ARM, "Translation table walk properties" and "Concatenated translation tables".
public struct WalkRoot: Hashable, Sendable {
  /// The layout of the entries.
  public let format: DescriptorFormat
  /// Bits of the input address the tables resolve, page offset included.
  public let inputBits: Int
  /// The level of the first table.
  public let startLevel: Level
  /// The first table, or the first of the concatenated ones.
  public let tableAddress: PhysicalAddress
  /// Bits an output or table address may have before it is an address size fault.
  public let physicalAddressBits: Int
  /// The half of the address space; `lower` at stage 2.
  public let region: AddressRegion
  /// Whether bits 63:56 of the input are a tag (TBI).
  public let ignoresTopByte: Bool
  /// Whether hardware sets the access flag (HA), so that a clear one is no fault.
  public let setsAccessFlag: Bool

  /// Makes a root; nil when the format has not so many input bits or the start level doesn't fit.
  ///
  /// `tableAddress` loses the low bits that the size of the first table makes zero.
  /// `hasWideBase` says whether the base register holds 52 bits; nil means it does if the format
  /// does. `physicalAddressBits` nil means as many as the format holds; more than that count as that.
  public init?(
    format: DescriptorFormat, inputBits: Int, startLevel: Level, tableAddress: PhysicalAddress,
    physicalAddressBits: Int? = nil, region: AddressRegion = .lower,
    ignoresTopByte: Bool = false, setsAccessFlag: Bool = false, hasWideBase: Bool? = nil
  ) {
    // 4K and 16K tables resolve more than 48 bits only with LPA2.
    let most = format.isWide || format.granule == .size64K ? 52 : 48
    guard (1...most).contains(inputBits) else { return nil }
    let indexBits = inputBits - format.granule.shift(at: startLevel)
    guard Self.legalFirstTableBits(format: format).contains(indexBits) else { return nil }
    // 8-byte entries; a 52-bit base register can't hold an alignment below 64 bytes.
    let alignmentBits = hasWideBase ?? format.isWide ? max(indexBits + 3, 6) : indexBits + 3
    let held = format.outputAddressBits

    self.format = format
    self.inputBits = inputBits
    self.startLevel = startLevel
    self.tableAddress = PhysicalAddress(tableAddress.raw & (UInt64.max << alignmentBits))
    self.physicalAddressBits = max(0, min(physicalAddressBits ?? held, held))
    self.region = region
    self.ignoresTopByte = ignoresTopByte
    self.setsAccessFlag = setsAccessFlag
  }

  /// The stage the walk belongs to.
  @inlinable
  public var stage: Stage { format.stage }

  /// Bits the first table resolves, concatenated tables together: 1 to stride, at stage 2 to
  /// stride + 4.
  @inlinable
  public var firstTableIndexBits: Int { inputBits &- format.granule.shift(at: startLevel) }

  /// How many full tables stand side by side: 1 to 16.
  public var concatenatedTables: Int {
    1 << max(0, firstTableIndexBits - format.granule.stride)
  }

  /// The size of the first table or tables in bytes.
  public var firstTableSizeBytes: UInt64 { 8 << UInt64(firstTableIndexBits) }

  /// The index of `address` in the first table.
  @inlinable
  public func index(of address: UInt64) -> Int {
    let within = address & ((1 &<< UInt64(inputBits)) &- 1)
    return Int(truncatingIfNeeded: within &>> UInt64(format.granule.shift(at: startLevel)))
  }

  /// Whether `address` lies in the range the root translates.
  ///
  /// The bits above the input must be copies of bit 55: all clear in the lower half and at stage
  /// 2, all set in the upper. With TBI bits 63:56 don't count.
  @inlinable
  public func contains(_ address: UInt64) -> Bool {
    let signed = Int64(truncatingIfNeeded: address)
    let untagged = ignoresTopByte ? (signed &<< 8) &>> 8 : signed
    return untagged &>> Int64(inputBits) == highBits
  }

  /// What the bits above the input must be, as a signed number: 0, or −1 in the upper half.
  @inlinable
  var highBits: Int64 {
    switch region {
    case .lower: 0
    case .upper: -1
    }
  }

  /// Bits a first table may resolve in a format.
  static func legalFirstTableBits(format: DescriptorFormat) -> ClosedRange<Int> {
    1...(format.granule.stride + (format.stage == .two ? 4 : 0))
  }
}
