/// Which addresses the numbers of a model stand for.
///
/// A model speaks only of pages that something happens to, of those at the beginning of the blocks
/// around them, and of their neighbours that a scenario watches; a block covers all pages of it
/// that are spoken of.
public struct Layout: Sendable {
  /// The plan it was made from.
  public let memory: MemoryPlan
  /// Guest pages, by intermediate physical address.
  public let guest: PageGroups
  /// The process's pages, by virtual address.
  public let host: PageGroups
  /// The physical address of each page frame.
  public private(set) var frameAddresses: [UInt64] = []
  /// The frame a host fault installs for each process page.
  private(set) var home: [Int] = []
  /// The frame it installs where that one is in use; −1 for none.
  private(set) var spare: [Int] = []
  /// The first frame of each process 2M region's huge page.
  private(set) var homeBlock: [Int] = []
  /// The first frame of each process 1G region's huge page.
  private(set) var homeGig: [Int] = []
  /// Where physical memory begins, and where single pages lie in it.
  private static let physicalBase: UInt64 = 0x8000_0000
  private static let singlePageBase: UInt64 = 0xc000_0000
  private static let gigPageBase: UInt64 = 0x1_0000_0000

  /// Chooses pages and frames for a scenario.
  public init(_ scenario: Scenario) {
    memory = scenario.memory
    let (guestPages, hostPages) = Layout.pages(of: scenario)
    guest = PageGroups(pages: guestPages)
    host = PageGroups(pages: hostPages)
    assignFrames(spareRanges: scenario.threads.compactMap(\.range))
  }

  // MARK: - Pages

  /// The guest pages and process pages that matter, closed under what a block can cover.
  private static func pages(of scenario: Scenario) -> (guest: Set<UInt64>, host: Set<UInt64>) {
    let memory = scenario.memory
    var guest = Set(
      (memory.watched + memory.mappings.map(\.guest) + scenario.threads.compactMap(\.guest)
        + scenario.threads.flatMap(\.accesses).flatMap {
          [$0.address] + ($0.table.map { [$0] } ?? [])
        }).map {
          $0.down(to: PageGroups.pageBytes)
        })
    var host: Set<UInt64> = []
    for range in scenario.threads.compactMap(\.range) {
      host.insert(range.lowerBound.down(to: PageGroups.pageBytes))
    }
    // Each round adds what the last one's pages need; there are at most a few.
    var before = -1
    while before != guest.count + host.count {
      before = guest.count + host.count
      for page in guest {
        guard let slot = memory.slot(ofGuest: page) else { continue }
        for bytes in [PageGroups.blockBytes, PageGroups.gigBytes]
        where slot.fits(page, bytes: bytes) {
          guest.insert(page.down(to: bytes))
        }
        host.insert(page - slot.guest + slot.host)
      }
      for page in host {
        for slot in memory.slots where slot.hostRange.contains(page) {
          guest.insert(page - slot.host + slot.guest)
        }
      }
    }
    return (guest, host)
  }

  // MARK: - Frames

  private mutating func assignFrames(spareRanges: [Range<UInt64>]) {
    homeBlock = Array(repeating: 0, count: host.blocks.count)
    homeGig = Array(repeating: 0, count: host.gigs.count)
    home = Array(repeating: 0, count: host.pages.count)
    spare = Array(repeating: -1, count: host.pages.count)
    for (number, gig) in host.gigs.enumerated() {
      guard memory.areas.contains(where: { $0.kind == .hugetlb1G && $0.range.contains(gig) })
      else { continue }
      homeGig[number] = frameAddresses.count
      for page in host.pages where page.down(to: PageGroups.gigBytes) == gig {
        frameAddresses.append(Layout.gigPageBase + UInt64(number) << 30 + (page - gig))
      }
    }
    for (number, block) in host.blocks.enumerated() {
      homeBlock[number] = frameAddresses.count
      for (place, page) in host.pages.enumerated()
      where page.down(to: PageGroups.blockBytes) == block {
        home[place] = frameAddresses.count
        let area = memory.area(ofHost: page)
        frameAddresses.append(
          area?.kind == .pages || area?.kind == .device
            ? scatteredAddress(frameAddresses.count)
            : Layout.physicalBase + UInt64(number) << 21 + (page - block))
      }
    }
    for (place, page) in host.pages.enumerated()
    where spareRanges.contains(where: { $0.contains(page) }) {
      spare[place] = frameAddresses.count
      frameAddresses.append(scatteredAddress(frameAddresses.count))
    }
  }

  /// An address for a single page: no two neighbours in the process lie side by side.
  private func scatteredAddress(_ frame: Int) -> UInt64 {
    Layout.singlePageBase + UInt64(frame) * 3 * PageGroups.pageBytes
  }

  /// The frames that hold nothing at first and that a copy can go to, by process page.
  func spareFrame(ofHost address: UInt64) -> Int? {
    host.page(of: address).map { spare[$0] }
  }
}

extension MemoryPlan {
  /// The memslot that covers a guest address.
  func slot(ofGuest address: UInt64) -> Slot? { slots.first { $0.guestRange.contains(address) } }

  /// The VMA of an address in the process.
  func area(ofHost address: UInt64) -> Area? { areas.first { $0.range.contains(address) } }
}

extension MemoryPlan.Area {
  /// Its addresses in the process.
  var range: Range<UInt64> { host..<host &+ size }
}

extension MemoryPlan.Slot {
  /// Its addresses in the guest.
  var guestRange: Range<UInt64> { guest..<guest &+ size }
  /// Its addresses in the process.
  var hostRange: Range<UInt64> { host..<host &+ size }

  /// Whether KVM may map a block of a size around a guest page: both addresses agree modulo the
  /// size, and the block lies inside the memslot.
  ///
  /// Source: arch/arm64/kvm/mmu.c, fault_supports_stage2_huge_mapping (v5.14 to v7.1).
  public func fits(_ page: UInt64, bytes: UInt64) -> Bool {
    guard guest & (bytes - 1) == host & (bytes - 1) else { return false }
    let block = (page - guest + host).down(to: bytes)
    return block >= host && block + bytes <= host + size
  }
}
