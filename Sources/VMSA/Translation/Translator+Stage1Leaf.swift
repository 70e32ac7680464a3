/// A stage 1 leaf a walk came to, with what the way to it decided.
@usableFromInline
struct Stage1Found {
  /// The leaf.
  @usableFromInline
  let leaf: Descriptor
  /// The limits of all table entries above it, in bits 62:59; none when they don't count.
  @usableFromInline
  let limits: UInt64
  /// The leaf's address as stage 1 knows it.
  @usableFromInline
  let entry: PhysicalAddress
  /// Where it stands in memory.
  @usableFromInline
  let place: PhysicalAddress

  @inlinable
  init(leaf: Descriptor, limits: UInt64, entry: PhysicalAddress, place: PhysicalAddress) {
    self.leaf = leaf
    self.limits = limits
    self.entry = entry
    self.place = place
  }
}

extension Translator {
  /// Checks a leaf: address size, access flag, alignment in Device memory, permissions.
  ///
  /// Source: Arm ARM pseudocode, AArch64.S1HasPermissionsFault and the end of AArch64.S1Walk.
  @inlinable
  func check(
    _ found: Stage1Found, address: VirtualAddress, for access: Access, root: WalkRoot
  ) throws(TranslationStop) {
    let leaf = found.leaf
    guard root.reaches(leaf.outputAddress) else {
      throw .fault(TranslationFault(.addressSize(leaf.level), .addressOutOfRange))
    }
    guard leaf.accessFlag || root.setsAccessFlag else {
      throw .fault(TranslationFault(.accessFlag(leaf.level), .accessFlagClear))
    }
    let permissions = Stage1Permissions(
      leaf: leaf.raw, limits: found.limits, dirtyState: stage1.setsDirtyState,
      hasUnprivileged: regime.hasUnprivileged)
    let refusal = permissions.refusal(
      of: access, wxn: stage1.writableIsNeverExecuted, extendsPAN: stage1.extendsPAN)
    let isMisaligned = address.raw & UInt64(max(access.sizeBytes, 1) &- 1) != 0
    guard refusal != nil || isMisaligned else { return }
    if isMisaligned && access.kind != .execute && memoryType(of: leaf).isDevice {
      throw .fault(TranslationFault(.alignment, .misaligned))
    }
    if let refusal { throw .fault(TranslationFault(.permission(leaf.level), refusal)) }
  }

  /// The memory type MAIR gives a stage 1 leaf.
  @usableFromInline
  func memoryType(of leaf: Descriptor) -> MemoryAttributes.MemoryType {
    let shift = leaf.raw.bits(2...4) * 8
    return MemoryAttributes.MemoryType(
      mair: UInt8(truncatingIfNeeded: stage1.memoryTypes >> shift), hasTags: processor.has(.mte2))
  }

  /// Writes the access flag and the dirty state into a leaf that permits the access.
  ///
  /// The write needs stage 2's permission to write the table.
  ///
  /// Source: Arm ARM pseudocode, AArch64.S1Translate, from "new_desc = descriptor".
  @inlinable
  func update<Memory: PhysicalMemory & ~Copyable, Recorder>(
    _ found: Stage1Found, for access: Access, in memory: borrowing Memory,
    run: inout TranslationRun<Recorder>
  ) throws(TranslationStop) {
    let raw = found.leaf.raw
    var updated = raw | 1 << 10
    if stage1.setsDirtyState && raw.bit(51) && setsDirtyState(access) { updated &= ~(1 << 7) }
    guard updated != raw else { return }
    if let stage2 {
      _ = try walkStage2(
        IntermediateAddress(found.entry.raw), for: Access(.write),
        purpose: .updatesTable(found.leaf.level), rules: stage2, in: memory, run: &run)
    }
    run.update(
      found.place, stage: .one, from: raw, to: updated, isBigEndian: stage1.isBigEndian)
  }

  /// Whether an access makes a leaf with DBM writable.
  @inlinable
  func setsDirtyState(_ access: Access) -> Bool {
    guard access.kind == .write else { return false }
    switch access.origin {
    case .program: return true
    case .addressTranslation: return processor.choices.addressTranslationSetsDirtyState
    case .cacheMaintenance: return false
    }
  }
}
