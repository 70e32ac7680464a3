import KVM

/// A second, deliberately plain reading of a model's variables: where a page is mapped, straight
/// from the entries and the lists of addresses, with no table and no descriptor made.
struct PlainReading {
  /// How a page is mapped.
  struct Mapping: Hashable {
    var output: UInt64
    var bytes: UInt64
    var isWritable: Bool
    var isYoung: Bool
  }

  private let words: VariableReader
  private let layout: Layout
  private let state: ModelState

  init(_ model: Model, _ layout: Layout, _ state: ModelState) {
    words = VariableReader(model)
    self.layout = layout
    self.state = state
  }

  /// How stage 2 maps a guest page that the model speaks of; nil for not at all.
  func stage2(_ page: UInt64) -> Mapping? {
    guard words["tableRef", 0, in: state] > 0 else { return nil }
    let pages = layout.guest.pages
    var table = 0
    for shift: UInt64 in [30, 21, 12] {
      // The root stands for all 1G groups there are; every other table for those of its own group.
      let group = pages.filter { shift == 30 || $0 >> (shift + 9) == page >> (shift + 9) }
      let place = Set(group.map { $0 >> shift }).sorted().firstIndex(of: page >> shift) ?? 0
      let entry = TableEntry(word: words["ent", table, place, in: state])
      if entry.kind == .leaf { return mapping(entry, page, shift) }
      guard entry.kind == .table, shift > 12, words["tableRef", Int(entry.target), in: state] > 0
      else { return nil }
      table = Int(entry.target)
    }
    return nil
  }

  /// How the process maps one of its pages; nil for not at all.
  func process(_ page: UInt64) -> Mapping? {
    guard words["userRoot", in: state] != 0 else { return nil }
    let gig = layout.host.gigs.firstIndex(of: page & ~0x3fff_ffff) ?? 0
    let upper = TableEntry(word: words["pud", gig, in: state])
    if upper.kind == .leaf { return mapping(upper, page, 30) }
    guard upper.kind == .table else { return nil }
    let block = layout.host.blocks.firstIndex(of: page & ~0x1f_ffff) ?? 0
    let middle = TableEntry(word: words["pmd", block, in: state])
    if middle.kind == .leaf { return mapping(middle, page, 21) }
    guard middle.kind == .table, words["userTable", Int(middle.target), in: state] != 0 else {
      return nil
    }
    let siblings = layout.host.pages.filter { $0 >> 21 == page >> 21 }
    let place = siblings.firstIndex(of: page) ?? 0
    let lower = TableEntry(word: words["pte", Int(middle.target), place, in: state])
    return lower.kind == .leaf ? mapping(lower, page, 12) : nil
  }

  private func mapping(_ entry: TableEntry, _ page: UInt64, _ shift: UInt64) -> Mapping {
    let frame = layout.frameAddresses[Int(entry.target)]
    let bytes: UInt64 = 1 << shift
    return Mapping(
      output: frame - frame % bytes + page % bytes, bytes: bytes, isWritable: entry.isWritable,
      isYoung: entry.isYoung)
  }
}
