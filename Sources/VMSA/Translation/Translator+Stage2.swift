/// A stage 2 leaf and where it leads.
public struct Stage2Output: Hashable, Sendable {
  /// The leaf, before any update.
  public let leaf: Descriptor
  /// The address it gives.
  public let output: PhysicalAddress

  /// Makes an output from its parts.
  @inlinable
  init(leaf: Descriptor, output: PhysicalAddress) {
    self.leaf = leaf
    self.output = output
  }
}

extension Translator {
  /// Walks the stage 2 tables.
  ///
  /// Source: Arm ARM pseudocode, AArch64.S2Translate and AArch64.S2Walk.
  @inlinable
  func walkStage2<Memory: PhysicalMemory & ~Copyable, Recorder>(
    _ address: IntermediateAddress, for access: Access, purpose: TableAccess.Purpose,
    rules: Stage2Rules, in memory: borrowing Memory, run: inout TranslationRun<Recorder>
  ) throws(TranslationStop) -> Stage2Output {
    let query = Stage2Query(address: address, access: access, purpose: purpose)
    guard let root = rules.root else {
      throw query.fault(
        .translation(.zero), rules.error.map { .registers($0) } ?? .inputOutOfRange)
    }
    guard root.contains(address.raw) else {
      throw query.fault(.translation(.zero), .inputOutOfRange)
    }
    guard root.reaches(root.tableAddress) else {
      throw query.fault(.addressSize(.zero), .baseOutOfRange)
    }
    let granule = root.format.granule
    let lastIndex = UInt64(granule.entriesPerTable &- 1)
    var level = root.startLevel
    var shift = granule.shift(at: level)
    var table = root.tableAddress
    var index = root.index(of: address.raw)
    while true {
      let entry = table.advanced(by: UInt64(truncatingIfNeeded: index) &* 8)
      guard let raw = run.entry(at: entry, isBigEndian: rules.isBigEndian, in: memory) else {
        throw .unknownEntry(entry, stage: .two, level: level)
      }
      let descriptor = Descriptor(raw: raw, level: level, format: root.format)
      run.recorder.note(
        TableAccess(
          purpose: purpose, input: address.raw,
          step: WalkStep(tableAddress: table, index: index, descriptor: descriptor),
          physicalAddress: entry))
      switch descriptor.kind {
      case .invalid: throw query.fault(.translation(level), .invalidEntry)
      case .reserved: throw query.fault(.translation(level), .reservedEntry)
      case .table:
        table = descriptor.nextTableAddress
        guard root.reaches(table) else {
          throw query.fault(.addressSize(level), .addressOutOfRange)
        }
        guard let next = level.next else { throw query.fault(.translation(level), .reservedEntry) }
        level = next
        shift &-= granule.stride
        index = Int(truncatingIfNeeded: (address.raw &>> UInt64(shift)) & lastIndex)
      case .block, .page:
        try check(descriptor, query: query, root: root, rules: rules)
        update(descriptor, at: entry, query: query, rules: rules, run: &run)
        let offset = address.raw & (descriptor.leafSizeBytes &- 1)
        return Stage2Output(
          leaf: descriptor, output: PhysicalAddress(descriptor.outputAddress.raw | offset))
      }
    }
  }

  /// Checks a stage 2 leaf: address size, access flag, permissions, PTW.
  ///
  /// Source: Arm ARM pseudocode, AArch64.S2HasPermissionsFault.
  @inlinable @inline(__always)
  func check(
    _ leaf: Descriptor, query: Stage2Query, root: WalkRoot, rules: Stage2Rules
  ) throws(TranslationStop) {
    guard root.reaches(leaf.outputAddress) else {
      throw query.fault(.addressSize(leaf.level), .addressOutOfRange)
    }
    guard leaf.accessFlag || root.setsAccessFlag else {
      throw query.fault(.accessFlag(leaf.level), .accessFlagClear)
    }
    if rules.protectsTableWalks && query.isTableWalk {
      let attribute = Stage2MemoryAttribute(UInt8(truncatingIfNeeded: leaf.raw.bits(2...5)))
      if attribute.isDevice(forcedWriteBack: rules.forcesWriteBack) {
        throw query.fault(.permission(leaf.level), .tableInDeviceMemory)
      }
    }
    let permissions = Stage2Permissions(
      leaf: leaf.raw, dirtyState: rules.setsDirtyState, hasXNX: rules.hasXNX)
    if !permissions.allows(query.access) {
      throw query.fault(
        .permission(leaf.level), permissions.refusal(of: query.access) ?? .notReadable)
    }
  }

  /// Writes the access flag and the dirty state into a stage 2 leaf that permits the access.
  @inlinable @inline(__always)
  func update<Recorder>(
    _ leaf: Descriptor, at entry: PhysicalAddress, query: Stage2Query, rules: Stage2Rules,
    run: inout TranslationRun<Recorder>
  ) {
    var updated = leaf.raw | 1 << 10
    if rules.setsDirtyState && leaf.raw.bit(51) && setsDirtyState(query.access) {
      updated |= 1 << 7
    }
    guard updated != leaf.raw else { return }
    run.update(entry, stage: .two, from: leaf.raw, to: updated, isBigEndian: rules.isBigEndian)
  }
}
