import VMSA

/// The machine at one instant: tables, locks, threads, invalidations, counters.
///
/// It is a set of registers that ``apply(_:)`` and ``undo(_:)`` write; the ``Cast`` says who they
/// belong to. Everything in it follows from the changes up to the instant, so two ways to the same
/// instant give equal states.
public struct MachineState: Sendable {
  /// The content of the tables' entry slots, and which table hangs where.
  var pages = EntryPages()
  /// Whether each root is in use.
  var rootLive: [Bool]
  /// How many tables have their pages.
  private(set) var tableCount = 0
  /// A packed ``LockClaim`` for each claim that is held.
  var holds: [UInt64]
  /// A packed ``LockClaim`` for each claim that is waited for.
  var waits: [UInt64]
  /// The fault each thread is in, plus 1.
  var threadFault: [UInt64]
  /// The innermost traced call each thread is in, plus 1.
  var threadCall: [UInt64]
  /// Whether each thread runs its guest.
  var threadGuest: [Bool]
  /// The open invalidations, ascending.
  var invalidationsOpen: [UInt32]
  /// The counters' values.
  var counters: [UInt64]
  /// The memslot record, plus 1, in force under each slot number.
  var memslots: [UInt32: UInt64]
  /// How many leaves of each level each live root reaches: five counts a root, from level −1.
  var leafCounts: [Int]

  /// The state before the first event.
  public init(cast: Cast) {
    rootLive = []
    holds = []
    waits = []
    threadFault = []
    threadCall = []
    threadGuest = []
    invalidationsOpen = []
    counters = []
    memslots = [:]
    leafCounts = []
    extend(to: cast)
  }

  /// Makes room for members that joined the cast: nothing is held, nothing is attached, entries of
  /// tables that were born empty are known to be 0, other entries are unknown.
  mutating func extend(to cast: Cast) {
    for table in cast.tables[min(tableCount, cast.tables.count)...] {
      let page: EntryPage = table.isBornEmpty ? .empty : .unknown
      let last = (table.firstSlot + max(table.entryCount, 1) - 1) >> EntryPage.shift
      while pages.count <= last { pages.append(page) }
    }
    tableCount = cast.tables.count
    rootLive.pad(to: cast.roots.count, with: false)
    leafCounts.pad(to: cast.roots.count * MachineState.levelCount, with: 0)
    holds.pad(to: cast.claims.count, with: 0)
    waits.pad(to: cast.claims.count, with: 0)
    threadFault.pad(to: cast.threads.count, with: 0)
    threadCall.pad(to: cast.threads.count, with: 0)
    threadGuest.pad(to: cast.threads.count, with: false)
    counters.pad(to: cast.counters.count, with: 0)
  }

  /// Levels −1 to 3.
  static let levelCount = 5
}

extension MachineState: Equatable {}

extension Array {
  /// Appends copies of a value until the array has a length; never shortens it.
  fileprivate mutating func pad(to length: Int, with value: Element) {
    if count < length { append(contentsOf: repeatElement(value, count: length - count)) }
  }
}
