extension Descriptor {
  /// One short line: `block 2M RW– AF Normal WB`, `table 0x4811_1000`, `invalid, software bit 10`.
  public var summary: String { summary(forcedWriteBack: nil) }

  /// One short line, with the memory type read under `HCR_EL2.FWB`; nil when that isn't known.
  public func summary(forcedWriteBack: Bool?) -> String {
    switch kind {
    case .invalid: softwareMarks.map { "invalid, software \($0)" } ?? "invalid"
    case .reserved: "reserved at level \(level.number), treated as invalid"
    case .table: "table \(nextTableAddress)"
    case .block, .page: leafSummary(forcedWriteBack: forcedWriteBack)
    }
  }

  /// The bits software keeps in an invalid entry, "bit 10"; nil for none.
  private var softwareMarks: String? { DescriptorFieldList.positions(of: raw, in: 1...63) }

  /// The summary of a leaf.
  private func leafSummary(forcedWriteBack: Bool?) -> String {
    let size = format.granule.leafSizeName(at: level)
    var words = [kind == .page ? "page" : "block", size]
    if let attributes = Stage2Attributes(self) {
      words.append(attributes.permissionText)
      words.append(attributes.accessFlag ? "AF" : "no AF")
      if attributes.contiguous { words.append("contiguous") }
      words.append(attributes.memAttr.words(forcedWriteBack: forcedWriteBack))
    } else if let attributes = Stage1Attributes(self) {
      words.append("EL1 \(attributes.privilegedText)")
      words.append("EL0 \(attributes.unprivilegedText)")
      words.append(attributes.accessFlag ? "AF" : "no AF")
      if attributes.contiguous { words.append("contiguous") }
      words.append("AttrIndx \(attributes.attrIndex.value)")
    }
    return words.joined(separator: " ")
  }
}
