/// What 512 entry slots hold: half, all or part of a translation table, whatever its granule.
struct EntryPage: Equatable, Sendable {
  /// Content of every slot; meaningful where ``links`` says that it is known.
  var entries: [UInt64]
  /// For every slot the table hung below it plus 1, or 0 (bits 30:0), and whether its content is
  /// known (bit 31).
  var links: [UInt32]
  /// Whether the table that begins here is attached to its parent entry.
  var isAttached = false

  /// Slots in a page.
  static let length = 1 << shift
  static let shift = 9
  /// The bit of ``links`` that says that a slot's content is known.
  static let known: UInt32 = 1 << 31

  private init(link: UInt32) {
    entries = EntryPage.zeros
    links = Array(repeating: link, count: EntryPage.length)
  }

  private static let zeros = [UInt64](repeating: 0, count: length)
  /// Nothing is known of any slot.
  static let unknown = EntryPage(link: 0)
  /// Every slot is known to be empty.
  static let empty = EntryPage(link: known)

  /// Whether slots are all known to be 0, with nothing below them.
  fileprivate func isKnownEmpty(_ slots: Range<Int>) -> Bool {
    entries[slots].allSatisfy { $0 == 0 } && links[slots].allSatisfy { $0 == EntryPage.known }
  }
}

/// The pages of all tables' entry slots; a copy shares every page that neither side changes.
///
/// Two levels of arrays, so that keeping a state costs a copy of references to groups of pages, not
/// to each page.
struct EntryPages: Equatable, Sendable {
  private var groups: [[EntryPage]] = []
  /// How many pages there are.
  private(set) var count = 0

  private static let groupShift = 7
  private static let groupMask = 1 << groupShift - 1

  mutating func append(_ page: EntryPage) {
    if count & Self.groupMask == 0 { groups.append([]) }
    groups[groups.count - 1].append(page)
    count += 1
  }

  /// Whether there is a page for a slot.
  func contains(_ slot: Int) -> Bool { slot >= 0 && slot >> EntryPage.shift < count }

  subscript(page: Int) -> EntryPage {
    get { groups[page >> Self.groupShift][page & Self.groupMask] }
    _modify { yield &groups[page >> Self.groupShift][page & Self.groupMask] }
  }

  /// The content of a slot, and its link.
  func slot(_ slot: Int) -> (entry: UInt64, link: UInt32) {
    let page = slot >> EntryPage.shift
    let index = slot & (EntryPage.length - 1)
    return (
      groups[page >> Self.groupShift][page & Self.groupMask].entries[index],
      groups[page >> Self.groupShift][page & Self.groupMask].links[index]
    )
  }

  /// Whether slots are all known to be 0, with nothing below them.
  func isKnownEmpty(_ slots: Range<Int>) -> Bool {
    var slot = slots.lowerBound
    while slot < slots.upperBound {
      guard contains(slot) else { return false }
      let first = slot & (EntryPage.length - 1)
      let last = min(EntryPage.length, first + slots.upperBound - slot)
      guard self[slot >> EntryPage.shift].isKnownEmpty(first..<last) else { return false }
      slot += last - first
    }
    return true
  }
}
