import Machine
import Screen

@testable import Interface

extension AppState {
  /// The story at an event, counted from 0.
  static func story(at index: Int = -1, size: Size = Size(120, 40)) -> AppState {
    sample(SampleTimeline.story, at: index, size: size)
  }

  /// A timeline at an event.
  static func sample(_ timeline: Timeline, at index: Int = -1, size: Size = Size(120, 40))
    -> AppState
  {
    var state = AppState(
      timeline: timeline,
      recording: RecordingInfo(
        fileName: "story.trace.txt", label: "made for tests", detail: "6.12 4K",
        notes: ["2 events were lost."]),
      size: size)
    state.seek(to: index)
    return state
  }

  /// Presses keys one after the other; those without a meaning do nothing.
  @discardableResult
  mutating func press(_ keys: Keystroke...) -> [Effect] {
    var effects: [Effect] = []
    for key in keys {
      guard let action = Keymap.standard.action(for: key, in: mode) else { continue }
      effects += update(&self, action)
    }
    return effects
  }

  /// Types text, key by key.
  mutating func type(_ text: String) {
    for character in text { press(.character(character)) }
  }

  /// Types a command and Enter.
  @discardableResult
  mutating func command(_ text: String) -> [Effect] {
    press(.character(":"))
    type(text)
    return press(.enter)
  }

  /// The screen as text.
  var text: String { TextWriter().string(from: draw(self)) }
}
