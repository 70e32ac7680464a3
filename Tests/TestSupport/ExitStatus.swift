import Foundation

/// How a program ended.
public enum ExitStatus: Hashable, Sendable, ExpressibleByIntegerLiteral {
  /// By itself, with a status.
  case exited(Int32)
  /// By a signal.
  case signal(Int32)

  /// A status a program ended with by itself.
  public init(integerLiteral value: Int32) { self = .exited(value) }

  /// Reads what `waitpid` says; nil if the program only stopped or went on.
  init?(waitStatus: Int32) {
    let low = waitStatus & 0x7f
    if low == 0 {
      self = .exited((waitStatus >> 8) & 0xff)
    } else if low != 0x7f && waitStatus != 0xffff {
      self = .signal(low)
    } else {
      return nil
    }
  }
}
