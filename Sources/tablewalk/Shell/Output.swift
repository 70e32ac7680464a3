import Foundation
import Screen

/// Standard output, checked: what can't be written is an error, not silence.
enum Output {
  /// Writes text, with a newline behind it unless told otherwise.
  static func write(_ text: String, terminator: String = "\n") throws {
    do {
      try FileHandle.standardOutput.write(contentsOf: Data((text + terminator).utf8))
    } catch { throw OutputError(reason: error.localizedDescription) }
  }

  /// Writes a screen.
  ///
  /// - Parameter ground: which ground its colours were chosen for.
  static func write(
    _ screen: CellBuffer, as format: OutputFormat, ground: PictureGround = .dark
  ) throws {
    switch format {
    case .ansi: try write(ANSIWriter(depth: .indexed).string(from: screen), terminator: "")
    case .svg:
      try write(SVGWriter(title: "tablewalk", ground: ground).string(from: screen), terminator: "")
    case .text, .json: try write(TextWriter().string(from: screen), terminator: "")
    }
  }
}

/// Standard output could not be written.
struct OutputError: Error, CustomStringConvertible {
  let reason: String
  var description: String { "the output could not be written: \(reason)." }
}
