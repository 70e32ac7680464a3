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
  /// Whether a leaf passes all checks: address size, access flag, alignment, permissions.
  ///
  /// A plain answer and no throw: a function that throws so large an error is never inlined.
  @inlinable @inline(__always)
  func permits(
    _ found: Stage1Found, address: VirtualAddress, for access: Access, root: WalkRoot
  ) -> Bool {
    let leaf = found.leaf
    let permissions = Stage1Permissions(
      leaf: leaf.raw, limits: found.limits, dirtyState: stage1.setsDirtyState,
      hasUnprivileged: regime.hasUnprivileged)
    return root.reaches(leaf.outputAddress) && (leaf.accessFlag || root.setsAccessFlag)
      && permissions.allows(
        access, wxn: stage1.writableIsNeverExecuted, extendsPAN: stage1.extendsPAN)
      && address.raw & UInt64(max(access.sizeBytes, 1) &- 1) == 0
  }

  /// Throws what a leaf that doesn't permit an access ends it in: address size, access flag,
  /// alignment in Device memory, permissions, in this order.
  ///
  /// Source: Arm ARM pseudocode, AArch64.S1HasPermissionsFault and the end of AArch64.S1Walk.
  @usableFromInline @inline(never)
  func refuse(
    _ found: Stage1Found, address: VirtualAddress, for access: Access, root: WalkRoot
  ) throws(TranslationStop) {
    let leaf = found.leaf
    guard root.reaches(leaf.outputAddress) else {
      throw .stage1(.addressSize(leaf.level), .addressOutOfRange)
    }
    guard leaf.accessFlag || root.setsAccessFlag else {
      throw .stage1(.accessFlag(leaf.level), .accessFlagClear)
    }
    let isMisaligned = address.raw & UInt64(max(access.sizeBytes, 1) &- 1) != 0
    if isMisaligned && isDeviceData(leaf, access) { throw .stage1(.alignment, .misaligned) }
    let permissions = Stage1Permissions(
      leaf: leaf.raw, limits: found.limits, dirtyState: stage1.setsDirtyState,
      hasUnprivileged: regime.hasUnprivileged)
    let refusal = permissions.refusal(
      of: access, wxn: stage1.writableIsNeverExecuted, extendsPAN: stage1.extendsPAN)
    if let refusal { throw .stage1(.permission(leaf.level), refusal) }
  }

  /// Whether an access is to data in Device memory.
  func isDeviceData(_ leaf: Descriptor, _ access: Access) -> Bool {
    access.kind != .execute && memoryType(of: leaf).isDevice
  }

  /// The memory type MAIR gives a stage 1 leaf.
  @usableFromInline
  func memoryType(of leaf: Descriptor) -> MemoryAttributes.MemoryType {
    let shift = leaf.raw.bits(2...4) * 8
    return MemoryAttributes.MemoryType(
      mair: UInt8(truncatingIfNeeded: stage1.memoryTypes >> shift), hasTags: processor.has(.mte2))
  }

  /// A leaf with the access flag and the dirty state an access gives it.
  ///
  /// Source: Arm ARM pseudocode, AArch64.S1Translate, from "new_desc = descriptor".
  @inlinable @inline(__always)
  func updated(_ raw: UInt64, by access: Access) -> UInt64 {
    let flagged = raw | 1 << 10
    guard stage1.setsDirtyState && raw.bit(51) && setsDirtyState(access) else { return flagged }
    return flagged & ~(1 << 7)
  }

  /// Writes an updated leaf, which needs stage 2's permission to write the table.
  @inlinable @inline(never)
  func update<Memory: PhysicalMemory & ~Copyable, Recorder>(
    _ found: Stage1Found, to raw: UInt64, in memory: borrowing Memory,
    run: inout TranslationRun<Recorder>
  ) throws(TranslationStop) {
    if let stage2 {
      _ = try walkStage2(
        IntermediateAddress(found.entry.raw), for: Access(.write),
        purpose: .updatesTable(found.leaf.level), rules: stage2, in: memory, run: &run)
    }
    run.update(
      found.place, stage: .one, from: found.leaf.raw, to: raw, isBigEndian: stage1.isBigEndian)
  }

  /// Whether an access makes a leaf with DBM writable.
  @inlinable @inline(__always)
  func setsDirtyState(_ access: Access) -> Bool {
    guard case .write = access.kind else { return false }
    switch access.origin {
    case .program: return true
    case .addressTranslation: return processor.choices.addressTranslationSetsDirtyState
    case .cacheMaintenance: return false
    }
  }
}
