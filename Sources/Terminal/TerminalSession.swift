import CTerminal
import Screen

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The terminal, taken over for a full-screen program as long as this value lives.
///
/// When the value ends, by leaving its scope, by a signal or by a crash, the terminal is as it
/// was: the former screen, the cursor, the line editing. There can be one session at a time.
///
/// ```swift
/// var session = try TerminalSession(TerminalOptions(environment: environment))
/// session.present(buffer)
/// let event = session.nextEvent(timeoutMilliseconds: nil)
/// ```
public struct TerminalSession: ~Copyable {
  private let screen: OpaquePointer
  private var decoder: InputDecoder
  /// What was presented last, and on how large a screen.
  private var shown: (buffer: CellBuffer, size: Size)?

  /// Whether the terminal shows Unicode; if not, everything is folded to ASCII when presented.
  public let supportsUnicode: Bool

  /// Which characters buffers for this terminal should use.
  public var encoding: TextEncoding { supportsUnicode ? .unicode : .ascii }

  /// How many colours there are; `.none` also where the caller asked for none.
  public let colorDepth: ColorDepth

  /// Takes over the terminal; throws, with the terminal untouched, if it can't be used.
  ///
  /// Sets the process's character set (`LC_CTYPE`). A locale that isn't UTF-8 and names no other
  /// character set is taken for C.UTF-8 where the system has it.
  public init(_ options: TerminalOptions) throws(TerminalError) {
    let supportsUnicode = ct_use_locale(options.localeName)
    // Opened completely before any property is set: this type has a deinit.
    let opened = try TerminalSession.open(options)
    self.supportsUnicode = supportsUnicode
    screen = opened
    colorDepth = ColorDepth(colorCount: Int(ct_colors(opened)))
    decoder = InputDecoder()
    shown = nil
  }

  deinit {
    ct_close(screen)
  }

  /// Gives the terminal back now rather than at the end of the scope.
  public consuming func close() {}

  /// How many columns and rows the screen has now.
  public var size: Size { Size(Int(ct_columns(screen)), Int(ct_rows(screen))) }

  /// Shows `buffer` from the upper left corner; what changed is written, nothing else.
  ///
  /// What lies outside the screen is left out; a smaller buffer leaves the rest blank. The cursor
  /// is shown at `cursor` and hidden without one.
  public mutating func present(_ buffer: CellBuffer, cursor: Point? = nil) {
    let size = size
    let same = shown.flatMap { $0.size == size && $0.buffer.size == buffer.size ? $0.buffer : nil }
    if same == nil { ct_erase(screen) }
    var cells: [CTCell] = []
    cells.reserveCapacity(size.columns)
    for y in 0..<min(buffer.size.rows, size.rows) {
      let row = buffer.row(y)
      // Most rows are as they were: ncurses need not compare them with what is on the screen.
      if let same, same.row(y) == row { continue }
      ct_erase_row(screen, Int32(y))
      present(row, at: y, &cells)
    }
    shown = (buffer, size)
    let row = cursor.map { max(0, min($0.y, size.rows - 1)) } ?? -1
    ct_cursor(screen, Int32(row), Int32(max(0, min(cursor?.x ?? 0, size.columns - 1))))
    ct_flush(screen)
  }

  /// The next thing that happens; waits for it at most so long, without a limit if nil.
  ///
  /// Signals that stop, continue and resize take effect while waiting here.
  public mutating func nextEvent(timeoutMilliseconds: Int?) -> TerminalEvent {
    let timeout = timeoutMilliseconds.map { max(0, Int32(clamping: $0)) } ?? -1
    let screen = screen
    let event = decoder.next(timeout: timeout) { wait in ct_read(screen, wait) }
    // Only the screen knows its size.
    if case .resize = event { return .resize(size) }
    return event
  }

  /// Gives the terminal back and stops the program, as ^Z does at a shell; returns once continued.
  ///
  /// Afterwards present again; the size may be another one. Where no shell could continue the
  /// program, it isn't stopped.
  public mutating func suspend() {
    ct_suspend(screen)
  }

  /// Lets the next ``present(_:cursor:)`` write every cell, for a screen that others wrote to.
  public mutating func redraw() {
    shown = nil
    ct_redraw(screen)
  }

  /// Sounds the bell, or flashes the screen where there is none.
  public func beep() {
    ct_beep(screen)
  }

  private static func open(_ options: TerminalOptions) throws(TerminalError) -> OpaquePointer {
    guard let name = options.terminalName else { throw .terminalNotNamed }
    var opened: OpaquePointer?
    let result = name.withCString { term in
      var request = CTOptions()
      request.term = term
      request.input = options.input
      request.output = options.output
      request.columns = Int32(options.size?.columns ?? 0)
      request.rows = Int32(options.size?.rows ?? 0)
      request.escape_milliseconds = Int32(clamping: options.escapeDelayMilliseconds)
      request.color = options.usesColor
      request.mouse = options.usesMouse
      request.requires_terminal = options.requiresTerminal
      request.redirects_stderr = options.divertsStandardError
      request.catches_signals = options.catchesSignals
      return ct_open(&request, &opened)
    }
    if let error = TerminalError(result, terminalName: name) { throw error }
    guard let opened else { throw .system(errno: ENXIO) }
    return opened
  }

  /// Shows one row as runs of equal style; `cells` is scratch space.
  private func present(_ row: ArraySlice<Cell>, at y: Int, _ cells: inout [CTCell]) {
    var start = row.startIndex
    while start < row.endIndex {
      let style = row[start].style
      let end = row[start...].firstIndex { $0.style != style } ?? row.endIndex
      cells.removeAll(keepingCapacity: true)
      for cell in row[start..<end] where cell.kind != .continuation {
        cells.append(CTCell(cell, isUnicode: supportsUnicode))
      }
      // A run that begins with the right half of a wide character begins a column later.
      let skipped = row[start].kind == .continuation ? 1 : 0
      let shown = style.reduced(to: colorDepth)
      ct_put(
        screen, Int32(y), Int32(start - row.startIndex + skipped), cells, Int32(cells.count),
        Int32(shown.foreground.code), Int32(shown.background.code),
        UInt32(shown.attributes.rawValue))
      start = end
    }
  }
}

extension CTCell {
  init(_ cell: Cell, isUnicode: Bool) {
    self.init()
    columns = Int32(cell.columns)
    guard isUnicode else {
      scalars.0 = TextEncoding.asciiLikeness(of: cell.base).value
      return
    }
    scalars.0 = cell.base.value
    scalars.1 = cell.firstMark?.value ?? 0
    scalars.2 = cell.secondMark?.value ?? 0
  }
}
