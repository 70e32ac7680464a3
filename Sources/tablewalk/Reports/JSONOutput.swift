import Foundation

/// JSON as scripts want it: keys in one order, readable, one value a run.
enum JSONOutput {
  /// The text of a report; characters that could steer a terminal are escaped by JSON itself.
  static func text(_ report: some Encodable) throws -> String {
    try text(report, [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
  }

  /// The same on one line, for JSON Lines.
  static func line(_ report: some Encodable) throws -> String {
    try text(report, [.sortedKeys, .withoutEscapingSlashes])
  }

  private static func text(
    _ report: some Encodable, _ formatting: JSONEncoder.OutputFormatting
  ) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = formatting
    return String(decoding: try encoder.encode(report), as: UTF8.self)
      .escapingTerminalControls
  }
}

extension String {
  /// C1 controls and DEL, which JSON may hold as they are, written as escapes.
  fileprivate var escapingTerminalControls: String {
    guard unicodeScalars.contains(where: { (0x7F...0x9F).contains($0.value) }) else { return self }
    return unicodeScalars.reduce(into: "") { text, scalar in
      if (0x7F...0x9F).contains(scalar.value) {
        text += String(format: "\\u%04x", scalar.value)
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
  }
}
