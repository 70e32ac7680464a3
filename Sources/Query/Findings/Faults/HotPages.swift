import Machine
import VMSA

/// Which pages take how many faults, and how near to each other faults are.
public struct HotPages: Sendable {
  /// A page of one virtual machine.
  public struct Place: Hashable, Sendable {
    /// The virtual machine, an index into ``Cast/machines``; nil where it is not known.
    public var machine: Int?
    /// The first intermediate address.
    public var address: UInt64
  }

  /// The faults of one page.
  public struct Page: Hashable, Sendable {
    /// Which page.
    public var place: Place
    /// How many faults it took.
    public var faults = 0
    /// How many of them ended mapped.
    public var mapped = 0
    /// How many gave up and were to try again: busy or retried.
    public var triedAgain = 0
    /// The event of the first fault.
    public var firstEvent: Int
    /// The event of the last one.
    public var lastEvent: Int
  }

  /// The faults within the span of one block.
  public struct Block: Hashable, Sendable {
    /// The first address.
    public var address: UInt64
    /// How many faults its pages took together.
    public var faults = 0
    /// How many of its pages took faults.
    public var pages = 0
  }

  /// The pages, those with most faults first, then by address.
  public let pages: [Page]
  private let blocks: [Place: Block]
  private let blockBytes: [Int: UInt64]

  /// Goes through the faults once; memory grows with the pages that take faults.
  ///
  /// - Parameter isWanted: whether the fault told of by an event counts.
  public init(_ timeline: Timeline, where isWanted: (Int) -> Bool = { _ in true }) {
    let cast = timeline.cast
    var pages: [Place: Page] = [:]
    var blocks: [Place: Block] = [:]
    var blockBytes: [Int: UInt64] = [:]
    for fault in cast.faults where isWanted(fault.event) {
      let granule = cast.granule(of: fault)
      let bytes = granule.entrySpanBytes(at: .two)
      blockBytes[fault.machine ?? -1] = bytes
      let place = Place(
        machine: fault.machine, address: fault.address.aligned(down: granule.pageSizeBytes).raw)
      let block = Place(
        machine: fault.machine, address: fault.address.aligned(down: bytes).raw)
      let isNew = pages[place] == nil
      pages[
        place, default: Page(place: place, firstEvent: fault.event, lastEvent: fault.event)
      ].add(fault)
      blocks[block, default: Block(address: block.address)].faults += 1
      if isNew { blocks[block]?.pages += 1 }
    }
    self.blocks = blocks
    self.blockBytes = blockBytes
    self.pages = pages.values.sorted {
      ($1.faults, $0.place.machine ?? -1, $0.place.address)
        < ($0.faults, $1.place.machine ?? -1, $1.place.address)
    }
  }

  /// The block a page lies in.
  public func block(of page: Page) -> Block {
    let bytes = blockBytes[page.place.machine ?? -1] ?? 1
    let address = page.place.address - page.place.address % bytes
    return blocks[Place(machine: page.place.machine, address: address)]
      ?? Block(address: address, faults: page.faults, pages: 1)
  }
}

extension HotPages.Page {
  fileprivate mutating func add(_ fault: FaultRecord) {
    faults += 1
    lastEvent = max(lastEvent, fault.event)
    switch fault.outcome {
    case .mapped?: mapped += 1
    case .entryBusy?, .retried?: triedAgain += 1
    default: break
    }
  }
}
