import Query
import VMSA

/// What a person can type after `:`.
enum Command: Hashable, Sendable {
  /// Go to an event, by its number from 0; −1 is before the first.
  case event(Int)
  /// Go to the first event at or after a time of the recording's clock, in nanoseconds.
  case time(Int64)
  /// Go so many nanoseconds on, or back.
  case offset(Int64)
  /// Follow a thread, by its name or number; nil for that of each event.
  case thread(String?)
  /// Keep the walk at an address; nil lets go.
  case address(UInt64?)
  /// Go to the next event of a sort.
  case next(EventSort)
  /// Choose a theme.
  case theme(Theme)
  /// Draw with ASCII only, or no longer.
  case ascii
  /// Show the help.
  case help
  /// End the program.
  case quit
  /// Show only the events that satisfy an expression, with its text; nil for all.
  case filter(QueryExpression?, text: String)
  /// Show a report.
  case report(ReportName)
  /// Show a history.
  case history(HistorySubject)
  /// Something only a simulation knows.
  case simulation(SimulationCommand)

  /// What a history is of.
  enum HistorySubject: Hashable, Sendable {
    /// The lock in the Locks panel, else the page.
    case automatic
    /// The page, the entry or the table that the walk shown comes to.
    case page, entry, table
    /// A lock by its name, or the one that was taken last.
    case lock(String?)
  }

  /// Sorts of events a command goes to.
  enum EventSort: String, CaseIterable, Hashable, Sendable {
    /// A table entry is written.
    case write
    /// A lock is taken.
    case lock
    /// A fault is taken.
    case fault
    /// A thread begins to wait for a lock.
    case wait
  }

  /// One line of the help.
  struct Help: Hashable, Sendable {
    var usage: String
    var words: String
  }

  /// Every command, for the help and for completion.
  static let helpLines: [Help] = [
    Help(usage: ":128 or :event 128", words: "go to event 128"),
    Help(usage: ":time 15.85", words: "go to a time of the recording's clock, in seconds"),
    Help(usage: ":+100us or :-1ms", words: "go on or back by a time (ns, us, ms, s)"),
    Help(usage: ":write", words: "next event that writes a table entry"),
    Help(usage: ":lock", words: "next event that takes a lock"),
    Help(usage: ":wait", words: "next event that begins to wait for a lock another holds"),
    Help(usage: ":fault", words: "next fault"),
    Help(usage: ":address 0x40201000", words: "walk this address; without one follow events"),
    Help(
      usage: ":thread NAME", words: "follow a thread in Fault; without a name that of each event"),
    Help(
      usage: ":filter EXPRESSION", words: "list only events such as thread=vcpu0 && wait>10us"),
    Help(usage: ":filter", words: "list all events again"),
    Help(
      usage: ":report NAME", words: ReportName.allCases.map(\.rawValue).joined(separator: ", ")),
    Help(
      usage: ":history [WHAT]",
      words: "what happened to the page, entry or table of the walk, or to lock [NAME]"),
    Help(usage: ":theme NAME", words: Theme.all.map(\.name).joined(separator: ", ")),
    Help(usage: ":ascii", words: "draw with ASCII only, or no longer"),
    Help(usage: ":help", words: "this help"),
    Help(usage: ":quit", words: "quit"),
  ]

  /// The words commands begin with while stepping through a scenario.
  static let namesWhileStepping = (names + SimulationCommand.names).sorted()

  /// Whether a word is a command that something follows.
  static func takesMore(_ word: String) -> Bool {
    ["address", "event", "filter", "report", "theme", "thread", "time"].contains(word)
      || SimulationCommand.names.contains(word)
  }

  /// The words commands begin with.
  static let names = [
    "address", "ascii", "event", "fault", "filter", "help", "history", "lock", "quit", "report",
    "theme", "thread", "time", "wait", "write",
  ]
}
