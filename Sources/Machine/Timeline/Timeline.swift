import VMSA

/// Gives the text of events for display; nothing else may depend on it.
public protocol EventTextSource: Sendable {
  /// The text of an event, as its source has it; may hold any characters.
  func text(ofEventAt index: Int, in log: EventLog) -> String

  /// The line, counted from 1, an event begins on; nil when its source has no lines.
  func line(ofEventAt index: Int, in log: EventLog) -> Int?
}

extension EventTextSource {
  /// Sources have no lines unless they say so.
  public func line(ofEventAt index: Int, in log: EventLog) -> Int? { nil }
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

  init(
    cast: Cast, log: EventLog, text: any EventTextSource, lockHistory: LockHistory,
    keyframes: [MachineState], keyframeSpacing: Int
  ) {
    self.cast = cast
    self.log = log
    self.text = text
    var lockHistory = lockHistory
    lockHistory.extend(to: cast.locks.count)
    self.lockHistory = lockHistory
    self.keyframes = keyframes
    self.keyframeSpacing = keyframeSpacing
  }

  /// Takes events in and plays them once, keeping a state every so many events.
  public init(
    cast: Cast, log: EventLog, text: any EventTextSource,
    keyframeSpacing: Int = EventLog.segmentLength
  ) {
    var lockHistory = LockHistory()
    var keyframes: [MachineState] = []
    var state = MachineState(cast: cast)
    for index in 0..<log.count {
      if index % keyframeSpacing == 0 { keyframes.append(state) }
      for change in log.changes(ofEventAt: index) {
        state.apply(change, cast: cast)
        let subject = Int(change.subject)
        if change.kind == .lockHold || change.kind == .lockWait,
          cast.claims.indices.contains(subject)
        {
          lockHistory.take(change, of: cast.claims[subject], at: index)
        }
      }
    }
    self.init(
      cast: cast, log: log, text: text, lockHistory: lockHistory, keyframes: keyframes,
      keyframeSpacing: keyframeSpacing)
  }

  /// How many events there are.
  public var count: Int { log.count }

  /// The state after an event; indexes outside −1..<count mean the nearest end.
  public func state(at index: Int) -> MachineState {
    var cursor = TimelineCursor(self)
    cursor.seek(to: index, in: self)
    return cursor.state
  }

  /// The kept state nearest to an instant, and its instant.
  func keyframe(nearest index: Int) -> (index: Int, state: MachineState) {
    let number = keyframeNumber(nearest: index)
    var state = number < 0 ? MachineState(cast: cast) : keyframes[number]
    state.extend(to: cast)
    return (max(0, number) * keyframeSpacing - 1, state)
  }

  private func keyframeNumber(nearest index: Int) -> Int {
    min(keyframes.count - 1, max(0, (index + 1 + keyframeSpacing / 2) / keyframeSpacing))
  }

  /// How far the kept state nearest to an instant is from it, in events.
  func distanceToKeyframe(from index: Int) -> Int {
    abs(max(0, keyframeNumber(nearest: index)) * keyframeSpacing - 1 - index)
  }

  static func step(_ state: inout MachineState, to index: Int, log: EventLog, cast: Cast) {
    for change in log.changes(ofEventAt: index) { state.apply(change, cast: cast) }
  }

  static func stepBack(_ state: inout MachineState, from index: Int, log: EventLog, cast: Cast) {
    for change in log.changes(ofEventAt: index).reversed() { state.undo(change, cast: cast) }
  }
}
