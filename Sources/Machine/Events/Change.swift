/// One register of the machine's state taking a new value.
///
/// Everything that can differ between two instants is a register named by a kind and a subject, so
/// a change works both ways: applying it writes `new`, undoing it writes `old`. The meaning of the
/// two words depends on the kind; 0 always means “nothing there”.
public struct Change: Hashable, Sendable {
  /// Which kind of register.
  public enum Kind: UInt8, CaseIterable, Sendable {
    /// A translation table entry; subject: entry slot, words: descriptors.
    case descriptor
    /// An entry whose content was unknown until now; subject: entry slot, new: the descriptor.
    case descriptorLearned
    /// A table hung below its parent entry (1) or not (0); subject: table.
    case tableAttached
    /// A translation root in use (1) or not (0); subject: root.
    case rootLive
    /// A hold of a lock by a thread; subject: lock claim, words: packed ``LockClaim``.
    case lockHold
    /// A wish for a lock by a thread; subject: lock claim, words: packed ``LockClaim``.
    case lockWait
    /// The fault a thread is in; subject: thread, words: fault number + 1.
    case threadFault
    /// The innermost traced call a thread is in; subject: thread, words: call number + 1.
    case threadCall
    /// A vCPU thread running its guest (1) or not (0); subject: thread.
    case threadGuest
    /// A notifier invalidation begun (1) or not (0); subject: invalidation.
    case invalidationOpen
    /// A counter, such as `mmu_invalidate_seq`; subject: counter, words: its values.
    case counter
    /// The memslot with a number; subject: slot number's register, words: memslot record + 1.
    case memslot
  }

  /// The kind of register.
  public var kind: Kind
  /// Which one of that kind: an index into the timeline's ``Cast`` or an entry slot.
  public var subject: UInt32
  /// The word before.
  public var old: UInt64
  /// The word after.
  public var new: UInt64
  /// How the change is known.
  public var provenance: Provenance

  /// Makes a change.
  public init(
    _ kind: Kind, subject: Int, old: UInt64, new: UInt64, _ provenance: Provenance
  ) {
    self.kind = kind
    self.subject = UInt32(truncatingIfNeeded: subject)
    self.old = old
    self.new = new
    self.provenance = provenance
  }
}
