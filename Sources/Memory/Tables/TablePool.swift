import VMSA

/// The pages tables are made of, and how many entries of each are in use.
///
/// Freed pages are used again, the last one first. Counts are what tells an empty table without
/// reading it.
public struct TablePool: ~Copyable {
  /// The first page.
  public let base: PhysicalAddress
  /// How many pages there are.
  public let capacity: Int
  /// The pages in use.
  public private(set) var used = 0
  @usableFromInline let pageShift: UInt64
  /// For every page the valid entries of the table in it.
  @usableFromInline let live: UnsafeMutablePointer<UInt16>
  private var next = 0
  private var free: [Int32] = []

  /// Takes `byteCount` bytes from `base` on; both are cut to whole pages, 2^31 − 1 at most.
  public init(base: PhysicalAddress, byteCount: UInt64, granule: Granule) {
    let size = granule.pageSizeBytes
    let waste = (size &- base.raw % size) % size
    let start = base.raw.addingReportingOverflow(waste)
    let left = start.overflow || byteCount < waste ? 0 : byteCount - waste
    let room = min(left, UInt64.max - start.partialValue)
    self.base = PhysicalAddress(start.partialValue)
    capacity = Int(min(room / size, UInt64(Int32.max)))
    pageShift = UInt64(granule.pageShift)
    live = .allocate(capacity: max(capacity, 1))
    live.initialize(repeating: 0, count: max(capacity, 1))
  }

  deinit { live.deallocate() }

  /// Pages not in use.
  public var available: Int { capacity - used }

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
    } else if next < capacity {
      page = next
      next += 1
    } else {
      return nil
    }
    used += 1
    live[page] = 0
    return base.advanced(by: UInt64(page) << pageShift)
  }

  /// Gives a page back.
  @usableFromInline
  mutating func giveBack(_ table: PhysicalAddress) {
    guard let page = page(of: table) else { return }
    used -= 1
    free.append(Int32(page))
  }

  /// Which page an address lies in; nil when it is none of the pool.
  @inlinable @inline(__always)
  func page(of address: PhysicalAddress) -> Int? {
    let page = (address.raw &- base.raw) &>> pageShift
    guard page < UInt64(truncatingIfNeeded: capacity) else { return nil }
    return Int(truncatingIfNeeded: page)
  }
}
