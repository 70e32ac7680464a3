import Machine

/// What the Fault panel shows: one fault and how far its handling has come.
struct FaultView: Sendable {
  /// A call made or a lock taken on the way.
  struct Step: Hashable, Sendable {
    /// Whether a step is over, runs, is the innermost that runs, or is still to come.
    enum Progress: Hashable, Sendable {
      case done, open, current, ahead
    }

    /// The function's or lock's name, and what it returned.
    var name: String
    /// How far it is.
    var progress: Progress
    /// How often it was done in a row.
    var count = 1
  }

  /// Whose fault: “kvmtest-431”; empty when there is none.
  var thread: String
  /// “data abort from a lower exception level (DABT_LOW)” and so on, a line each.
  var facts: [String]
  /// The first fact in a sentence, for panels with room for it.
  var sentence: String
  /// The way through the handler.
  var path: [Step]
  /// How it ended, or how long it has been going on.
  var outcome: String
  /// Whether it went through the handler without leaving a mapping.
  var isUnfinished: Bool
}
