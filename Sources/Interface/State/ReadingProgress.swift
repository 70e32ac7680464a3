/// How far a recording has been read that is still being read.
public struct ReadingProgress: Hashable, Sendable {
  /// How much of it, 0…1.
  public var share: Double
  /// Events read a second.
  public var eventsPerSecond: Double
  /// Whether it is read a second time.
  public var isSecondReading: Bool

  /// Makes a progress.
  public init(share: Double, eventsPerSecond: Double, isSecondReading: Bool) {
    self.share = min(max(share, 0), 1)
    self.eventsPerSecond = eventsPerSecond
    self.isSecondReading = isSecondReading
  }

  /// “reading ▕███▌      ▏ 35 % · 4.2 M events/s”.
  func phrase(isASCII: Bool) -> String {
    let cells = 10
    let full = Int((share * Double(cells)).rounded(.down))
    let bar =
      String(repeating: isASCII ? "#" : "█", count: full)
      + String(repeating: isASCII ? "." : "░", count: cells - full)
    let rate = (eventsPerSecond / 1e5).rounded() / 10
    let verb = isSecondReading ? "reading again" : "reading"
    return "\(verb) \(bar) \(Int(share * 100)) % · \(rate) M events/s"
  }
}
