import Machine
import VMSA

/// What happened to one page: the entries on the way to it, the tables they stand in, its faults.
public struct PageHistory: Sendable {
  /// The root, an index into ``Cast/roots``.
  public let root: Int
  /// The first address of the page.
  public let address: UInt64
  /// What happened, in order.
  public let moments: [HistoryMoment]

  /// Collects what happened to the page an address lies in. O(changes + tables + faults).
  public init(of address: UInt64, root: Int, in timeline: Timeline) {
    let cast = timeline.cast
    let granule = cast.roots.indices.contains(root) ? cast.roots[root].format.granule : .size4K
    self.root = root
    self.address = address - address % granule.pageSizeBytes
    let tables = cast.tables.indices.filter {
      cast.tables[$0].root == root && cast.tables[$0].entryIndex(of: address) != nil
    }
    let slots = Set(
      tables.compactMap { table in
        cast.tables[table].entryIndex(of: address).map { cast.tables[table].firstSlot + $0 }
      })
    var moments = TableMoments.collect(
      in: timeline, slots: slots.contains, tables: Set(tables).contains)
    let page = self.address
    for (number, fault) in cast.faults.enumerated()
    where fault.address.aligned(down: granule.pageSizeBytes).raw == page
      && cast.root(of: fault) == root
    {
      moments.append(HistoryMoment(event: fault.event, happening: .fault(number)))
    }
    self.moments = HistoryMoment.sorted(moments)
  }
}

/// The writes and links of tables, gathered in one pass.
enum TableMoments {
  static func collect(
    in timeline: Timeline, slots: (Int) -> Bool, tables: (Int) -> Bool
  ) -> [HistoryMoment] {
    var moments: [HistoryMoment] = []
    for event in 0..<timeline.count {
      for (number, change) in timeline.log.changes(ofEventAt: event).enumerated() {
        let subject = Int(change.subject)
        if change.kind == .tableAttached, tables(subject) {
          moments.append(
            HistoryMoment(
              event: event,
              happening: change.new != 0 ? .linked(table: subject) : .dropped(table: subject)))
        } else if let write = DescriptorWrite(change, number: number, event: event),
          slots(write.slot)
        {
          moments.append(HistoryMoment(event: event, happening: .write(write)))
        }
        if moments.count >= HistoryMoment.limit { return moments }
      }
    }
    return moments
  }
}

extension Cast {
  /// The root a fault's address is looked up in; the first one where its machine is not known.
  public func root(of fault: FaultRecord) -> Int? {
    guard let machine = fault.machine, machines.indices.contains(machine),
      let root = machines[machine].root
    else { return roots.indices.first }
    return root
  }
}
