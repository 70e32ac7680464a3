/// The translations one processor holds: what it may use instead of the tables.
///
/// Without a bound and without chance: what was put in stays until an invalidation takes it out,
/// the worst a program has to reckon with.
///
/// Source: Arm ARM, "Translation Lookaside Buffers".
public struct TLB: Hashable, Sendable {
  /// What it holds, oldest first.
  public private(set) var entries: [TLBEntry] = []

  /// Makes an empty one.
  public init() {}

  /// How a look-up ends.
  public enum LookUp: Hashable, Sendable {
    /// Nothing is held for the address: the tables are walked.
    case miss
    /// One entry matches, or several that don't conflict, and the tables aren't looked at. Of
    /// several it is the oldest: it may have permissions the tables don't give any more.
    case hit(TLBEntry)
    /// Several match that differ in what needs a break to be changed: a TLB conflict abort, or the answer of any of them.
    ///
    /// Tables that are changed by the rules never lead here: what one leaf, or one consistent run,
    /// is held as may overlap in any way.
    ///
    /// Source: Arm ARM, "TLB conflict aborts".
    case conflict([TLBEntry])
  }

  /// Puts an entry in; one that is held already stays as it is.
  public mutating func insert(_ entry: TLBEntry) {
    if !entries.contains(entry) { entries.append(entry) }
  }

  /// What is held for a virtual address in an address space: leaves of stage 1, alone or combined.
  ///
  /// The ASID counts only for entries that aren't global, the VMID for all of EL1&0. Of both an
  /// entry of stage 1 alone and a combined one, which may be held side by side, it answers the
  /// combined: the one that also hides stage 2's tables.
  public func lookUp(
    _ address: VirtualAddress, asid: UInt16, vmid: UInt16 = 0,
    regime: TranslationRegime = .el1And0
  ) -> LookUp {
    let found = entries.filter {
      $0.isByVirtualAddress && !$0.isWalkCache && $0.regime == regime && $0.covers(address.raw)
        && (regime != .el1And0 || $0.vmid == vmid) && ($0.asid ?? asid) == asid
    }
    let alone = Self.answer(found.filter { $0.contents == .stage1 }, for: address.raw)
    let combined = Self.answer(found.filter { $0.contents == .combined }, for: address.raw)
    return switch (combined, alone) {
    case (.miss, _), (_, .conflict): alone
    default: combined
    }
  }

  /// What is held for an intermediate address of a virtual machine: leaves of stage 2 alone.
  public func lookUp(_ address: IntermediateAddress, vmid: UInt16) -> LookUp {
    let found = entries.filter {
      $0.contents == .stage2 && $0.covers(address.raw) && $0.vmid == vmid
    }
    return Self.answer(found, for: address.raw)
  }

  /// The table entries a walk of a stage may skip to, the deepest first.
  public func walkCaches(
    _ stage: Stage, for address: UInt64, asid: UInt16 = 0, vmid: UInt16 = 0,
    regime: TranslationRegime = .el1And0
  ) -> [TLBEntry] {
    entries
      .filter {
        $0.contents == .walk(stage) && $0.regime == regime && $0.covers(address)
          && (regime != .el1And0 || $0.vmid == vmid) && ($0.asid ?? asid) == asid
      }
      .sorted { $0.level > $1.level }
  }

  /// Takes out what an invalidation, run on this processor or reaching it, makes go.
  public mutating func apply(_ invalidation: TLBInvalidation) {
    entries.removeAll { invalidation.removes($0) }
  }

  /// The entries that say something else than the tables now do.
  ///
  /// `current` gives the descriptor that stands now where the entry's stood, at the entry's level
  /// on the way to its ``TLBEntry/leafStart``; nil if none does.
  public func stale(_ current: (TLBEntry) -> UInt64?) -> [TLBEntry] {
    entries.filter { current($0) != $0.raw }
  }

  /// The first entry, if all others may be held beside it.
  private static func answer(_ found: [TLBEntry], for address: UInt64) -> LookUp {
    guard let first = found.first else { return .miss }
    let agree = found.allSatisfy { $0.agrees(with: first, on: address) }
    return agree ? .hit(first) : .conflict(found)
  }
}
