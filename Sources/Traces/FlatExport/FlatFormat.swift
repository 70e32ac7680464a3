/// How flat rows are written.
public enum FlatFormat: String, CaseIterable, Sendable {
  /// Comma-separated values with a line of names, quoted by RFC 4180; lines end with a line feed.
  case csv
  /// JSON Lines: an object a row, with every column.
  case jsonl

  /// Adds what stands before the first row.
  func appendHeader(to bytes: inout [UInt8]) {
    guard self == .csv else { return }
    for column in FlatColumn.allCases {
      if column.rawValue > 0 { bytes.append(0x2C) }
      bytes.append(contentsOf: column.name.description.utf8)
    }
    bytes.append(FlatFormat.lineEnd)
  }

  /// Adds a row.
  func append(_ row: FlatRow, to bytes: inout [UInt8]) {
    switch self {
    case .csv: appendRecord(row, to: &bytes)
    case .jsonl: appendObject(row, to: &bytes)
    }
  }

  private static let lineEnd: UInt8 = 0x0A

  private func appendRecord(_ row: FlatRow, to bytes: inout [UInt8]) {
    for column in FlatColumn.allCases {
      if column.rawValue > 0 { bytes.append(0x2C) }
      switch row[column] {
      case .none: break
      case .text(let text): appendField(text, to: &bytes)
      case .integer(let number): bytes.appendDecimal(number)
      case .word(let word): bytes.appendHexadecimal(word)
      case .flag(let flag): bytes.append(contentsOf: (flag ? "true" : "false").utf8)
      }
    }
    bytes.append(FlatFormat.lineEnd)
  }

  /// A field in quotation marks where it needs them; an empty text has them too, so that it differs
  /// from none.
  private func appendField(_ text: String, to bytes: inout [UInt8]) {
    let needsMarks =
      text.isEmpty || text.utf8.contains { $0 == 0x22 || $0 == 0x2C || $0 == 0x0D || $0 == 0x0A }
    guard needsMarks else { return bytes.append(contentsOf: text.utf8) }
    bytes.append(0x22)
    for byte in text.utf8 {
      if byte == 0x22 { bytes.append(0x22) }
      bytes.append(byte)
    }
    bytes.append(0x22)
  }

  private func appendObject(_ row: FlatRow, to bytes: inout [UInt8]) {
    var isFirst = true
    for column in FlatColumn.allCases {
      bytes.append(isFirst ? 0x7B : 0x2C)
      isFirst = false
      bytes.append(0x22)
      bytes.append(contentsOf: column.name.description.utf8)
      bytes.append(contentsOf: [0x22, 0x3A])
      switch row[column] {
      case .none: bytes.append(contentsOf: "null".utf8)
      case .text(let text): JSONString.append(text, to: &bytes)
      case .integer(let number): bytes.appendDecimal(number)
      case .word(let word):
        bytes.append(0x22)
        bytes.appendHexadecimal(word)
        bytes.append(0x22)
      case .flag(let flag): bytes.append(contentsOf: (flag ? "true" : "false").utf8)
      }
    }
    bytes.append(contentsOf: [0x7D, 0x0A])
  }
}
