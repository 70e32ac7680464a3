import VMSA

/// The tables below a root, each of them once, with how many of their entries are valid.
///
/// What walks alone would put up with is an error here: whoever changes tables must know that each
/// belongs to one place. Every table is read once, so that damaged ones, which may lead back to
/// themselves, cost no more than others; and there is a limit to their number, for a memory that is
/// everywhere has no end of them.
public struct TableSurvey: Hashable, Sendable {
  /// One page of tables.
  public struct Table: Hashable, Sendable {
    /// Where it is. A first table smaller than a page may begin inside one.
    public let address: PhysicalAddress
    /// Its level.
    public let level: Level
    /// The first input address it translates.
    public let input: UInt64
    /// Its entries: a page's worth, but for a small first table.
    public let entries: Int
    /// How many of them are valid.
    public internal(set) var liveEntries: Int
    /// The entry that leads to it; nil for the first table.
    public let link: PhysicalAddress?
    /// Where the table that holds that entry is in ``TableSurvey/tables``.
    let parent: Int?
  }

  /// The root they were found from.
  public let root: WalkRoot
  /// The tables, upper levels first; of a root of several each by itself.
  public internal(set) var tables: [Table] = []
  let geometry: TableGeometry
  let tableLimit: Int
  /// By page the place of the table in it.
  var places: [UInt64: Int] = [:]

  /// Reads all tables below `root`.
  ///
  /// - Throws: ``AdoptError`` for the first thing found that no tree can have whose entries are all
  ///   its own.
  public init<Memory: TableMemory & ~Copyable>(
    _ root: WalkRoot, tableLimit: Int = 1 << 20, in memory: borrowing Memory
  ) throws(AdoptError) {
    self.root = root
    self.tableLimit = tableLimit
    geometry = TableGeometry(root)
    try addRoot()
    var next = 0
    while next < tables.count {
      try read(next, in: memory)
      next += 1
    }
  }

  /// The entry a table hangs on, for errors; the table itself for the first.
  private func place(of table: Int) -> (entry: PhysicalAddress, level: Level, input: UInt64) {
    let found = tables[table]
    guard let link = found.link, let above = found.level.previous else {
      return (found.address, found.level, found.input)
    }
    return (link, above, found.input)
  }

  /// Begins with the pages of the first table.
  private mutating func addRoot() throws(AdoptError) {
    let perPage = Int(geometry.indexMask) + 1
    let first = root.tableAddress
    guard first.raw & geometry.beyondMask == 0 else {
      throw AdoptError(
        entry: first, level: root.startLevel, input: geometry.inputPrefix, .tableTooFar(first))
    }
    for page in 0..<max(1, root.concatenatedTables) {
      let address = first.advanced(by: UInt64(page) << geometry.pageShift)
      places[address.raw >> geometry.pageShift] = tables.count
      tables.append(
        Table(
          address: address, level: root.startLevel,
          input: geometry.inputPrefix | UInt64(page * perPage) << geometry.startShift,
          entries: min(perPage, geometry.startEntries), liveEntries: 0, link: nil, parent: nil))
    }
  }

  /// Counts a table's valid entries and adds the tables they lead to.
  private mutating func read<Memory: TableMemory & ~Copyable>(
    _ table: Int, in memory: borrowing Memory
  ) throws(AdoptError) {
    let about = tables[table]
    // Copied: errors can't be thrown from where the words are lent.
    let words: [UInt64]? = memory.withWords(at: about.address, count: about.entries) { words in
      words.indices.map { words[$0] }
    }
    guard let words else {
      let place = place(of: table)
      throw AdoptError(
        entry: place.entry, level: place.level, input: place.input, .unknownTable(about.address))
    }
    var checkedRun = -1
    for (index, raw) in words.enumerated() where raw & 1 == 1 {
      let step = WalkStep(
        tableAddress: about.address, index: index,
        descriptor: Descriptor(raw: raw, level: about.level, format: root.format))
      let input = about.input | UInt64(index) << UInt64(root.format.granule.shift(at: about.level))
      do throws(Fault) {
        switch step.descriptor.kind {
        case .table: try link(step, input, from: table)
        case .block, .page:
          try checkOutput(step)
          try checkRun(step, of: about.entries, checked: &checkedRun, in: memory)
        case .invalid, .reserved: throw Fault(.reservedDescriptor(raw))
        }
      } catch {
        throw AdoptError(
          entry: step.entryAddress, level: about.level, input: input, error.problem)
      }
      tables[table].liveEntries += 1
    }
  }
}

// MARK: - Entries

extension TableSurvey {
  /// A problem whose place is known to the caller.
  private struct Fault: Error {
    let problem: AdoptError.Problem
    init(_ problem: AdoptError.Problem) { self.problem = problem }
  }

  /// Adds the table an entry leads to.
  private mutating func link(
    _ step: WalkStep, _ input: UInt64, from parent: Int
  ) throws(Fault) {
    let address = step.descriptor.nextTableAddress
    guard address.raw & geometry.beyondMask == 0 else { throw Fault(.tableTooFar(address)) }
    let page = address.raw >> geometry.pageShift
    if let known = places[page] {
      var above: Int? = parent
      while let ancestor = above, ancestor != known { above = tables[ancestor].parent }
      // A root of several tables is one table to the walk.
      let isRoot = tables[known].link == nil
      guard above == nil, !isRoot, let first = tables[known].link else {
        throw Fault(.loop(address))
      }
      throw Fault(.linkedTwice(address, first: first))
    }
    guard tables.count < tableLimit else { throw Fault(.tooManyTables(limit: tableLimit)) }
    guard let level = step.level.next else { throw Fault(.reservedDescriptor(step.descriptor.raw)) }
    places[page] = tables.count
    tables.append(
      Table(
        address: address, level: level, input: input, entries: Int(geometry.indexMask) + 1,
        liveEntries: 0, link: step.entryAddress, parent: parent))
  }

  /// Refuses a leaf that walks end in an address size fault at.
  private func checkOutput(_ step: WalkStep) throws(Fault) {
    let output = step.descriptor.outputAddress
    guard output.raw & geometry.beyondMask == 0 else { throw Fault(.outputTooFar(output)) }
  }

  /// Refuses a contiguous run whose members don't agree; looks at each run once.
  private func checkRun<Memory: PhysicalMemory & ~Copyable>(
    _ step: WalkStep, of entries: Int, checked: inout Int, in memory: borrowing Memory
  ) throws(Fault) {
    guard step.descriptor.raw & 1 << 52 != 0, step.index >= checked,
      let run = ContiguousRun(of: step, in: memory)
    else { return }
    let end = run.firstIndex + run.count
    guard end <= entries else { throw Fault(.brokenRun(index: entries)) }
    switch run.consistency {
    case .consistent: checked = end
    case .broken(let index), .unknown(let index): throw Fault(.brokenRun(index: index))
    }
  }
}
