import Machine

/// What a change is about, as indexes into the cast; nothing where the cast has no such member.
extension Change {
  /// The table whose entry or link changes.
  func table(in cast: Cast) -> Int? {
    switch kind {
    case .descriptor, .descriptorLearned: cast.table(ofSlot: Int(subject))
    case .tableAttached: cast.tables.indices.contains(Int(subject)) ? Int(subject) : nil
    default: nil
    }
  }

  /// The lock that is held or wanted, or no longer.
  func lock(in cast: Cast) -> Int? {
    guard kind == .lockHold || kind == .lockWait, cast.claims.indices.contains(Int(subject))
    else { return nil }
    let lock = cast.claims[Int(subject)].lock
    return cast.locks.indices.contains(lock) ? lock : nil
  }

  /// The faults that end and begin.
  func faults(in cast: Cast) -> [Int] {
    guard kind == .threadFault else { return [] }
    return Change.members(old, new).filter(cast.faults.indices.contains)
  }

  /// The fault that begins.
  func fault(beginningIn cast: Cast) -> Int? {
    guard kind == .threadFault, new != 0, let fault = Int(exactly: new - 1),
      cast.faults.indices.contains(fault)
    else { return nil }
    return fault
  }

  /// The calls that begin or end at the event; an outer call that is gone back to is neither.
  func calls(at event: Int, in cast: Cast) -> [Int] {
    guard kind == .threadCall else { return [] }
    return Change.members(old, new).filter {
      cast.calls.indices.contains($0)
        && (cast.calls[$0].event == event || cast.calls[$0].endEvent == event)
    }
  }

  /// The memslot records that go out of force and come into force.
  func memslots(in cast: Cast) -> [Int] {
    guard kind == .memslot else { return [] }
    return Change.members(old, new).filter(cast.memslots.indices.contains)
  }

  /// The invalidation that begins or ends.
  func invalidation(in cast: Cast) -> Int? {
    guard kind == .invalidationOpen, cast.invalidations.indices.contains(Int(subject)) else {
      return nil
    }
    return Int(subject)
  }

  /// Words are indexes plus 1, 0 meaning none.
  private static func members(_ old: UInt64, _ new: UInt64) -> [Int] {
    [old, new].compactMap { $0 == 0 ? nil : Int(exactly: $0 - 1) }
  }
}
