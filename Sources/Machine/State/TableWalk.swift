import VMSA

/// A walk over the tables of a state, which may stop at something not known.
public struct TableWalk: Hashable, Sendable {
  /// One entry read.
  public struct Step: Hashable, Sendable {
    /// The table, an index into ``Cast/tables``.
    public var table: Int
    /// The entry's index in it.
    public var index: Int
    /// The entry's slot.
    public var slot: Int
    /// What is known of it.
    public var content: EntryContent
  }

  /// Where a walk came to.
  public enum Result: Hashable, Sendable {
    /// A block or page.
    case mapped(output: PhysicalAddress)
    /// An entry that is invalid: a translation fault at its level.
    case invalid(Level)
    /// An entry that was never seen.
    case unknown(Level)
    /// The address lies outside what the root translates, or the root is not in use.
    case noTable
  }

  /// The entries read, from the root's table on.
  public var steps: [Step]
  /// Where the walk came to.
  public var result: Result
}

extension MachineState {
  /// Walks a root's tables for an input address.
  public func walk(root: Int, to inputAddress: UInt64, cast: Cast) -> TableWalk {
    guard isLive(root: root) else { return TableWalk(steps: [], result: .noTable) }
    var steps: [TableWalk.Step] = []
    var table = cast.roots[root].table
    while steps.count < MachineState.levelCount {
      let info = cast.tables[table]
      guard let index = info.entryIndex(of: inputAddress) else { break }
      let slot = info.firstSlot + index
      let content = content(ofSlot: slot, cast: cast)
      steps.append(TableWalk.Step(table: table, index: index, slot: slot, content: content))
      if let child = self.table(belowSlot: slot) {
        table = child
        continue
      }
      return TableWalk(steps: steps, result: end(of: content, info, at: inputAddress))
    }
    return TableWalk(steps: steps, result: .noTable)
  }

  private func end(
    of content: EntryContent, _ table: TableInfo, at inputAddress: UInt64
  ) -> TableWalk.Result {
    switch content {
    case .unknown, .tableOfUnknownAddress: return .unknown(table.level)
    case .known(let descriptor):
      switch descriptor.kind {
      case .block, .page:
        let span = table.granule.entrySpanBytes(at: table.level)
        return .mapped(
          output: PhysicalAddress(descriptor.outputAddress.raw | inputAddress & (span - 1)))
      case .table: return .unknown(table.level)
      case .invalid, .reserved: return .invalid(table.level)
      }
    }
  }
}
