import VMSA

extension Descriptor {
  /// A descriptor as it might stand in memory; nil where the level has none of the kind.
  static func random(
    _ kind: Kind, level: Level, format: DescriptorFormat, using random: inout SeededRandom
  ) -> Descriptor? {
    let bits = UInt64(format.outputAddressBits)
    let output = random.next() & ((1 << bits) - 1)
    if kind == .table {
      let table = PhysicalAddress(output & ~(format.granule.pageSizeBytes - 1))
      let limits = format.stage == .one ? UInt64(random.number(below: 16)) << 59 : 0
      return Descriptor.table(at: table, level: level, format: format).map {
        Descriptor(raw: $0.raw | limits, level: level, format: format)
      }
    }
    let attributes: UInt64
    switch format.stage {
    case .one:
      var drawn = Stage1Attributes.random(using: &random, difficulty: 3)
      drawn.attrIndex = AttributeIndex(UInt8(random.number(below: 3)))
      drawn.sh = random.one(of: [.nonShareable, .outer, .inner])
      drawn.contiguous = random.number(below: 4) == 0
      attributes = drawn.encoded(in: format)
    case .two:
      var drawn = Stage2Attributes.random(using: &random)
      drawn.memAttr = random.one(of: [0b1111, 0b0101, 0b0001, 0b0000, 0b1010]) ?? 0b1111
      drawn.sh = random.one(of: [.nonShareable, .outer, .inner])
      drawn.dbm = random.coin()
      drawn.contiguous = random.number(below: 4) == 0
      attributes = drawn.encoded(in: format)
    }
    let size = format.granule.entrySpanBytes(at: level)
    let place = Descriptor(
      raw: format.bits(of: output & ~(size - 1)) | attributes, level: level, format: format)
    let type: UInt64 =
      switch kind {
      case .invalid: random.coin() ? 0b10 : 0b00
      case .page: 0b11
      case .block, .reserved, .table: 0b01
      }
    return Descriptor(raw: place.raw & ~0b11 | type, level: level, format: format)
  }

  /// “a level 2 table of stage 1 with a 4K granule”.
  var placeWords: String {
    let wide = format.isWide ? " and 52-bit addresses" : ""
    return
      "a \(level.words) table of \(format.stage.words) with a \(format.granule.name) granule\(wide)"
  }
}

extension DescriptorFormat {
  /// An address in the places a descriptor has for it.
  ///
  /// Source: Arm ARM, "VMSAv8-64 translation table format descriptors".
  func bits(of address: UInt64) -> UInt64 {
    guard isWide else { return address & 0x0000_FFFF_FFFF_F000 }
    if granule == .size64K {
      return address & 0x0000_FFFF_FFFF_0000 | address >> 36 & 0xF000
    }
    return address & 0x0003_FFFF_FFFF_F000 | address >> 42 & 0x300
  }
}
