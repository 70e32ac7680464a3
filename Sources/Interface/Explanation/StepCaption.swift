import KVM
import Machine
import Screen

extension AppState {
  /// What was done to come to this instant.
  public var caption: StepCaption { StepCaption(self) }

  /// What is shown, in a line: a scenario's name and title, or a recording's file.
  public var subjectTitle: String {
    guard let stepper else {
      return [recording.fileName, recording.phrase].filter { !$0.isEmpty }.joined(separator: " · ")
    }
    let edition = stepper.model.edition.name
    return [stepper.scenario.name, stepper.scenario.title, "simulated \(edition)"]
      .filter { !$0.isEmpty }.joined(separator: " · ")
  }
}

/// What was done to come to an instant, for readers of a stepping.
public struct StepCaption: Hashable, Sendable {
  /// “step 12 of 40”, “event 215 of 634”.
  public var label: String
  /// What it did, in sentences; may hold any characters.
  public var text: String

  init(_ state: AppState) {
    let last = state.log.count - 1
    let noun = state.stepper == nil ? "event" : "step"
    label = state.index < 0 ? "before event 0" : "\(noun) \(state.index) of \(last)"
    text =
      (state.stepper == nil ? StepCaption.event(state) : StepCaption.step(state))
      .filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// The most changes that are told of.
  private static let changeLimit = 4

  private static func step(_ state: AppState) -> [String] {
    guard let step = state.lastStep else {
      let question = state.stepper?.scenario.question ?? ""
      return ["The beginning.", question]
    }
    var sentences = [StepWhyView.taken(step)]
    if let violation = state.violationNow {
      sentences.append(
        "✗ \(violation.rule.rawValue) is violated: \(violation.rule.sentence) But \(violation.reason)."
      )
    }
    return sentences + [changes(state)]
  }

  private static func event(_ state: AppState) -> [String] {
    guard state.index >= 0, state.log.count > 0 else { return ["Nothing has happened yet."] }
    let thread = state.currentThread.map { state.cast.threadName($0) } ?? "an unknown thread"
    let kind = state.kindName(ofEvent: state.index)
    let text = state.text(ofEvent: state.index)
    let time = TimeText.instant(state.time(ofEvent: state.index))
    return [
      "\(thread) at \(time): \(kind)\(text.isEmpty ? "" : " (\(text))").",
      EventSentence.sentence(kind: kind, text: text) ?? "", changes(state),
    ]
  }

  private static func changes(_ state: AppState) -> String {
    let told = state.currentChanges.filter { $0.kind != .lockWait || $0.new != 0 }
    guard !told.isEmpty else { return "" }
    let words = told.prefix(changeLimit).map { ChangeWords.short($0, cast: state.cast) }
    let rest = told.count > changeLimit ? "; and \(told.count - changeLimit) changes more" : ""
    return words.joined(separator: "; ") + rest + "."
  }
}
