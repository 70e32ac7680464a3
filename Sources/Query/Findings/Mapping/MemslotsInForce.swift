import Machine

/// The memslots in force at an instant.
public struct MemslotsInForce: Sendable {
  /// The record in force under each number's register, an index into ``Cast/memslots``.
  private var records: [UInt32: Int] = [:]

  /// None, as before the first event.
  public init() {}

  /// Those of a state.
  public init(_ machine: MachineState) {
    for (place, record) in machine.memslotsInForce().enumerated() {
      records[UInt32(truncatingIfNeeded: place)] = record
    }
  }

  /// Whether none is told of.
  public var isEmpty: Bool { records.isEmpty }

  /// Takes in a change of a memslot; other changes are ignored.
  public mutating func apply(_ change: Change) {
    guard change.kind == .memslot else { return }
    records[change.subject] = change.new == 0 ? nil : Int(exactly: change.new - 1)
  }

  /// The slot an address lies in; of several the one told of first.
  public func slot(containing address: UInt64, in cast: Cast) -> MemslotRecord? {
    let found = records.values.filter {
      cast.memslots.indices.contains($0)
        && cast.memslots[$0].guestAddresses.contains(address)
    }.min()
    return found.map { cast.memslots[$0] }
  }
}
