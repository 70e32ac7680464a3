import Machine

/// What the Events panel shows: the events around one, and the current one's changes.
struct EventsView: Sendable {
  /// One event.
  struct Row: Hashable, Sendable {
    /// Its number, from 0.
    var number: Int
    /// Its time: “209.114 208”.
    var time: String
    /// Who did it.
    var thread: String
    /// Its kind.
    var kind: String
    /// Its text.
    var text: String
    /// Whether it happened last.
    var isCurrent: Bool
    /// Whether it is still to come.
    var isAhead = false
    /// Whether the person has chosen it without going there.
    var isSelected: Bool
  }

  /// A change the current event makes.
  struct ChangeRow: Hashable, Sendable {
    /// “L2[1] invalid ─► block 2M”.
    var words: String
    /// How it is known.
    var provenance: Provenance
  }

  /// The events, in order.
  var rows: [Row]
  /// The changes of the current event.
  var changes: [ChangeRow]
  /// How many changes there are beyond those.
  var furtherChanges: Int
  /// Whether the events are steps of a simulation.
  var areSteps = false
  /// What there is instead of events: “before the first event” or “no events”.
  var note: String
}
