/// Whether and how fast the events run by themselves.
public struct Playback: Hashable, Sendable {
  /// Whether events run.
  public var isPlaying = false
  /// Which of ``speeds`` is chosen.
  private(set) var speedIndex = 2
  /// Time that has passed without being enough for a whole event.
  private var carriedNanoseconds: Int64 = 0

  /// The choices, in events a second.
  static let speeds = [1, 2, 5, 10, 20, 50, 100, 1000]

  /// Events a second.
  public var eventsPerSecond: Int { Playback.speeds[speedIndex] }

  mutating func changeSpeed(by steps: Int) {
    speedIndex = min(max(speedIndex + steps, 0), Playback.speeds.count - 1)
  }

  /// How many events are due when so much time has passed; never more than a second's worth.
  mutating func eventsDue(afterNanoseconds elapsed: Int64) -> Int {
    let second: Int64 = 1_000_000_000
    carriedNanoseconds += min(max(elapsed, 0), second)
    let due = min(carriedNanoseconds * Int64(eventsPerSecond) / second, Int64(eventsPerSecond))
    carriedNanoseconds -= due * second / Int64(eventsPerSecond)
    carriedNanoseconds = min(carriedNanoseconds, second)
    return Int(due)
  }
}
