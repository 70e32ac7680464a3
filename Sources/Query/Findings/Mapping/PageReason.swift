/// The one reason why an address was not mapped by a block.
public enum PageReason: String, CaseIterable, Hashable, Sendable {
  /// Dirty pages of the slot are logged.
  case dirtyLogging = "dirty-logging"
  /// Guest and host addresses of the slot differ modulo the block size.
  case misaligned
  /// The block around the address reaches beyond the slot.
  case outsideSlot = "outside-slot"
  /// The slot allows a block and less was asked for: most likely the host's page is smaller.
  case hostPage = "host-page"
  /// No memslot covers the address, as for a device.
  case noMemslot = "no-memslot"
  /// The recording tells of no memslots, so nothing can be said.
  case notRecorded = "not-recorded"

  /// The reason in a few words.
  public var words: String {
    switch self {
    case .dirtyLogging: "dirty pages are logged, which takes pages"
    case .misaligned: "guest and host addresses differ modulo the block size"
    case .outsideSlot: "the block around the address reaches beyond the slot"
    case .hostPage: "the slot allows a block; most likely the host's page is smaller"
    case .noMemslot: "no memslot covers the address, as for a device"
    case .notRecorded: "memslots are not recorded"
    }
  }

  /// Whether it is the memslot that forbids a block: then nothing else was asked.
  public var isOfSlot: Bool {
    switch self {
    case .dirtyLogging, .misaligned, .outsideSlot: true
    case .hostPage, .noMemslot, .notRecorded: false
    }
  }

  /// What one fact says by itself; nil where it does not stand in the way of a block.
  public init?(_ fact: MappingReason) {
    switch fact {
    case .dirtyLogging: self = .dirtyLogging
    case .misaligned: self = .misaligned
    case .blockOutside: self = .outsideSlot
    case .hostPageNotHuge: self = .hostPage
    case .noMemslot: self = .noMemslot
    case .memslotsNotRecorded: self = .notRecorded
    default: return nil
    }
  }
}
