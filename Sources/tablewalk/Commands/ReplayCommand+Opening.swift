import Foundation
import Traces

extension ReplayCommand {
  /// Opens a file, or the recording that comes with the program.
  func open(_ file: String?) throws -> OpenedRecording {
    let options = try readingOptions()
    if let example {
      return try BuiltInRecording(example: example).open(options)
    }
    guard let file else { return try BuiltInRecording.standard.open(options) }
    return OpenedRecording(
      recording: try Recording.open(file, options: options), label: "recorded")
  }

  /// What was told of the recording.
  func readingOptions() throws -> ReadingOptions {
    try ReadingOptions(kernelOption: kernel)
  }

  /// Opens one recording after the other; only one is kept at a time.
  ///
  /// Of several, one that can't be read is told of on standard error; at the end the program then
  /// fails.
  func forEachRecording(_ body: (Recording) throws -> Void) throws {
    guard files.count > 1 else { return try body(try open(files.first).recording) }
    var isMissingSome = false
    for file in files {
      do { try body(try open(file).recording) } catch {
        try Failure.note(error)
        isMissingSome = true
      }
    }
    if isMissingSome { throw SomeUnreadable() }
  }
}
