extension Walk {
  /// Walks the tables from `root` for `address`.
  ///
  /// The order of checks at one entry is the architecture's: a translation fault before an address
  /// size fault before an access flag fault. An input outside the range and a root outside the
  /// physical address size fault at level 0, whatever the start level.
  @inlinable
  public static func translate<Memory: PhysicalMemory & ~Copyable>(
    _ address: UInt64, from root: WalkRoot, in memory: borrowing Memory
  ) -> Walk {
    var steps = WalkSteps()
    let result = descend(address, from: root, in: memory, recording: &steps)
    return Walk(address: address, root: root, steps: steps, result: result)
  }

  /// How a walk from `root` for `address` ends, without its steps: about half the time of
  /// `translate`.
  @inlinable
  public static func lookUp<Memory: PhysicalMemory & ~Copyable>(
    _ address: UInt64, from root: WalkRoot, in memory: borrowing Memory
  ) -> Result {
    var steps = NoSteps()
    return descend(address, from: root, in: memory, recording: &steps)
  }

  /// The walk itself, which notes its steps as it goes.
  @inlinable
  static func descend<Memory: PhysicalMemory & ~Copyable, Steps: WalkStepRecorder>(
    _ address: UInt64, from root: WalkRoot, in memory: borrowing Memory,
    recording steps: inout Steps
  ) -> Result {
    guard root.contains(address) else { return .fault(.translation(.zero)) }
    guard root.reaches(root.tableAddress) else { return .fault(.addressSize(.zero)) }

    // A root's shifts are all below 64, so the masking `&>>` is safe; `>>` costs a branch a level.
    let granule = root.format.granule
    let lastIndex = UInt64(granule.entriesPerTable &- 1)
    var level = root.startLevel
    var shift = UInt64(truncatingIfNeeded: granule.shift(at: level))
    let stride = UInt64(truncatingIfNeeded: granule.stride)
    var table = root.tableAddress
    var index = root.index(of: address)
    while true {
      let entry = table.advanced(by: UInt64(truncatingIfNeeded: index) &* 8)
      guard let raw = memory.descriptor(at: entry) else { return .unknownEntry(entry) }
      let descriptor = Descriptor(raw: raw, level: level, format: root.format)
      steps.append(WalkStep(tableAddress: table, index: index, descriptor: descriptor))

      switch descriptor.kind {
      case .invalid, .reserved:
        return .fault(.translation(level))
      case .table:
        table = descriptor.nextTableAddress
        guard root.reaches(table) else { return .fault(.addressSize(level)) }
        // A table entry at level 3 doesn't exist; to the compiler it might.
        guard let next = level.next else { return .fault(.translation(level)) }
        level = next
        shift &-= stride
        index = Int(truncatingIfNeeded: (address &>> shift) & lastIndex)
      case .block, .page:
        return leafResult(descriptor, shift: shift, address: address, root: root)
      }
    }
  }

  /// How a walk ends that came to a leaf of `1 << shift` bytes.
  @inlinable @inline(__always)
  static func leafResult(
    _ leaf: Descriptor, shift: UInt64, address: UInt64, root: WalkRoot
  ) -> Result {
    // What the leaf says itself about its size costs a multiplication.
    let start = PhysicalAddress(
      leaf.format.address(in: leaf.raw, from: Int(truncatingIfNeeded: shift)))
    guard root.reaches(start) else { return .fault(.addressSize(leaf.level)) }
    guard leaf.accessFlag || root.setsAccessFlag else { return .fault(.accessFlag(leaf.level)) }
    let offset = address & ((1 &<< shift) &- 1)
    return .mapped(output: PhysicalAddress(start.raw | offset), leaf: leaf)
  }
}

extension WalkRoot {
  /// Whether `address` fits in the configured physical address size.
  @inlinable
  func reaches(_ address: PhysicalAddress) -> Bool {
    // A mask, not a shift: the walk's loop needs it at every level, and works it out once.
    address.raw & (UInt64.max &<< UInt64(truncatingIfNeeded: physicalAddressBits)) == 0
  }
}
