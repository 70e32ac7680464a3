extension AppState {
  /// Actions that concern events running by themselves.
  mutating func play(_ action: Action) -> [Effect] {
    switch action {
    case .togglePlay:
      guard playback.isPlaying || index < log.count - 1 || nextMove != nil else {
        return go(to: nil, or: "this is the last event; g goes to the start")
      }
      playback.isPlaying.toggle()
    case .faster, .slower:
      playback.changeSpeed(by: action == .faster ? 1 : -1)
      message = Message(
        text: "\(playback.eventsPerSecond) events a second", isError: false)
    case .tick(let elapsed):
      guard playback.isPlaying else { return [] }
      let due = playback.eventsDue(afterNanoseconds: elapsed)
      if stepper == nil { seek(to: index + due) } else { run(limit: due) { _ in false } }
      if index >= log.count - 1, nextMove == nil { playback.isPlaying = false }
    default: break
    }
    return []
  }
}
