import Machine
import VMSA

/// Changes in words.
enum ChangeWords {
  /// One short line: “L2[1] invalid ─► block 2M”.
  static func short(_ change: Change, cast: Cast) -> String {
    let subject = Int(change.subject)
    switch change.kind {
    case .descriptor:
      let place = EntryWords.place(ofSlot: subject, cast: cast)
      // Where the kind stays, what changed is in the attributes: say both in full.
      let kinds = [change.old, change.new].map {
        EntryWords.kind(of: $0, slot: subject, cast: cast)
      }
      let old =
        kinds[0] == kinds[1]
        ? EntryWords.summary(of: change.old, slot: subject, cast: cast) : kinds[0]
      let new = EntryWords.summary(of: change.new, slot: subject, cast: cast)
      return "\(place) \(old) ─► \(new)"
    case .descriptorLearned:
      let place = EntryWords.place(ofSlot: subject, cast: cast)
      let new = EntryWords.summary(of: change.new, slot: subject, cast: cast)
      return "\(place) not seen before ─► \(new)"
    case .tableAttached: return attached(change, subject, cast)
    case .rootLive:
      let name = cast.roots.indices.contains(subject) ? cast.roots[subject].name : "root \(subject)"
      return change.new != 0 ? "\(name): tables in use" : "\(name): tables no longer in use"
    case .lockHold, .lockWait: return lock(change, subject, cast)
    case .threadFault, .threadCall: return thread(change, subject, cast)
    case .threadGuest:
      let name = cast.threadName(subject)
      return change.new != 0 ? "\(name) enters its guest" : "\(name) leaves its guest"
    case .invalidationOpen: return invalidation(change, subject, cast)
    case .counter:
      let name = cast.counters.indices.contains(subject) ? cast.counters[subject].name : "counter"
      return "\(name) \(change.old) ─► \(change.new)"
    case .memslot: return memslot(change, subject, cast)
    }
  }

  private static func attached(_ change: Change, _ table: Int, _ cast: Cast) -> String {
    guard cast.tables.indices.contains(table) else { return "table \(table)" }
    let info = cast.tables[table]
    let base = Hexadecimal.grouped(info.inputBase)
    let name = "\(info.level.shortName) table for \(base)"
    return change.new != 0 ? "\(name) linked in" : "\(name) taken out"
  }

  private static func lock(_ change: Change, _ claim: Int, _ cast: Cast) -> String {
    guard cast.claims.indices.contains(claim),
      cast.locks.indices.contains(cast.claims[claim].lock)
    else { return "a lock" }
    let lock = cast.locks[cast.claims[claim].lock].name
    let thread = cast.threadName(cast.claims[claim].thread)
    let isHold = change.kind == .lockHold
    if let new = LockClaim(word: change.new) {
      // What a simulated thread waits for may also be its turn in the queue.
      let contended =
        new.isContended && change.provenance != .simulated ? ", which others hold" : ""
      return isHold
        ? "\(thread) holds \(lock) for \(new.mode.word)"
        : "\(thread) waits for \(lock) to \(new.mode.word)\(contended)"
    }
    return isHold ? "\(thread) releases \(lock)" : "\(thread) no longer waits for \(lock)"
  }

  private static func thread(_ change: Change, _ thread: Int, _ cast: Cast) -> String {
    let name = cast.threadName(thread)
    if change.kind == .threadFault {
      let number = Int(clamping: change.new) - 1
      guard cast.faults.indices.contains(number) else { return "\(name) is done with its fault" }
      return "\(name) handles a fault at IPA \(cast.faults[number].address.grouped)"
    }
    let (old, new) = (Int(clamping: change.old) - 1, Int(clamping: change.new) - 1)
    let wasInside = cast.calls.indices.contains(old) ? cast.calls[old].parent : nil
    if cast.calls.indices.contains(new), wasInside != new {
      return "\(name) calls \(cast.calls[new].function)"
    }
    if cast.calls.indices.contains(old) {
      return "\(name) returns from \(cast.calls[old].function)"
    }
    return "\(name) is in no traced call"
  }

  private static func invalidation(_ change: Change, _ number: Int, _ cast: Cast) -> String {
    guard cast.invalidations.indices.contains(number) else { return "an invalidation" }
    let range = cast.invalidations[number].hostAddresses
    let start = Hexadecimal.grouped(range.lowerBound)
    let length = ByteSize.text(range.upperBound &- range.lowerBound)
    return "invalidation of host \(start) +\(length) \(change.new != 0 ? "begins" : "ends")"
  }

  private static func memslot(_ change: Change, _ register: Int, _ cast: Cast) -> String {
    let number = Int(clamping: change.new) - 1
    guard cast.memslots.indices.contains(number) else { return "memslot \(register) removed" }
    let slot = cast.memslots[number]
    let length = slot.guestAddresses.upperBound &- slot.guestAddresses.lowerBound
    let flags =
      (slot.logsDirtyPages ? ", dirty pages logged" : "") + (slot.isReadOnly ? ", read-only" : "")
    return "memslot \(slot.number): IPA \(Hexadecimal.grouped(slot.guestAddresses.lowerBound))"
      + " +\(ByteSize.text(length)) at host \(Hexadecimal.grouped(slot.hostAddress))\(flags)"
  }
}
