extension Descriptor {
  /// Every bit of the entry, from 63 down to 0, each in exactly one field.
  public var fields: [DescriptorField] { fields(forcedWriteBack: nil) }

  /// Every bit of the entry in exactly one field, with the memory type read under `HCR_EL2.FWB`.
  ///
  /// Nil when FWB isn't known.
  public func fields(forcedWriteBack: Bool?) -> [DescriptorField] {
    var list = DescriptorFieldList(raw)
    switch kind {
    case .invalid:
      list.addIgnored(1...63)
      list.add(0...0, "Valid", "invalid")
    case .reserved:
      list.addIgnored(2...63)
      list.add(0...1, "Type", "reserved at level \(level.number), treated as invalid")
    case .table:
      addTableFields(to: &list)
    case .block, .page:
      addAddress(to: &list, name: "OA", from: format.granule.shift(at: level))
      if kind == .block {
        list.add(16, "nT", set: "cached only in parts", clear: "may be cached whole")
      }
      if let attributes = Stage2Attributes(self) {
        attributes.addFields(to: &list, forcedWriteBack: forcedWriteBack)
      } else if let attributes = Stage1Attributes(self) {
        attributes.addFields(to: &list)
      }
      list.add(0...1, "Type", kind == .page ? "page" : "block")
    }
    return list.complete()
  }

  /// The fields of a table entry; the hierarchical controls are stage 1's.
  private func addTableFields(to list: inout DescriptorFieldList) {
    if format.stage == .one {
      list.add(63, "NSTable", set: "tables below in Non-secure memory", clear: "as this table")
      list.add(61...62, "APTable", hierarchicalAccess)
      list.add(60, "UXNTable", set: "EL0 executes nothing below", clear: "no restriction")
      list.add(59, "PXNTable", set: "EL1 executes nothing below", clear: "no restriction")
    }
    list.addIgnored(51...58)
    addAddress(to: &list, name: "next table", from: format.granule.pageShift)
    // With FEAT_HAFT bit 10 is an access flag of the table; without it, one of the ignored bits.
    list.addIgnored(11...11)
    list.add(10, "AF", set: "accessed (with FEAT_HAFT)", clear: "not accessed (with FEAT_HAFT)")
    list.addIgnored(2...(format.hasAddressInShareabilityBits ? 7 : 9))
    list.add(0...1, "Type", "table")
  }

  /// APTable[1:0] in words.
  private var hierarchicalAccess: String {
    switch raw.bits(61...62) {
    case 0b00: "no restriction"
    case 0b01: "no EL0 access below"
    case 0b10: "no writes below"
    default: "no writes and no EL0 access below"
    }
  }

  /// The one or two fields that hold an address.
  private func addAddress(to list: inout DescriptorFieldList, name: String, from lowestBit: Int) {
    let address = Hexadecimal.grouped(format.address(in: raw, from: lowestBit))
    for part in format.addressBits(from: lowestBit) {
      list.add(part.bits, "\(name)[\(part.holds.upperBound):\(part.holds.lowerBound)]", address)
    }
  }
}
