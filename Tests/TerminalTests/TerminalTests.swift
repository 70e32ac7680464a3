import Testing

/// Everything that opens a terminal: ncurses is one for the whole process, so one after another.
@Suite("Terminal", .serialized)
struct TerminalTests {}
