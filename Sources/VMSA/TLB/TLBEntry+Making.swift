extension TLBEntry {
  /// A leaf of stage 1, as it may be held; nil for what no TLB holds.
  ///
  /// Invalid entries are never held, nor leaves with a clear access flag. A leaf may be held in
  /// pieces, and one with the contiguous hint as the whole run, at which nobody looks before:
  /// `pieceShift` is log2 of the piece around `input`, or of more than the leaf up to its run; nil
  /// is the whole leaf.
  ///
  /// Source: Arm ARM, "TLB maintenance": "Translation table entries that ... generate a Translation
  /// fault, an Address size fault, or an Access flag fault are never cached in a TLB"; "Contiguous
  /// bit".
  public static func stage1(
    _ leaf: Descriptor, input: UInt64, asid: UInt16, vmid: UInt16 = 0, pieceShift: UInt64? = nil,
    regime: TranslationRegime = .el1And0
  ) -> TLBEntry? {
    guard leaf.isLeaf, leaf.accessFlag, leaf.format.stage == .one else { return nil }
    let shift = heldShift(leaf, pieceShift)
    let notGlobal = leaf.raw.bit(11)
    return TLBEntry(
      .stage1, regime: regime, start: input, sizeShift: shift, asid: notGlobal ? asid : nil,
      vmid: vmid, leaf: leaf, output: output(of: input, leaf, shift))
  }

  /// A leaf of stage 2, as it may be held; nil for what no TLB holds.
  public static func stage2(
    _ leaf: Descriptor, input: IntermediateAddress, vmid: UInt16, pieceShift: UInt64? = nil
  ) -> TLBEntry? {
    guard leaf.isLeaf, leaf.accessFlag, leaf.format.stage == .two else { return nil }
    let shift = heldShift(leaf, pieceShift)
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
    _ table: Descriptor, input: UInt64, asid: UInt16 = 0, vmid: UInt16 = 0,
    regime: TranslationRegime = .el1And0
  ) -> TLBEntry? {
    guard table.kind == .table else { return nil }
    let stage = table.format.stage
    return TLBEntry(
      .walk(stage), regime: stage == .one ? regime : .el1And0, start: input,
      sizeShift: leafShift(table), asid: stage == .one ? asid : nil, vmid: vmid, leaf: table,
      output: table.nextTableAddress)
  }

  /// log2 of what an entry of a descriptor's level spans.
  private static func leafShift(_ leaf: Descriptor) -> UInt64 {
    UInt64(min(leaf.format.granule.shift(at: leaf.level), 63))
  }

  /// log2 of the piece of a leaf, or of its run, that is asked for.
  private static func heldShift(_ leaf: Descriptor, _ pieceShift: UInt64?) -> UInt64 {
    let whole = leafShift(leaf)
    guard leaf.raw.bit(52), let count = leaf.format.granule.contiguousEntries(at: leaf.level) else {
      return min(pieceShift ?? whole, whole)
    }
    return min(pieceShift ?? whole, whole + UInt64(count.trailingZeroBitCount))
  }

  /// Where the piece around `input` leads; of a run its start, which is aligned to all of it.
  private static func output(
    of input: UInt64, _ leaf: Descriptor, _ pieceShift: UInt64
  ) -> PhysicalAddress {
    let offset = input & (leaf.leafSizeBytes &- 1)
    return PhysicalAddress((leaf.outputAddress.raw &+ offset) & (UInt64.max << pieceShift))
  }
}
