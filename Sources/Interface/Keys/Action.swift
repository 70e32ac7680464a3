import Screen

/// What happened, as the program understands it: a key's meaning, a click, time passing.
public enum Action: Hashable, Sendable {
  /// Goes some events on, or back when negative.
  case step(Int)
  /// Goes to the first (−1: before it) or last event.
  case goToStart, goToEnd
  /// Goes to the next or previous fault taken, of the selected thread or of any.
  case nextFault, previousFault
  /// Goes to the next or previous event that writes a table entry.
  case nextWrite, previousWrite
  /// Goes to the next or previous write of the entry the walk shown ends at.
  case nextWriteOfEntry, previousWriteOfEntry
  /// Goes to the next or previous event that holds the text looked for.
  case nextMatch, previousMatch
  /// Starts or stops the events running by themselves, and how fast they do.
  case togglePlay, faster, slower

  /// Takes the next step of the chosen thread of a simulation, going one of the ways it can lead.
  case stepChosen(way: Int)
  /// Chooses a thread of a simulation, so many further on.
  case chooseThread(Int)
  /// Runs a simulation until a lock gets a new holder, or until a rule is violated or all is over.
  case runToHandOver, runToEnd
  /// Starts a simulation again as a kernel so many editions on, with the same schedule.
  case changeEdition(Int)
  /// Shows the schedule so far.
  case showSchedule
  /// Shows the same schedule in another edition, or no longer.
  case toggleComparison
  /// Asks the explorer what can go wrong from the beginning, from here, and in other kernels.
  case explore, exploreFromHere, exploreOthers

  /// Moves the focus to another panel.
  case nextPanel, previousPanel, panel(PanelName)
  /// Scrolls the focused panel by lines; in the list of events moves the choice.
  case scroll(Int)
  /// Shows a report from so many columns further right.
  case shift(Int)
  /// Scrolls the focused panel by so many times its height.
  case scrollPages(Int)
  /// Goes to the chosen event, or lets the focused panel fill the screen.
  case open
  /// Lets the focused panel fill the screen, or takes that back.
  case zoom
  /// Follows another thread in the Fault panel.
  case nextThread
  /// Shows another translation root.
  case nextRoot
  /// Keeps the Walk panel at the address it shows, or lets it follow events again.
  case togglePin

  /// Begins to type a search, a command, or a command that is partly there.
  case beginSearch, beginCommand, beginAddress
  /// Types a character, or takes the last or all back.
  case type(Character), erase, eraseAll
  /// Does what was typed, or completes it.
  case submit, complete
  /// Leaves what is open: the line being typed, the help, a choice.
  case cancel

  /// Shows or hides the help.
  case toggleHelp
  /// Draws everything again.
  case redraw
  /// Stops for the shell.
  case suspend
  /// Ends the program.
  case quit

  /// The terminal has another size.
  case resize(Size)
  /// So much time has passed since the last tick.
  case tick(elapsedNanoseconds: Int64)
  /// A mouse button went down on a cell.
  case click(Point)
  /// The wheel turned over a cell; positive is down.
  case wheel(Point, Int)
}
