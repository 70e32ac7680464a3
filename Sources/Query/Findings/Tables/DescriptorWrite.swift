import Machine

/// One write of a table entry, or the first sight of it.
public struct DescriptorWrite: Hashable, Sendable {
  /// The event that wrote.
  public var event: Int
  /// The change, by its number in the log.
  public var change: Int
  /// The entry's slot.
  public var slot: Int
  /// The content before; meaningless where ``isFirstSight``.
  public var old: UInt64
  /// The content after.
  public var new: UInt64
  /// Whether the content was unknown before.
  public var isFirstSight: Bool
  /// How it is known.
  public var provenance: Provenance

  /// The write a change is; nil where it writes no entry.
  init?(_ change: Change, number: Int, event: Int) {
    guard change.kind == .descriptor || change.kind == .descriptorLearned else { return nil }
    self.event = event
    self.change = number
    slot = Int(change.subject)
    old = change.old
    new = change.new
    isFirstSight = change.kind == .descriptorLearned
    provenance = change.provenance
  }
}
