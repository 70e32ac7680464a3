/// A line being typed at the bottom of the screen.
public struct Prompt: Hashable, Sendable {
  /// What the line is for.
  public enum Purpose: Hashable, Sendable {
    /// Text to look for in events.
    case search
    /// A command.
    case command
  }

  /// What it is for.
  public var purpose: Purpose
  /// What has been typed so far.
  public var text: String
  /// The character that is wrong, from 1; nil for none.
  var mark: Int?

  /// The character the line begins with.
  var lead: String { purpose == .search ? "/" : ":" }

  /// The most characters a line takes; more are not typed by hand.
  static let limit = 200
}

/// One line for the person, shown at the bottom until the next key.
public struct Message: Hashable, Sendable {
  /// The words.
  public var text: String
  /// Whether something could not be done.
  public var isError: Bool
}
