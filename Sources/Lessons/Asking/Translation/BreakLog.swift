import Memory
import VMSA

/// What a table builder does to change a live entry, in order and in words.
enum BreakLog {
  /// What a table builder does for a change.
  static func log(
    of operation: BreakOrderQuestion.Operation, _ stage: Stage, _ input: UInt64, _ output: UInt64
  ) throws(MapError) -> TableLog {
    let format = DescriptorFormat(stage: stage, granule: .size4K)
    guard
      let shape = WalkRoot(
        format: format, inputBits: 39, startLevel: .one, tableAddress: PhysicalAddress(0))
    else { throw MapError(input, .outsideInput) }
    let bits =
      stage == .one
      ? Stage1Attributes(attrIndex: 0, sh: .inner, accessFlag: true, uxn: true).encoded(in: format)
      : Stage2Attributes(
        memAttr: 0b1111, readable: true, writable: true, sh: .inner, accessFlag: true
      ).encoded(in: format)
    var memory = SparseMemory()
    let pool = TablePool(
      base: PhysicalAddress(0x4800_0000), byteCount: 16 << 12, granule: .size4K)
    var builder = try TableBuilder(like: shape, pool: pool, recorder: TableLog(), in: &memory)
    let attributes = LeafAttributes(bits: bits)
    let target = PhysicalAddress(output)
    switch operation {
    case .split:
      try builder.map(input, to: target, level: .two, attributes: attributes, in: &memory)
      builder.recorder = TableLog()
      try builder.split(input, in: &memory)
    case .collapse:
      try builder.mapRange(
        input, byteCount: 2 << 20, to: target, largest: .three, attributes: attributes, in: &memory)
      builder.recorder = TableLog()
      try builder.collapse(input, level: .two, in: &memory)
    case .memoryType:
      try builder.map(input, to: target, attributes: attributes, in: &memory)
      builder.recorder = TableLog()
      try builder.protect(
        input, byteCount: 4096, attributes: LeafAttributes(bits: bits ^ 1 << 2), in: &memory)
    }
    return builder.recorder
  }

  /// The log in words, with the barriers that an invalidation stands between.
  static func items(of log: TableLog) -> [String] {
    // The filling of a table to which nothing leads yet may happen at any time before.
    guard case .write(let last)? = log.changes.last else { return [] }
    var items: [String] = []
    var waits = true
    for change in log.changes {
      switch change {
      case .write(let write) where write.entry != last.entry: break
      case .write(let write):
        let entry = "the \(write.level.words) entry at \(write.entry)"
        items.append(
          write.new == 0
            ? "write 0 to \(entry)" : "write the new descriptor, \(write.new.hexWord), to \(entry)")
      case .invalidation(let invalidation):
        let name = "TLBI \(invalidation.name)"
        if waits { items.append("DSB ISHST: wait until walks see the write") }
        waits = false
        items.append(
          invalidation.operation.takesAddress ? "\(name) for \(invalidation.address.hex)" : name)
        items.append("DSB ISH: wait until \(invalidation.name) is complete")
      }
    }
    return items
  }
}
