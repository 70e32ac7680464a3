/// The first words of the variables that hold memory: what the process has mapped, and what stage 2
/// maps already.
struct InitialMemory {
  private let layout: Layout
  private let sets: [String: Int]
  private var pageRef: [Int]
  private var pud: [Int]
  private var pmd: [Int]
  private var pte: [Int]
  private var userTable: [Int]
  private var entries: [Int]
  private var tableRef: [Int]
  private var area: [Int]
  private var width: Int { sets["entries"] ?? 1 }

  /// The first words, by variable.
  static func words(_ layout: Layout, sets: [String: Int]) -> [String: [Int]] {
    var memory = InitialMemory(layout, sets: sets)
    memory.fillProcess()
    memory.fillStage2()
    return memory.words
  }

  private init(_ layout: Layout, sets: [String: Int]) {
    self.layout = layout
    self.sets = sets
    func zeroes(_ names: String...) -> [Int] {
      Array(repeating: 0, count: names.reduce(1) { $0 * (sets[$1] ?? 0) })
    }
    pageRef = zeroes("frames")
    pud = zeroes("hgigs")
    pmd = zeroes("hblocks")
    pte = zeroes("utables", "entries")
    userTable = zeroes("utables")
    entries = zeroes("tables", "entries")
    tableRef = zeroes("tables")
    area = zeroes("hpages")
  }

  private var words: [String: [Int]] {
    [
      "pageRef": pageRef, "pud": pud, "pmd": pmd, "pte": pte, "userTable": userTable,
      "ent": entries, "tableRef": tableRef, "area": area,
      "slot": layout.memory.slots.isEmpty ? [0] : layout.memory.slots.map { _ in 1 },
      "slotLog": layout.memory.slots.isEmpty
        ? [0] : layout.memory.slots.map { $0.isLogged ? 1 : 0 },
    ]
  }

  // MARK: - The process

  private mutating func fillProcess() {
    for (page, address) in layout.host.pages.enumerated() {
      guard let plan = layout.memory.area(ofHost: address) else { continue }
      // 0 of the model's `area` is “gone”.
      area[page] = 1 + (MemoryPlan.Area.Kind.allCases.firstIndex(of: plan.kind) ?? 0)
      if plan.isPresent { map(page, plan.kind) }
    }
  }

  private mutating func map(_ page: Int, _ kind: MemoryPlan.Area.Kind) {
    let host = layout.host
    let gig = host.gig(ofPage: page)
    let block = host.block(ofPage: page)
    switch kind {
    case .hugetlb1G:
      pud[gig] = leaf(layout.homeGig[gig])
      pageRef[layout.homeGig[gig] + host.place(ofPage: page, in: PageGroups.gigBytes)] += 1
    case .huge, .hugetlb2M:
      pud[gig] = table(0)
      pmd[block] = leaf(layout.homeBlock[block])
      pageRef[layout.homeBlock[block] + host.place(ofPage: page, in: PageGroups.blockBytes)] += 1
    case .pages, .device:
      pud[gig] = table(0)
      pmd[block] = table(block)
      userTable[block] = 1
      pte[block * width + host.place(ofPage: page, in: PageGroups.blockBytes)] =
        leaf(layout.home[page])
      pageRef[layout.home[page]] += 1
    }
  }

  // MARK: - Stage 2

  private mutating func fillStage2() {
    tableRef[0] = 1
    if layout.memory.hasTables {
      for page in layout.guest.pages.indices
      where layout.slotNumber(ofGuest: layout.guest.pages[page]) >= 0 {
        _ = levelTwoTable(of: page)
      }
    }
    for mapping in layout.memory.mappings { map(mapping) }
  }

  private mutating func map(_ mapping: MemoryPlan.Mapping) {
    guard let page = layout.guest.page(of: mapping.guest),
      let host = layout.hostPage(ofGuest: layout.guest.pages[page])
    else { return }
    let word = Int(
      TableEntry(
        frame: Int32(frame(ofHost: host, size: mapping.size)), isWritable: mapping.isWritable,
        isExecutable: true, isYoung: mapping.isYoung
      ).word)
    if mapping.size >= PageGroups.gigBytes {
      return set(0, layout.guest.gig(ofPage: page), to: word)
    }
    let upper = levelTwoTable(of: page)
    let place = layout.guest.placeOfBlock(ofPage: page)
    if mapping.size >= PageGroups.blockBytes { return set(upper, place, to: word) }
    set(
      child(of: upper, at: place),
      layout.guest.place(ofPage: page, in: PageGroups.blockBytes), to: word)
  }

  private mutating func levelTwoTable(of page: Int) -> Int {
    child(of: 0, at: layout.guest.gig(ofPage: page))
  }

  /// The table below an entry, made where there is none.
  private mutating func child(of table: Int, at place: Int) -> Int {
    let entry = TableEntry(word: Int32(entries[table * width + place]))
    if entry.kind == .table { return Int(entry.target) }
    let new = tableRef.firstIndex(of: 0) ?? 0
    tableRef[new] = 1
    set(table, place, to: self.table(new))
    return new
  }

  private mutating func set(_ table: Int, _ place: Int, to word: Int) {
    if entries[table * width + place] == 0 { tableRef[table] += 1 }
    entries[table * width + place] = word
  }

  /// The frame that a process page, or the block around it, is in; mapped in the process or not.
  private func frame(ofHost page: Int, size: UInt64) -> Int {
    let host = layout.host
    if size >= PageGroups.gigBytes { return layout.homeGig[host.gig(ofPage: page)] }
    return size >= PageGroups.blockBytes
      ? layout.homeBlock[host.block(ofPage: page)] : layout.home[page]
  }

  private func leaf(_ frame: Int) -> Int {
    Int(TableEntry(frame: Int32(frame), isWritable: true, isExecutable: true).word)
  }

  private func table(_ number: Int) -> Int { Int(TableEntry(table: Int32(number)).word) }
}
