import VMSA

/// The pages tables are made of, and how many entries of each are in use.
///
/// Freed pages are used again, the last one first. Counts are what tells an empty table without
/// reading it. Pages are numbered: those of the pool by where they are, after them those of adopted
/// tables that stand elsewhere.
public struct TablePool: ~Copyable {
  /// The first page.
  public let base: PhysicalAddress
  /// How many pages there are from ``base`` on.
  public let capacity: Int
  /// The pages in use, those of adopted tables elsewhere included.
  public private(set) var used = 0
  @usableFromInline let pageShift: UInt64
  /// For every page the valid entries of the table in it.
  @usableFromInline let live: UnsafeMutablePointer<UInt16>
  private var next = 0
  private var free: [Int32] = []
  /// The adopted pages outside the pool, in the order of their numbers.
  private let elsewhere: [UInt64]
  /// By page of memory the number of each adopted page, in the pool or outside.
  private let adopted: [UInt64: Int32]

  /// Takes `byteCount` bytes from `base` on; both are cut to whole pages, 2^30 at most.
  public init(base: PhysicalAddress, byteCount: UInt64, granule: Granule) {
    let size = granule.pageSizeBytes
    let waste = (size &- base.raw % size) % size
    let start = base.raw.addingReportingOverflow(waste)
    let left = start.overflow || byteCount < waste ? 0 : byteCount - waste
    let room = min(left, UInt64.max - start.partialValue)
    self.base = PhysicalAddress(start.partialValue)
    // Half of what a number holds: the other half is for pages elsewhere.
    capacity = Int(min(room / size, 1 << 30))
    pageShift = UInt64(granule.pageShift)
    live = .allocate(capacity: max(capacity, 1))
    live.initialize(repeating: 0, count: max(capacity, 1))
    elsewhere = []
    adopted = [:]
  }

  /// Adds the tables of `survey` to an unused pool's pages.
  init(_ pool: consuming TablePool, with survey: borrowing TableSurvey) {
    base = pool.base
    capacity = pool.capacity
    pageShift = pool.pageShift
    var elsewhere: [UInt64] = []
    var adopted: [UInt64: Int32] = [:]
    for table in survey.tables {
      let page = table.address.raw >> pageShift
      let within = page &- base.raw >> pageShift
      if within < UInt64(capacity) {
        adopted[page] = Int32(within)
      } else {
        adopted[page] = Int32(clamping: capacity + elsewhere.count)
        elsewhere.append(page)
      }
    }
    let count = max(capacity + elsewhere.count, 1)
    live = .allocate(capacity: count)
    live.initialize(repeating: 0, count: count)
    for table in survey.tables {
      guard let number = adopted[table.address.raw >> pageShift] else { continue }
      live[Int(number)] = UInt16(clamping: table.liveEntries)
    }
    self.elsewhere = elsewhere
    self.adopted = adopted
    used = adopted.count
  }

  deinit { live.deallocate() }

  /// Pages not in use.
  public var available: Int { capacity + elsewhere.count - used }

  /// Takes `count` pages side by side, aligned to their total size, before any other is taken.
  mutating func takeFirst(_ count: Int) -> PhysicalAddress? {
    guard used == 0, count > 0 else { return nil }
    let total = UInt64(count) << pageShift
    let skipped = Int(((total &- base.raw % total) % total) >> pageShift)
    guard skipped <= capacity - count else { return nil }
    used = skipped + count
    next = used
    return base.advanced(by: UInt64(skipped) << pageShift)
  }

  /// Takes a page; nil when there is none left. What is in it is not looked at.
  @usableFromInline
  mutating func take() -> PhysicalAddress? {
    let page: Int
    if let last = free.popLast() {
      page = Int(last)
    } else {
      skipAdopted()
      guard next < capacity else { return nil }
      page = next
      next += 1
    }
    used += 1
    live[page] = 0
    return address(of: page)
  }

  /// Goes past pages of the pool that were adopted; they come back by being freed.
  private mutating func skipAdopted() {
    if adopted.isEmpty { return }
    while next < capacity, adopted[base.raw >> pageShift + UInt64(next)] != nil { next += 1 }
  }

  /// Gives a page back.
  @usableFromInline
  mutating func giveBack(_ table: PhysicalAddress) {
    guard let page = page(of: table) else { return }
    used -= 1
    free.append(Int32(page))
  }

  /// Where a page is.
  private func address(of page: Int) -> PhysicalAddress {
    page < capacity
      ? base.advanced(by: UInt64(page) << pageShift)
      : PhysicalAddress(elsewhere[page - capacity] << pageShift)
  }

  /// The number of the page an address lies in; nil when it is none of these.
  @inlinable @inline(__always)
  func page(of address: PhysicalAddress) -> Int? {
    let page = (address.raw &- base.raw) &>> pageShift
    guard page < UInt64(truncatingIfNeeded: capacity) else { return adoptedPage(of: address) }
    return Int(truncatingIfNeeded: page)
  }

  /// The number of an adopted page outside the pool.
  @usableFromInline @inline(never)
  func adoptedPage(of address: PhysicalAddress) -> Int? {
    adopted.isEmpty ? nil : adopted[address.raw >> pageShift].map { Int($0) }
  }
}
