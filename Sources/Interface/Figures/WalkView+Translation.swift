import VMSA

extension WalkView {
  /// A walk worked out from registers: that of stage 1, or of stage 2 where it is the only one.
  ///
  /// - Parameter count: how many of its entries have been read; nil for all.
  init(_ translation: Translation, by translator: Translator, through count: Int? = nil) {
    let stage: Stage = translator.stage1.isOn ? .one : .two
    let all = translation.accesses.filter { $0.stage == stage }
    let read = all.prefix(count ?? all.count)
    let address = translation.address.raw
    let isWhole = read.count == all.count
    title = "\(stage.words) · \(stage == .one ? "VA" : "IPA") \(Hexadecimal.grouped(address))"
    outcome = isWhole ? NestedGrid.outcome(of: translation) : "\(read.count) of \(all.count) read"
    isMapped = isWhole && translation.mapping != nil
    let root =
      stage == .one ? translator.half(of: translation.address).root : translator.stage2?.root
    fields = root.map { WalkView.fields(of: address, in: $0) } ?? []
    steps = read.map(WalkView.step)
    origin = "\(translator.regime.words), \(translation.access.words)"
    let others = translation.accesses.count - all.count
    if others > 0 {
      origin += "; stage 2 finds each table, with \(others) entries more, which are not shown here"
    }
  }

  private static func fields(of address: UInt64, in root: WalkRoot) -> [Field] {
    AddressSplit(address, root: root).fields
      .filter { $0.role != .unused || $0.value != 0 }
      .map { Field(label: $0.label, bits: $0.binary) }
  }

  private static func step(_ access: TableAccess) -> Step {
    let descriptor = access.step.descriptor
    let granule = descriptor.format.granule
    let name =
      access.stage == .one
      ? access.level.linuxName(granule: granule)
      : access.level.stage2Name(granule: granule)
    return Step(
      name: "\(access.level.shortName) \(name)", index: access.step.index,
      kernelAddress: access.physicalAddress.raw,
      content: Content(raw: descriptor.raw, summary: descriptor.summary))
  }
}
