import Foundation

/// A program of the machine the tests run on.
public struct SystemProgram: Sendable {
  /// Where it is.
  public let path: String

  /// Finds a program on PATH; nil when it is not installed.
  public init?(_ name: String) {
    let folders = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":") ?? []
    let found = folders.map { "\($0)/\(name)" }.first {
      FileManager.default.isExecutableFile(atPath: $0)
    }
    guard let found else { return nil }
    path = found
  }

  /// Runs it without a terminal.
  ///
  /// - Parameter environment: variables to set besides those the tests run with.
  public func run(
    _ arguments: [String], input: [UInt8] = [], environment: [String: String] = [:]
  ) throws -> ProgramOutput {
    try ProgramOutput.run(
      path: path, arguments: arguments, input: input, environment: environment)
  }
}
