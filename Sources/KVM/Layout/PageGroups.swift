/// Pages of one address space that a model speaks of, grouped by the 2M and 1G around them.
public struct PageGroups: Hashable, Sendable {
  /// The pages' addresses, ascending.
  public private(set) var pages: [UInt64]
  /// The 2M groups' addresses, ascending.
  public private(set) var blocks: [UInt64]
  /// The 1G groups' addresses, ascending.
  public private(set) var gigs: [UInt64]

  static let pageBytes: UInt64 = 4 << 10
  static let blockBytes: UInt64 = 2 << 20
  static let gigBytes: UInt64 = 1 << 30

  init(pages: Set<UInt64>) {
    self.pages = pages.sorted()
    blocks = Set(pages.map { $0.down(to: PageGroups.blockBytes) }).sorted()
    gigs = Set(pages.map { $0.down(to: PageGroups.gigBytes) }).sorted()
  }

  /// The number of the page that holds an address; nil for one not spoken of.
  public func page(of address: UInt64) -> Int? {
    pages.firstIndex(of: address.down(to: PageGroups.pageBytes))
  }

  /// The number of the 2M group of a page.
  func block(ofPage page: Int) -> Int {
    blocks.firstIndex(of: pages[page].down(to: PageGroups.blockBytes)) ?? 0
  }

  /// The number of the 1G group of a page.
  func gig(ofPage page: Int) -> Int {
    gigs.firstIndex(of: pages[page].down(to: PageGroups.gigBytes)) ?? 0
  }

  /// A page's place among those of its group of a size.
  func place(ofPage page: Int, in bytes: UInt64) -> Int {
    let base = pages[page].down(to: bytes)
    return pages[..<page].count { $0.down(to: bytes) == base }
  }

  /// A 2M group's place among those of its 1G.
  func placeOfBlock(ofPage page: Int) -> Int {
    let base = pages[page].down(to: PageGroups.blockBytes)
    let gig = pages[page].down(to: PageGroups.gigBytes)
    return blocks.count { $0.down(to: PageGroups.gigBytes) == gig && $0 < base }
  }

  /// The number of the first page spoken of in a page's group of a size.
  func head(ofPage page: Int, in bytes: UInt64) -> Int {
    page - place(ofPage: page, in: bytes)
  }

  /// The most pages any 2M group has, and the most 2M groups any 1G has.
  var widest: Int {
    let inBlocks = blocks.map { block in
      pages.count { $0.down(to: PageGroups.blockBytes) == block }
    }
    let inGigs = gigs.map { gig in blocks.count { $0.down(to: PageGroups.gigBytes) == gig } }
    return max(gigs.count, inBlocks.max() ?? 0, inGigs.max() ?? 0)
  }
}

extension UInt64 {
  /// The nearest multiple of a power of two that is not above.
  func down(to bytes: UInt64) -> UInt64 { self & ~(bytes - 1) }
}
