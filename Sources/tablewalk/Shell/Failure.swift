import ArgumentParser
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
    case let error as FileError:
      report(error.description, status: Status.unreadable)
    case let error as TraceFileError:
      report(error.description, status: Status.unreadable)
    case let error as VerificationError:
      report(error.description, status: Status.unreadable)
    case let error as ScenarioError:
      report(error.description + ".", status: Status.unreadable)
    case let error as OutputError:
      report(error.description, status: Status.unreadable)
    case is AnswerIsNo:
      Foundation.exit(Status.answerIsNo)
    case let error as TerminalError:
      report(error.description, status: Status.usage)
    case let error as UsageError:
      report(error.description, status: Status.usage)
    default:
      exitAsArgumentParser(error)
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
  static func warn(_ sentence: String) {
    FileHandle.standardError.write(Data("tablewalk: \(sanitizedLines(sentence))\n".utf8))
  }

  private static func report(_ sentence: String, status: Int32) -> Never {
    FileHandle.standardError.write(Data("tablewalk: \(sanitizedLines(sentence))\n".utf8))
    Foundation.exit(status)
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
