import Foundation
import Traces

extension ReplayCommand {
  /// Opens a file, or the recording that comes with the program.
  func open(_ file: String?) throws -> OpenedRecording {
    let options = try readingOptions()
    if let example {
      guard let built = BuiltInRecording(rawValue: example) else {
        throw UsageError(
          description: "--example \(example): there are \(BuiltInRecording.names).")
      }
      return try built.open(options)
    }
    guard let file else { return try BuiltInRecording.standard.open(options) }
    return OpenedRecording(
      recording: try Recording.open(file, options: options), label: "recorded")
  }

  /// What was told of the recording.
  func readingOptions() throws -> ReadingOptions {
    var options = ReadingOptions()
    if let kernel {
      guard let version = ReadingOptions.KernelVersion(kernel) else {
        throw UsageError(
          description: "--kernel \(kernel): expected a Linux version such as 6.1 or 6.12.")
      }
      options.kernel = version
    }
    return options
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
