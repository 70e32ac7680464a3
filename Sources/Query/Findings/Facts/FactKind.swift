import Machine
import VMSA

/// What a change tells, as facts are counted.
public enum FactKind: String, CaseIterable, Hashable, Sendable {
  case mapped, changed, unmapped, entry
  case entrySeen = "entry_seen"
  case tableLinked = "table_linked"
  case tableUnlinked = "table_unlinked"
  case treeBegun = "tree_begun"
  case treeEnded = "tree_ended"
  case lockTaken = "lock_taken"
  case lockReleased = "lock_released"
  case lockWanted = "lock_wanted"
  case lockWantOver = "lock_want_over"
  case faultBegun = "fault_begun"
  case faultEnded = "fault_ended"
  case callBegun = "call_begun"
  case callEnded = "call_ended"
  case guestEntered = "guest_entered"
  case guestLeft = "guest_left"
  case invalidationBegun = "invalidation_begun"
  case invalidationEnded = "invalidation_ended"
  case counter, memslot

  /// What is counted, for people: “blocks and pages mapped”.
  public var words: String {
    switch self {
    case .mapped: "blocks and pages mapped"
    case .changed: "blocks and pages changed in place"
    case .unmapped: "blocks and pages taken out"
    case .entry: "other entries written"
    case .entrySeen: "entries seen for the first time"
    case .tableLinked: "tables linked"
    case .tableUnlinked: "tables unlinked"
    case .treeBegun: "trees of tables begun"
    case .treeEnded: "trees of tables detached"
    case .lockTaken: "locks taken"
    case .lockReleased: "locks released"
    case .lockWanted: "locks wanted"
    case .lockWantOver: "locks wanted no more"
    case .faultBegun: "faults begun"
    case .faultEnded: "faults ended"
    case .callBegun: "calls begun"
    case .callEnded: "calls ended"
    case .guestEntered: "guests entered"
    case .guestLeft: "guests left"
    case .invalidationBegun: "invalidations begun"
    case .invalidationEnded: "invalidations ended"
    case .counter: "counters changed"
    case .memslot: "memslots set"
    }
  }

  /// The kind of a change.
  init(_ change: Change, cast: Cast) {
    let begins = change.new != 0
    switch change.kind {
    case .descriptor: self = Self.written(change, cast)
    case .descriptorLearned: self = .entrySeen
    case .tableAttached: self = begins ? .tableLinked : .tableUnlinked
    case .rootLive: self = begins ? .treeBegun : .treeEnded
    case .lockHold: self = begins ? .lockTaken : .lockReleased
    case .lockWait: self = begins ? .lockWanted : .lockWantOver
    case .threadFault: self = begins ? .faultBegun : .faultEnded
    // Back to the call around it, whose number is lower.
    case .threadCall: self = change.new > change.old ? .callBegun : .callEnded
    case .threadGuest: self = begins ? .guestEntered : .guestLeft
    case .invalidationOpen: self = begins ? .invalidationBegun : .invalidationEnded
    case .counter: self = .counter
    case .memslot: self = .memslot
    }
  }

  private static func written(_ change: Change, _ cast: Cast) -> FactKind {
    let old = change.descriptor(change.old, in: cast)
    let new = change.descriptor(change.new, in: cast)
    switch (old?.isLeaf ?? false, new?.isLeaf ?? false) {
    case (true, true): return old?.outputAddress == new?.outputAddress ? .changed : .mapped
    case (false, true): return .mapped
    case (true, false): return .unmapped
    case (false, false): return .entry
    }
  }
}

extension Change {
  /// A word of an entry as the descriptor it is; nil where the cast has no such entry.
  func descriptor(_ raw: UInt64, in cast: Cast) -> Descriptor? {
    guard let table = table(in: cast), cast.roots.indices.contains(cast.tables[table].root) else {
      return nil
    }
    let info = cast.tables[table]
    return Descriptor(raw: raw, level: info.level, format: cast.roots[info.root].format)
  }
}
