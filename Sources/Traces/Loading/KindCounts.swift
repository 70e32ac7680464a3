/// How many events there are of each kind.
struct KindCounts {
  private var counts: [Int] = []

  /// Counts an event of a kind, an index into ``EventKindTable/names``.
  @inline(__always)
  mutating func count(_ kind: Int) {
    while counts.count <= kind { counts.append(0) }
    counts[kind] &+= 1
  }

  /// The counts of so many kinds; more may be known than were counted.
  func list(of kinds: Int) -> [Int] {
    (0..<kinds).map { $0 < counts.count ? counts[$0] : 0 }
  }
}
