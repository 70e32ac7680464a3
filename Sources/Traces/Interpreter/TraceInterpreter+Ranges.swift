import Machine
import VMSA

// Recordings without the walkers' visits: what a whole call does to the addresses it was given.
extension TraceInterpreter {
  /// A map call that returned 0 has made the leaves for its addresses, each as large as the call's
  /// size and alignment allow.
  mutating func mapWholeRange(_ operation: Stage2Operation) {
    var address = operation.addresses.lowerBound
    var leaves = 0
    while address < operation.addresses.upperBound, leaves < TraceInterpreter.mostLeavesOfACall {
      leaves += 1
      let output = operation.output &+ (address &- operation.addresses.lowerBound)
      let left = operation.addresses.upperBound - address
      guard let level = leafLevel(address: address, output: output, left: left),
        let slot = slot(of: address, level: level, machine: operation.machine),
        let leaf = template.leaf(output: output, level: level, protection: operation.protection)
      else { return }
      dropChild(of: slot, .subtreeReplaced)
      builder.set(.descriptor, slot, to: leaf, .inferred(.madeByMapCall))
      let (next, overflow) = address.addingReportingOverflow(
        facts.granule.entrySpanBytes(at: level))
      if overflow { return }
      address = next
    }
  }

  /// A map call makes one leaf, or a device's few pages; a larger number is a damaged line.
  private static let mostLeavesOfACall = 4096

  /// The highest level a leaf may stand at.
  private func leafLevel(address: UInt64, output: UInt64, left: UInt64) -> Level? {
    Level.allCases.first { level in
      let span = facts.granule.entrySpanBytes(at: level)
      return level >= facts.rootLevel && facts.format.permitsLeaf(at: level) && span <= left
        && (address | output) & (span - 1) == 0
    }
  }

  /// The slot at a level, making the tables on the way that a map call has to make.
  private mutating func slot(of address: UInt64, level: Level, machine: Int) -> Int? {
    guard let root = builder.cast.machines[machine].root else { return nil }
    var table = builder.cast.roots[root].table
    while true {
      let info = builder.cast.tables[table]
      guard let index = info.entryIndex(of: address) else { return nil }
      let slot = info.firstSlot + index
      if info.level == level { return slot }
      if let child = builder.state.table(belowSlot: slot) {
        table = child
      } else {
        guard info.level < .three, hasRoomForTables else { return nil }
        table = makeTable(at: slot, page: nil, isBornEmpty: true, .tableMadeByMapCall)
      }
    }
  }

  /// The end of an unmap or write-protect call whose visits are not recorded.
  mutating func finishRange(_ function: KernelFunction, thread: Int) {
    guard let operation = threads[thread].operation, operation.function == function else { return }
    switch function {
    case .unmapStage2 where !facts.called.contains(.unmapWalker):
      unmapWholeRange(operation.addresses, machine: operation.machine)
    case .writeProtectStage2 where !facts.called.contains(.attributeWalker):
      writeProtectWholeRange(operation.addresses, machine: operation.machine)
    default: break
    }
  }

  /// The end of a notifier's unmap, when no unmap call below it is recorded.
  mutating func finishGuestRange(_ thread: Int) {
    guard !facts.called.contains(.unmapStage2), let machine = threads[thread].machine,
      let record = threads[thread].calls.last?.record
    else { return }
    unmapWholeRange(builder.cast.calls[record].addresses, machine: machine)
  }

  /// An unmap of addresses clears every leaf it meets; a block that is only partly covered goes as
  /// a whole.
  mutating func unmapWholeRange(_ addresses: Range<UInt64>, machine: Int) {
    for slot in leafSlots(meeting: addresses, machine: machine) {
      builder.set(.descriptor, slot, to: 0, .inferred(.clearedByUnmap))
    }
  }

  /// A write protection of addresses takes the permission from every leaf it meets.
  mutating func writeProtectWholeRange(_ addresses: Range<UInt64>, machine: Int) {
    for slot in leafSlots(meeting: addresses, machine: machine) {
      let entry = builder.state.entry(ofSlot: slot)
      builder.set(
        .descriptor, slot, to: entry & ~LeafTemplate.Bit.writable, .inferred(.writeProtected))
    }
  }

  private func leafSlots(meeting addresses: Range<UInt64>, machine: Int) -> [Int] {
    guard let root = builder.cast.machines[machine].root else { return [] }
    return builder.state.leaves(ofRoot: root, cast: builder.cast).filter { leaf in
      let (end, overflow) = leaf.inputAddress.addingReportingOverflow(
        leaf.descriptor.leafSizeBytes)
      return leaf.inputAddress < addresses.upperBound && (overflow || end > addresses.lowerBound)
    }.map(\.slot)
  }
}
