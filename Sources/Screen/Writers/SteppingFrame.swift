/// One picture of a stepping: a screen and what was done to come to it.
public struct SteppingFrame: Sendable {
  /// The number that names it, such as an event's; each frame's is one more than that before it.
  public var number: Int
  /// The number in words: “step 12 of 40”.
  public var label: String
  /// What this step did, in one or a few sentences; may hold any characters.
  public var caption: String
  /// The screen after it.
  public var screen: CellBuffer

  /// Makes a frame.
  public init(number: Int, label: String, caption: String, screen: CellBuffer) {
    self.number = number
    self.label = label
    self.caption = caption
    self.screen = screen
  }
}
