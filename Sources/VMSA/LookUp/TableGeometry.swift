/// The numbers of a root's tables, worked out once for loops that read or write many entries.
///
/// Levels are told apart by the shift of their index, so that going down is a subtraction: level 3
/// is at ``pageShift``, the first table at ``startShift``. All shifts are below 64.
///
/// Source: Arm ARM, "Translation table walk properties"; "VMSAv8-64 translation table format
/// descriptors".
public struct TableGeometry: Hashable, Sendable {
  /// log2 of the page size in bytes: 12, 14 or 16.
  public let pageShift: UInt64
  /// Address bits a full table resolves: 9, 11 or 13.
  public let stride: UInt64
  /// The lowest address bit that selects an entry of the first table.
  public let startShift: UInt64
  /// Entries of the first table, or of all concatenated ones.
  public let startEntries: Int
  /// Entries of a full table, less one.
  public let indexMask: UInt64
  /// The bits of an input address that the tables resolve, page offset included.
  public let inputMask: UInt64
  /// What is or-ed to those bits to get an address: all others in the upper half, nothing else.
  public let inputPrefix: UInt64
  /// The bits of an address that must be as in ``inputPrefix``: those above the input, but not
  /// 63:56 where they are a tag.
  public let inputCheckMask: UInt64
  /// log2 of the largest legal leaf.
  public let largestLeafShift: UInt64
  /// The descriptor bits that hold address bits in their own places, down to a page.
  public let addressMask: UInt64
  /// The descriptor bits that hold the topmost address bits: 9:8 with LPA2, 15:12 with LPA.
  public let topMask: UInt64
  /// How far up the bits of ``topMask`` belong: 42 or 36.
  public let topShift: UInt64
  /// The descriptor bits that hold neither address nor type (bits 1:0): a leaf's attributes.
  public let attributeMask: UInt64
  /// The address bits above the physical address size.
  public let beyondMask: UInt64
  /// Whether no descriptor of the format has address bits out of their places.
  public let isPlain: Bool

  /// Works out the numbers of `root`.
  public init(_ root: WalkRoot) {
    let format = root.format
    let granule = format.granule
    let top = granule.leafLevels(wideOutput: format.isWide).lowerBound
    pageShift = UInt64(granule.pageShift)
    stride = UInt64(granule.stride)
    startShift = UInt64(granule.shift(at: root.startLevel))
    startEntries = 1 << root.firstTableIndexBits
    indexMask = UInt64(granule.entriesPerTable - 1)
    inputMask = (1 << UInt64(root.inputBits)) - 1
    inputPrefix = root.region == .upper ? ~inputMask : 0
    inputCheckMask = ~inputMask & (root.ignoresTopByte ? UInt64.max >> 8 : .max)
    largestLeafShift = UInt64(granule.shift(at: top))
    isPlain = !format.isWide
    addressMask = .mask(granule.pageShift...(format.hasAddressInShareabilityBits ? 49 : 47))
    topMask = isPlain ? 0 : format.hasAddressInShareabilityBits ? 0x300 : 0xF000
    topShift = format.hasAddressInShareabilityBits ? 42 : 36
    attributeMask = ~(addressMask | topMask | 0b11)
    beyondMask = .max << UInt64(root.physicalAddressBits)
  }

  /// Whether the tables translate `address`.
  @inlinable @inline(__always)
  public func contains(_ address: UInt64) -> Bool {
    (address ^ inputPrefix) & inputCheckMask == 0
  }

  /// The address in a descriptor's bits, from the page offset up.
  @inlinable @inline(__always)
  public func address(in raw: UInt64) -> UInt64 {
    isPlain ? raw & addressMask : (raw & addressMask) | ((raw & topMask) &<< topShift)
  }

  /// The bits that hold `address`, which must have none below a page or above the format's.
  @inlinable @inline(__always)
  public func bits(of address: UInt64) -> UInt64 {
    isPlain ? address & addressMask : (address & addressMask) | ((address &>> topShift) & topMask)
  }

  /// The level whose entries are selected from bit `shift` up.
  @inlinable
  public func level(at shift: UInt64) -> Level {
    // Compared, not divided: a division costs more than all the rest of an unmap.
    switch shift &- pageShift {
    case 0: .three
    case stride: .two
    case stride &* 2: .one
    case stride &* 3: .zero
    default: .minusOne
    }
  }
}
