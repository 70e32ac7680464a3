import VMSA

/// Gives the text of events for display; nothing else may depend on it.
public protocol EventTextSource: Sendable {
  /// The text of an event, as its source has it; may hold any characters.
  func text(ofEventAt index: Int, in log: EventLog) -> String
}

/// All events of a recording, a simulation or a counterexample, and the state at each.
///
/// An instant is the number of an event: the state *after* that event. Before the first event is
/// the instant −1.
public struct Timeline: Sendable {
  /// Who and what it tells of.
  public let cast: Cast
  /// The events and changes.
  public let log: EventLog
  /// Where the events' text is.
  public let text: any EventTextSource
  /// Where holds and waits began and ended.
  public let lockHistory: LockHistory
  private let keyframes: [MachineState]
  private let keyframeSpacing: Int
  /// What kept states may take together; an entry slot takes 13 bytes in each.
  private static let keyframeBytes = 256 << 20

  /// Takes the events in and plays them once, keeping a few states to start from.
  ///
  /// - Parameter keyframeSpacing: events between kept states; nil chooses for at most 16 of them and
  ///   at most some 256 MiB together.
  public init(
    cast: Cast, log: EventLog, text: any EventTextSource, keyframeSpacing: Int? = nil
  ) {
    self.cast = cast
    self.log = log
    self.text = text
    self.lockHistory = LockHistory(cast: cast, log: log)
    let affordable = max(1, Timeline.keyframeBytes / max(1, cast.slotCount * 13))
    let spacing = max(
      1, keyframeSpacing ?? max(4096, log.count / min(16, affordable) + 1))
    self.keyframeSpacing = spacing
    var state = MachineState(cast: cast)
    var frames = [state]
    for index in 0..<log.count {
      Timeline.step(&state, to: index, log: log, cast: cast)
      if (index + 1) % spacing == 0 { frames.append(state) }
    }
    keyframes = frames
  }

  /// How many events there are.
  public var count: Int { log.count }

  /// The state after an event; indexes outside −1..<count mean the nearest end.
  public func state(at index: Int) -> MachineState {
    var cursor = TimelineCursor(self)
    cursor.seek(to: index, in: self)
    return cursor.state
  }

  /// The kept state nearest before an instant, and its instant.
  func keyframe(before index: Int) -> (index: Int, state: MachineState) {
    let number = min(keyframes.count - 1, max(0, (index + 1) / keyframeSpacing))
    return (number * keyframeSpacing - 1, keyframes[number])
  }

  static func step(_ state: inout MachineState, to index: Int, log: EventLog, cast: Cast) {
    for number in log.changeRange(ofEventAt: index) {
      state.apply(log.change(at: number), cast: cast)
    }
  }

  static func stepBack(_ state: inout MachineState, from index: Int, log: EventLog, cast: Cast) {
    for number in log.changeRange(ofEventAt: index).reversed() {
      state.undo(log.change(at: number), cast: cast)
    }
  }
}
