import Screen

/// What a session needs to know about its surroundings.
///
/// Nothing is read from the environment behind the caller's back: pass it here.
public struct TerminalOptions: Sendable {
  /// The name of the terminal's description, as in `TERM`.
  public var terminalName: String?
  /// The name of the locale whose character set the terminal shows, as in `LC_ALL`.
  public var localeName = ""
  /// Whether colours may be used.
  public var usesColor = true
  /// Whether clicks and the wheel are reported; the terminal's own selection then needs Shift.
  public var usesMouse = true
  /// How long a lone Escape waits for the rest of a key's sequence.
  public var escapeDelayMilliseconds = 25
  /// The file descriptor keys are read from; it stays the caller's.
  public var input: Int32 = 0
  /// The file descriptor the screen is written to; it stays the caller's.
  public var output: Int32 = 1
  /// The size to assume; nil asks the terminal.
  public var size: Size?
  /// Whether input and output must be terminals. Tests use files.
  public var requiresTerminal = true
  /// Whether what is written to standard error waits in a file until the screen is given back.
  public var divertsStandardError = true
  /// Whether signals are caught to give the terminal back, to stop and continue, and to resize.
  public var catchesSignals = true

  /// Options for the terminal that `environment` describes by `TERM`, `NO_COLOR` and the first of
  /// `LC_ALL`, `LC_CTYPE` and `LANG` that isn't empty.
  public init(environment: [String: String]) {
    func value(_ name: String) -> String? {
      environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }
    terminalName = value("TERM")
    localeName = value("LC_ALL") ?? value("LC_CTYPE") ?? value("LANG") ?? "C"
    // https://no-color.org: present and not empty, whatever it says.
    usesColor = value("NO_COLOR") == nil
  }
}
