/// How long it is since the last tick; the only clock the screen knows.
struct TickClock {
  private var last = ContinuousClock.now

  /// Nanoseconds since it was asked last, a second at most.
  mutating func elapsed() -> Int64 {
    let now = ContinuousClock.now
    defer { last = now }
    let (seconds, attoseconds) = (now - last).components
    return min(seconds, 1) * 1_000_000_000 + attoseconds / 1_000_000_000
  }
}
