import Foundation

/// Standard output, checked: what can't be written is an error, not silence.
enum Output {
  /// Writes text, with a newline behind it unless told otherwise.
  static func write(_ text: String, terminator: String = "\n") throws {
    do {
      try FileHandle.standardOutput.write(contentsOf: Data((text + terminator).utf8))
    } catch { throw OutputError(reason: error.localizedDescription) }
  }
}

/// Standard output could not be written.
struct OutputError: Error, CustomStringConvertible {
  let reason: String
  var description: String { "the output could not be written: \(reason)." }
}
