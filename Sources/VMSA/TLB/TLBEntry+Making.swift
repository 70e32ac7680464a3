extension TLBEntry {
  /// A leaf of stage 1, as it may be held; nil for what no TLB holds.
  ///
  /// Invalid entries are never held, nor leaves with a clear access flag. A leaf may be held in
  /// pieces: `pieceShift` is log2 of the piece around `input`, the whole leaf if nil or larger.
  ///
  /// Source: Arm ARM, "TLB maintenance": "Translation table entries that ... generate a Translation
  /// fault, an Address size fault, or an Access flag fault are never cached in a TLB".
  public static func stage1(
    _ leaf: Descriptor, input: UInt64, asid: UInt16, vmid: UInt16 = 0, pieceShift: UInt64? = nil
  ) -> TLBEntry? {
    guard leaf.isLeaf, leaf.accessFlag, leaf.format.stage == .one else { return nil }
    let shift = min(pieceShift ?? 63, leafShift(leaf))
    let notGlobal = leaf.raw.bit(11)
    return TLBEntry(
      .stage1, start: input, sizeShift: shift, asid: notGlobal ? asid : nil, vmid: vmid,
      leaf: leaf, output: output(of: input, leaf, shift))
  }

  /// A leaf of stage 2, as it may be held; nil for what no TLB holds.
  public static func stage2(
    _ leaf: Descriptor, input: IntermediateAddress, vmid: UInt16, pieceShift: UInt64? = nil
  ) -> TLBEntry? {
    guard leaf.isLeaf, leaf.accessFlag, leaf.format.stage == .two else { return nil }
    let shift = min(pieceShift ?? 63, leafShift(leaf))
    return TLBEntry(
      .stage2, start: input.raw, sizeShift: shift, asid: nil, vmid: vmid, leaf: leaf,
      output: output(of: input.raw, leaf, shift))
  }

  /// Leaves of both stages as one entry, of the smaller one's size; nil for what no TLB holds.
  public static func combined(
    _ stage1: Descriptor, _ stage2: Descriptor, input: UInt64, asid: UInt16, vmid: UInt16
  ) -> TLBEntry? {
    let shift = min(leafShift(stage1), leafShift(stage2))
    guard
      let first = TLBEntry.stage1(stage1, input: input, asid: asid, pieceShift: shift),
      let second = TLBEntry.stage2(
        stage2, input: IntermediateAddress(first.output.raw), vmid: vmid, pieceShift: shift)
    else { return nil }
    return TLBEntry(
      .combined, start: input, sizeShift: shift, asid: first.asid, vmid: vmid, leaf: stage1,
      output: second.output)
  }

  /// A table entry as a walk cache may hold it; nil for any other descriptor.
  ///
  /// Stage 1's belong to an address space: whether a leaf below is global isn't known yet.
  public static func walk(
    _ table: Descriptor, input: UInt64, asid: UInt16 = 0, vmid: UInt16 = 0
  ) -> TLBEntry? {
    guard table.kind == .table else { return nil }
    let stage = table.format.stage
    return TLBEntry(
      .walk(stage), start: input, sizeShift: leafShift(table), asid: stage == .one ? asid : nil,
      vmid: vmid, leaf: table, output: table.nextTableAddress)
  }

  /// log2 of what an entry of a descriptor's level spans.
  private static func leafShift(_ leaf: Descriptor) -> UInt64 {
    UInt64(min(leaf.format.granule.shift(at: leaf.level), 63))
  }

  /// Where the piece around `input` leads.
  private static func output(
    of input: UInt64, _ leaf: Descriptor, _ pieceShift: UInt64
  ) -> PhysicalAddress {
    let offset = input & (leaf.leafSizeBytes &- 1) & (UInt64.max << pieceShift)
    return leaf.outputAddress.advanced(by: offset)
  }
}
