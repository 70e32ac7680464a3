/// Why a lesson can't be given, and where in its file that is.
public struct LessonFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// “file:line”.
  public var place: String
  /// What is wrong.
  public var reason: String

  /// Makes a failure.
  public init(place: String, reason: String) {
    self.place = place
    self.reason = reason
  }

  /// One sentence: place and reason.
  public var description: String { "\(place): \(reason)" }
}
