import Machine

/// One row of the flat forms.
struct FlatRow {
  /// A cell's content.
  enum Value: Equatable {
    case none
    case text(String)
    case integer(Int64)
    case word(UInt64)
    case flag(Bool)
  }

  private var values = [Value](repeating: .none, count: FlatColumn.allCases.count)

  /// What a column holds.
  subscript(column: FlatColumn) -> Value {
    get { values[column.rawValue] }
    set { values[column.rawValue] = newValue }
  }

  mutating func set(_ column: FlatColumn, _ text: String?) {
    self[column] = text.map { .text(FlatRow.withVisibleControls($0)) } ?? .none
  }

  mutating func set(_ column: FlatColumn, _ number: (some BinaryInteger)?) {
    self[column] = number.map { .integer(Int64(clamping: $0)) } ?? .none
  }

  mutating func set(_ column: FlatColumn, word: UInt64?) {
    self[column] = word.map(Value.word) ?? .none
  }

  mutating func set(_ column: FlatColumn, _ flag: Bool?) {
    self[column] = flag.map(Value.flag) ?? .none
  }

  /// Text in which control characters have become pictures of themselves (␛, ␉, ␊), C1 controls
  /// U+FFFD: the rows are looked at in terminals too.
  static func withVisibleControls(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isControl) else { return text }
    var shown = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0..<0x20: shown.append(Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}")
      case 0x7F: shown.append("\u{2421}")
      case 0x80..<0xA0: shown.append("\u{FFFD}")
      default: shown.append(scalar)
      }
    }
    return String(shown)
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value)
  }
}
