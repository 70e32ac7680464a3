import ArgumentParser
import Documents
import Files
import Foundation
import KVM
import Screen
import Terminal
import Traces
import Verification

/// Ends the program for an error: the one place where errors become sentences and exit statuses.
enum Failure {
  /// Exit statuses; scripts rely on them.
  enum Status {
    /// The answer is “no”.
    static let answerIsNo: Int32 = 1
    /// Bad usage.
    static let usage: Int32 = 2
    /// Input that can't be read.
    static let unreadable: Int32 = 3
  }

  static func exit(with error: any Error) -> Never {
    switch error {
    case is AnswerIsNo: Foundation.exit(Status.answerIsNo)
    case is SomeUnreadable: Foundation.exit(Status.unreadable)
    default: break
    }
    guard let (sentence, status) = sentence(for: error) else { exitAsArgumentParser(error) }
    report(sentence)
    Foundation.exit(status)
  }

  /// Says that a file can't be read, and goes on; other errors end the program.
  static func note(_ error: any Error) throws {
    guard let (sentence, status) = sentence(for: error), status == Status.unreadable,
      !(error is OutputError)
    else { throw error }
    report(sentence)
  }

  /// The sentence for an error of ours, and the exit status; nil for those of the argument parser.
  private static func sentence(for error: any Error) -> (String, Int32)? {
    switch error {
    case let error as FileError: (error.description, Status.unreadable)
    case let error as TraceFileError: (error.description, Status.unreadable)
    case let error as VerificationError: (error.description, Status.unreadable)
    case let error as DocumentError: (error.description + ".", Status.unreadable)
    case let error as OutputError: (error.description, Status.unreadable)
    case let error as TerminalError: (error.description, Status.usage)
    case let error as UsageError: (error.description, Status.usage)
    default: nil
    }
  }

  /// Help goes to standard output with status 0; bad usage to standard error with status 2.
  private static func exitAsArgumentParser(_ error: any Error) -> Never {
    let message = Tablewalk.fullMessage(for: error)
    if Tablewalk.exitCode(for: error) == .success {
      if !message.isEmpty { print(message) }
      Foundation.exit(0)
    }
    FileHandle.standardError.write(Data((sanitizedLines(message) + "\n").utf8))
    Foundation.exit(Status.usage)
  }

  /// Says something on standard error and goes on.
  static func report(_ sentence: String) {
    FileHandle.standardError.write(Data("tablewalk: \(sanitizedLines(sentence))\n".utf8))
  }

  /// File names and quoted input may hold anything; nothing of it may steer the terminal.
  private static func sanitizedLines(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { SafeText.sanitized(String($0)) }.joined(separator: "\n")
  }
}

/// Arguments that parse but make no sense, and what would.
struct UsageError: Error, CustomStringConvertible {
  let description: String
}

/// Of several files some could not be read, which has been said already.
struct SomeUnreadable: Error {}
