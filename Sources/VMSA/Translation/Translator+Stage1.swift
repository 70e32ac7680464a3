/// A stage 1 leaf and where it leads.
public struct Stage1Output: Hashable, Sendable {
  /// The leaf, before any update.
  public let leaf: Descriptor
  /// The address it gives.
  public let output: IntermediateAddress

  /// Makes an output from its parts.
  @inlinable
  init(leaf: Descriptor, output: IntermediateAddress) {
    self.leaf = leaf
    self.output = output
  }
}

extension Translator {
  /// Walks the stage 1 tables; each is first found through stage 2 when there is one.
  ///
  /// The order of checks is the architecture's: the range, the base register, then at each entry
  /// stage 2, validity, address size; at the leaf the access flag, alignment, permissions.
  ///
  /// Source: Arm ARM pseudocode, AArch64.S1Translate and AArch64.S1Walk.
  @inlinable
  func walkStage1<Memory: PhysicalMemory & ~Copyable, Recorder>(
    _ address: VirtualAddress, for access: Access, in memory: borrowing Memory,
    run: inout TranslationRun<Recorder>
  ) throws(TranslationStop) -> Stage1Output {
    let half = half(of: address)
    guard let root = half.root, starts(address, for: access, half: half, root: root) else {
      throw noWalk(of: address, for: access, half: half)
    }
    let granule = root.format.granule
    let lastIndex = UInt64(granule.entriesPerTable &- 1)
    var level = root.startLevel
    var shift = granule.shift(at: level)
    var table = root.tableAddress
    var index = root.index(of: address.raw)
    var limits: UInt64 = 0
    while true {
      let entry = table.advanced(by: UInt64(truncatingIfNeeded: index) &* 8)
      var place = entry
      if let stage2 {
        place = try walkStage2(
          IntermediateAddress(entry.raw), for: Access(.read), purpose: .locatesTable(level),
          rules: stage2, in: memory, run: &run
        ).output
      }
      guard let raw = run.entry(at: place, isBigEndian: stage1.isBigEndian, in: memory) else {
        throw .unknownEntry(place, stage: .one, level: level)
      }
      let descriptor = Descriptor(raw: raw, level: level, format: root.format)
      run.recorder.note(
        TableAccess(
          purpose: .stage1, input: address.raw,
          step: WalkStep(tableAddress: table, index: index, descriptor: descriptor),
          physicalAddress: place))
      switch descriptor.kind {
      case .invalid: throw .stage1(.translation(level), .invalidEntry)
      case .reserved: throw .stage1(.translation(level), .reservedEntry)
      case .table:
        table = descriptor.nextTableAddress
        guard root.reaches(table) else {
          throw .stage1(.addressSize(level), .addressOutOfRange)
        }
        limits |= raw
        guard let next = level.next else {
          throw .stage1(.translation(level), .reservedEntry)
        }
        level = next
        shift &-= granule.stride
        index = Int(truncatingIfNeeded: (address.raw &>> UInt64(shift)) & lastIndex)
      case .block, .page:
        let found = Stage1Found(
          leaf: descriptor, limits: half.ignoresTableLimits ? 0 : limits, entry: entry,
          place: place)
        if !permits(found, address: address, for: access, root: root) {
          try refuse(found, address: address, for: access, root: root)
        }
        let updated = updated(raw, by: access)
        if updated != raw { try update(found, to: updated, in: memory, run: &run) }
        let offset = address.raw & (descriptor.leafSizeBytes &- 1)
        return Stage1Output(
          leaf: descriptor,
          output: IntermediateAddress(descriptor.outputAddress.raw | offset))
      }
    }
  }

  /// Whether the walk of `address` starts: everything checked before the first table.
  @inlinable @inline(__always)
  func starts(
    _ address: VirtualAddress, for access: Access, half: Stage1Half, root: WalkRoot
  ) -> Bool {
    let untagged = Int64(bitPattern: half.untagged(address.raw, for: access))
    return untagged &>> Int64(root.inputBits) == root.highBits
      && !(half.deniesEL0 && access.isUnprivileged) && root.reaches(root.tableAddress)
  }

  /// The end of a translation that doesn't come to a first table.
  @usableFromInline @inline(never)
  func noWalk(
    of address: VirtualAddress, for access: Access, half: Stage1Half
  ) -> TranslationStop {
    guard let root = half.root else {
      let error = registerError(of: address)
      return .stage1(.translation(.zero), error.map { .registers($0) } ?? .inputOutOfRange)
    }
    if half.deniesEL0 && access.isUnprivileged {
      return .stage1(.translation(.zero), .deniedToEL0)
    }
    let untagged = Int64(bitPattern: half.untagged(address.raw, for: access))
    guard untagged &>> Int64(root.inputBits) == root.highBits else {
      return .stage1(.translation(.zero), .inputOutOfRange)
    }
    return .stage1(.addressSize(.zero), .baseOutOfRange)
  }
}
