extension AppState {
  /// Actions that concern events running by themselves.
  mutating func play(_ action: Action) -> [Effect] {
    switch action {
    case .togglePlay:
      guard playback.isPlaying || index < log.count - 1 else {
        return go(to: nil, or: "this is the last event; g goes to the start")
      }
      playback.isPlaying.toggle()
    case .faster, .slower:
      playback.changeSpeed(by: action == .faster ? 1 : -1)
      message = Message(
        text: "\(playback.eventsPerSecond) events a second", isError: false)
    case .tick(let elapsed):
      guard playback.isPlaying else { return [] }
      seek(to: index + playback.eventsDue(afterNanoseconds: elapsed))
      if index >= log.count - 1 { playback.isPlaying = false }
    default: break
    }
    return []
  }
}
