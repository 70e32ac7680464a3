import CTerminal

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Why the terminal could not be taken over.
public enum TerminalError: Error, Hashable, Sendable {
  /// Input comes from a file or a pipe.
  case inputIsNoTerminal
  /// Output goes to a file or a pipe.
  case outputIsNoTerminal
  /// The environment doesn't say what kind of terminal this is.
  case terminalNotNamed
  /// The system has no description of a terminal of this name.
  case unknownTerminal(name: String)
  /// The terminal can only print line after line.
  case cannotMoveCursor(name: String)
  /// A session is open already; there can be one at a time.
  case alreadyOpen
  /// The operating system refused; its number for the reason.
  case system(errno: Int32)
}

extension TerminalError: CustomStringConvertible {
  /// What is wrong and what to do, in sentences.
  public var description: String {
    switch self {
    case .inputIsNoTerminal:
      "Standard input is not a terminal, so no keys can be read."
    case .outputIsNoTerminal:
      "Standard output is not a terminal, so no screen can be drawn."
    case .terminalNotNamed:
      "The environment variable TERM is not set. Set it to the name of your terminal, "
        + "for example xterm-256color."
    case .unknownTerminal(let name):
      "This system has no description of a terminal “\(name)” (the environment variable TERM). "
        + "Install it (Debian: ncurses-term) or set TERM to a similar one, "
        + "for example xterm-256color."
    case .cannotMoveCursor(let name):
      "A terminal “\(name)” (the environment variable TERM) can't move its cursor, "
        + "so no screen can be drawn."
    case .alreadyOpen:
      "The terminal is in use by this program already."
    case .system(let number):
      "The terminal could not be opened: \(String(cString: strerror(number)))."
    }
  }
}

extension TerminalError {
  /// The error behind an answer of the C side; nil if it is none.
  init?(_ result: CTOpenResult, terminalName: String) {
    switch result {
    case .opened: return nil
    case .alreadyOpen: self = .alreadyOpen
    case .inputNoTerminal: self = .inputIsNoTerminal
    case .outputNoTerminal: self = .outputIsNoTerminal
    case .unknownTerminal: self = .unknownTerminal(name: terminalName)
    case .cannotMoveCursor: self = .cannotMoveCursor(name: terminalName)
    case .systemError: self = .system(errno: errno)
    }
  }
}
