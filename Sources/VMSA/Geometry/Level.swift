/// How far down a walk is: −1 (or wherever it starts) at the top, 3 at the last table.
///
/// Source: Arm ARM, "Translation tables and the translation process".
public enum Level: Int8, CaseIterable, Comparable, Hashable, Sendable {
  /// Level −1: only 4K tables of more than 48 input bits (LPA2) start here.
  case minusOne = -1
  /// Level 0.
  case zero
  /// Level 1.
  case one
  /// Level 2.
  case two
  /// Level 3, whose entries map pages.
  case three

  /// The level as a number, −1 to 3.
  @inlinable
  public var number: Int {
    // Written out because the compiler's own rawValue is a call from other modules.
    switch self {
    case .minusOne: -1
    case .zero: 0
    case .one: 1
    case .two: 2
    case .three: 3
    }
  }

  /// The level a table entry of this level leads to; nil below level 3.
  @inlinable
  public var next: Level? {
    switch self {
    case .minusOne: .zero
    case .zero: .one
    case .one: .two
    case .two: .three
    case .three: nil
    }
  }

  /// The level above; nil above level −1.
  public var previous: Level? { Level(rawValue: rawValue &- 1) }

  /// "L1"; level −1 is "L-1", with a plain hyphen that can be typed and searched for.
  public var shortName: String { "L\(rawValue)" }

  /// "level 1".
  public var words: String { "level \(rawValue)" }

  /// Orders levels from the top of the tree to its leaves.
  @inlinable
  public static func < (left: Level, right: Level) -> Bool { left.number < right.number }
}
