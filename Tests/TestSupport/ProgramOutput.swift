import Foundation

/// What a program printed and how it ended, run without a terminal.
public struct ProgramOutput: Sendable {
  /// What it wrote to standard output, byte for byte.
  public let bytes: [UInt8]
  /// What it wrote to standard output.
  public var output: String { String(decoding: bytes, as: UTF8.self) }
  /// What it wrote to standard error.
  public let errors: String
  /// Its exit status.
  public let status: Int32

  /// Runs a program of this package with arguments and what it finds at standard input.
  public static func run(
    _ arguments: String..., program: String = "tablewalk", input: [UInt8] = []
  ) throws -> ProgramOutput {
    try run(arguments, program: program, input: input)
  }

  /// Runs a program of this package with a list of arguments, and variables set besides those the
  /// tests run with.
  public static func run(
    _ arguments: [String], program: String = "tablewalk", input: [UInt8] = [],
    environment: [String: String] = [:]
  ) throws -> ProgramOutput {
    try run(
      path: TerminalDriver.programPath(program), arguments: arguments, input: input,
      environment: environment)
  }

  /// Runs the program at a path, with variables set besides those the tests run with.
  static func run(
    path: String, arguments: [String], input: [UInt8], environment: [String: String] = [:]
  ) throws -> ProgramOutput {
    // Files instead of pipes: nothing can block, however much is written.
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "tablewalk-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardInput = try file(folder, "input", content: input)
    process.standardOutput = try file(folder, "output", content: [])
    process.standardError = try file(folder, "errors", content: [])
    try withAllSignals { try process.run() }
    process.waitUntilExit()
    return ProgramOutput(
      bytes: [UInt8](try Data(contentsOf: folder.appendingPathComponent("output"))),
      errors: try text(folder, "errors"), status: process.terminationStatus)
  }

  /// Threads of a test run block signals, and a program inherits that from the thread it is started
  /// on: without this a program under test would never see SIGTERM.
  private static func withAllSignals(_ start: () throws -> Void) rethrows {
    var none = sigset_t()
    var before = sigset_t()
    sigemptyset(&none)
    pthread_sigmask(SIG_SETMASK, &none, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    try start()
  }

  private static func file(
    _ folder: URL, _ name: String, content: [UInt8]
  ) throws -> FileHandle {
    let url = folder.appendingPathComponent(name)
    try Data(content).write(to: url)
    return try FileHandle(forUpdating: url)
  }

  private static func text(_ folder: URL, _ name: String) throws -> String {
    String(decoding: try Data(contentsOf: folder.appendingPathComponent(name)), as: UTF8.self)
  }

  /// Control characters in the output that could steer a terminal: all but newlines.
  public var controlCharacters: [Unicode.Scalar] {
    (output + errors).unicodeScalars.filter {
      ($0.value < 0x20 && $0 != "\n") || (0x7F...0x9F).contains($0.value)
    }
  }
}
