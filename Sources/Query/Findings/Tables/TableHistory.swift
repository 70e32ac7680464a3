import Machine

/// The life of one table: linked in, its entries written, taken out.
public struct TableHistory: Sendable {
  /// The table, an index into ``Cast/tables``.
  public let table: Int
  /// What happened, in order.
  public let moments: [HistoryMoment]
  /// The event that linked it in; nil when it was there from the beginning, or is a root's.
  public let linkedEvent: Int?
  /// The event that took it out for good; nil when the recording ends before.
  public let droppedEvent: Int?

  /// Collects what happened to a table; nothing where there is no such table. O(changes).
  public init(of table: Int, in timeline: Timeline) {
    self.table = table
    let cast = timeline.cast
    var slots = 0..<0
    if cast.tables.indices.contains(table) {
      let info = cast.tables[table]
      slots = info.firstSlot..<info.firstSlot + info.entryCount
    }
    moments = TableMoments.collect(
      in: timeline, slots: slots.contains, tables: { $0 == table })
    var (linked, dropped): (Int?, Int?) = (nil, nil)
    for moment in moments {
      switch moment.happening {
      case .linked:
        linked = linked ?? moment.event
        dropped = nil
      case .dropped: dropped = moment.event
      default: break
      }
    }
    (linkedEvent, droppedEvent) = (linked, dropped)
  }
}
