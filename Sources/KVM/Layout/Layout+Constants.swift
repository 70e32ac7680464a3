extension Layout {
  /// The sizes of the sets that memory decides.
  func sets(vcpus: Int) -> [String: Int] {
    [
      "pages": guest.pages.count, "blocks": guest.blocks.count, "gigs": guest.gigs.count,
      "hpages": host.pages.count, "hblocks": host.blocks.count, "hgigs": host.gigs.count,
      "frames": frameAddresses.count, "slots": max(1, memory.slots.count),
      "entries": max(1, guest.widest, host.widest),
      "tables": 1 + guest.gigs.count + guest.blocks.count + max(1, vcpus),
      "utables": host.blocks.count + 1, "vcpus": max(1, vcpus),
    ]
  }

  /// What the texts' `const` names hold.
  var constants: [String: [Int]] {
    let guestPages = Array(guest.pages.indices)
    let hostPages = Array(host.pages.indices)
    let block = PageGroups.blockBytes
    let gig = PageGroups.gigBytes
    var result: [String: [Int]] = [
      "index1": guestPages.map(guest.gig(ofPage:)),
      "index2": guestPages.map(guest.placeOfBlock(ofPage:)),
      "index3": guestPages.map { guest.place(ofPage: $0, in: block) },
      "block": guestPages.map(guest.block(ofPage:)),
      "gig": guestPages.map(guest.gig(ofPage:)),
      "offset1": guestPages.map { guest.place(ofPage: $0, in: gig) },
      "slotOf": guestPages.map { slotNumber(ofGuest: guest.pages[$0]) },
      "hostOf": guestPages.map { hostPage(ofGuest: guest.pages[$0]) ?? -1 },
      "fits2": guestPages.map { fits(guest.pages[$0], bytes: block) ? 1 : 0 },
      "fits1": guestPages.map { fits(guest.pages[$0], bytes: gig) ? 1 : 0 },
    ]
    result.merge([
      "slotReadOnly": memory.slots.isEmpty ? [0] : memory.slots.map { $0.isReadOnly ? 1 : 0 },
      "hblock": hostPages.map(host.block(ofPage:)),
      "hgig": hostPages.map(host.gig(ofPage:)),
      "hoffset2": hostPages.map { host.place(ofPage: $0, in: block) },
      "hoffset1": hostPages.map { host.place(ofPage: $0, in: gig) },
      "head2": hostPages.map { host.head(ofPage: $0, in: block) },
      "head1": hostPages.map { host.head(ofPage: $0, in: gig) },
      "home": home, "spare": spare, "homeBlock": homeBlock, "homeGig": homeGig,
    ]) { $1 }
    return result
  }

  /// The memslot of a guest page; −1 for none.
  func slotNumber(ofGuest page: UInt64) -> Int {
    memory.slots.firstIndex { $0.guestRange.contains(page) } ?? -1
  }

  /// The process page behind a guest page.
  func hostPage(ofGuest page: UInt64) -> Int? {
    memory.slot(ofGuest: page).flatMap { host.page(of: page - $0.guest + $0.host) }
  }

  /// The guest pages that memslots put on process pages of a range.
  func guestPages(onHost range: Range<UInt64>) -> [Int] {
    guest.pages.indices.filter { page in
      hostPage(ofGuest: guest.pages[page]).map { range.contains(host.pages[$0]) } ?? false
    }
  }

  private func fits(_ page: UInt64, bytes: UInt64) -> Bool {
    memory.slot(ofGuest: page)?.fits(page, bytes: bytes) ?? false
  }
}
