import Foundation
import Screen

@testable import Terminal

/// A terminal made of a pipe to type into and a plain file that takes what is drawn: no
/// pseudo-terminal, nothing that could block.
final class FileTerminal {
  private let keys = Pipe()
  private let file: FileHandle
  private let path: URL

  init() throws {
    path = FileManager.default.temporaryDirectory
      .appendingPathComponent("tablewalk-\(UUID().uuidString)")
    try Data().write(to: path)
    file = try FileHandle(forUpdating: path)
  }

  deinit {
    try? file.close()
    try? FileManager.default.removeItem(at: path)
  }

  var options: TerminalOptions {
    var options = TerminalOptions(
      environment: ["TERM": "xterm-256color", "LC_ALL": "C.UTF-8"])
    options.input = keys.fileHandleForReading.fileDescriptor
    options.output = file.fileDescriptor
    options.size = Size(40, 10)
    options.requiresTerminal = false
    options.divertsStandardError = false
    return options
  }

  func type(_ text: String) { type(Array(text.utf8)) }

  func type(_ bytes: [UInt8]) { keys.fileHandleForWriting.write(Data(bytes)) }

  func hangUp() { try? keys.fileHandleForWriting.close() }

  /// Everything written to the terminal so far.
  var output: String {
    String(decoding: (try? Data(contentsOf: path)) ?? Data(), as: UTF8.self)
  }
}

/// All events that follow from `bytes` typed at once.
func events(typing bytes: [UInt8]) throws -> [TerminalEvent] {
  let terminal = try FileTerminal()
  var session = try TerminalSession(terminal.options)
  terminal.type(bytes)
  var events: [TerminalEvent] = []
  while true {
    let event = session.nextEvent(timeoutMilliseconds: 0)
    if event == .timeout || event == .endOfInput { return events }
    events.append(event)
  }
}

func events(typing text: String) throws -> [TerminalEvent] { try events(typing: Array(text.utf8)) }
