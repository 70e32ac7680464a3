import Machine

/// What the Why panel shows: short prose on the current event.
struct WhyView: Sendable {
  /// A change with the reason it is known.
  struct ChangeNote: Hashable, Sendable {
    /// The change in words.
    var words: String
    /// “observed”, or the rule in a sentence.
    var basis: String
  }

  /// What the event means.
  var meaning: String
  /// Why the fault at hand is resolved as it is; empty when none is.
  var reasoning: String
  /// Whether it is decided already how; if not, what the event means comes first.
  var isDecided = false
  /// What the event changed.
  var changes: [ChangeNote]
  /// How many changes are left out.
  var furtherChanges: Int
  /// What a reader must know of the recording; shown before the first event.
  var notes: [String]
}

extension WhyView {
  /// How many changes are put in words; an event that frees a tree makes thousands.
  private static let changeLimit = 24

  /// The prose for a state.
  init(_ state: AppState) {
    guard state.index >= 0 else {
      self.init(
        meaning: state.log.count == 0
          ? "The recording has no events."
          : "Nothing has happened yet. Step on with →, or go to the first fault with ⇧→.",
        reasoning: "", changes: [], furtherChanges: 0, notes: state.recording.notes)
      return
    }
    let changes = state.currentChanges
    let unknown =
      changes.isEmpty ? "An event that this program shows and draws no conclusion from." : ""
    let explanation = WhyView.fault(of: state).map { MappingExplanation(state, fault: $0) }
    self.init(
      meaning: EventSentence.sentence(
        kind: state.kindName(ofEvent: state.index), text: state.text(ofEvent: state.index))
        ?? unknown,
      reasoning: explanation?.sentences ?? "",
      isDecided: explanation.map { !$0.reasons.contains(.notDecided) } ?? false,
      changes: changes.prefix(WhyView.changeLimit).map { WhyView.note($0, state.cast) },
      furtherChanges: max(0, changes.count - WhyView.changeLimit), notes: [])
  }

  /// The fault the current event is part of, or ends.
  private static func fault(of state: AppState) -> Int? {
    guard let thread = state.currentThread else { return nil }
    let ended = state.currentChanges.first {
      $0.kind == .threadFault && Int($0.subject) == thread && $0.new == 0
    }
    let fault = state.machine.fault(ofThread: thread) ?? ended.map { Int(clamping: $0.old) - 1 }
    return fault.flatMap { state.cast.faults.indices.contains($0) ? $0 : nil }
  }

  private static func note(_ change: Change, _ cast: Cast) -> ChangeNote {
    let basis =
      switch change.provenance {
      case .observed: "observed"
      case .simulated: "simulated"
      case .inferred(let rule): "inferred: \(rule.sentence)"
      }
    return ChangeNote(words: ChangeWords.short(change, cast: cast), basis: basis)
  }
}
