import KVM
import Machine
import Query
import Screen

/// Everything the screen depends on: a timeline, a place in it, and how the person looks at it.
///
/// It changes only by ``update(_:_:)``; ``draw(_:)`` makes the screen from it and from nothing
/// else, so the same state always gives the same screen.
public struct AppState: Sendable {
  /// The events and the state at each.
  public internal(set) var timeline: Timeline
  /// The simulation being stepped through, whose timeline this is; nil for a recording.
  public internal(set) var stepper: Stepper?
  /// The thread of the simulation that `s` steps, by its number.
  public internal(set) var chosenThread = 0
  /// The moves that a simulation takes when nobody chooses, as far as they were tried out.
  var plan: [Schedule.Move] = []
  /// Another edition beside the simulation; nil for none.
  var comparison: Comparison?
  /// The place in the timeline, with the state there.
  public internal(set) var cursor: TimelineCursor
  /// What the recording is.
  public var recording: RecordingInfo
  /// The size of the terminal.
  public var size: Size
  /// The colours.
  public var theme: Theme
  /// Whether only ASCII may be drawn.
  public var isASCII: Bool

  /// The panel keys go to; on a narrow screen also the one that is shown.
  public internal(set) var focus: PanelName = .walk
  /// Whether the focused panel fills the screen.
  public internal(set) var isZoomed = false
  /// The thread the Fault panel follows; nil for that of the current event.
  public internal(set) var selectedThread: Int?
  /// The root the Walk and Tables panels show; nil for that of the current event.
  public internal(set) var selectedRoot: Int?
  /// The address the Walk panel keeps to; nil for that of the current event.
  public internal(set) var pinnedAddress: UInt64?
  /// An event chosen in the list without going there yet.
  public internal(set) var selectedEvent: Int?
  /// How far each panel is scrolled, in lines.
  public internal(set) var scroll: [PanelName: Int] = [:]
  /// What `n` and `N` look for; empty for nothing.
  public internal(set) var searchText = ""
  /// The same, ready to be asked of events; nil for nothing.
  var searchFilter: EventFilter?
  /// A search that goes on with each tick.
  var running: RunningSearch?
  /// The only events that the list shows; nil for all.
  var filtered: FilteredEvents?
  /// The questions to the explorer that cover the screen.
  var exploring: Exploring?
  /// The report that covers the screen.
  var report: ShownReport?
  /// The line being typed.
  public internal(set) var prompt: Prompt?
  /// What the last key led to, in words.
  public internal(set) var message: Message?
  /// Whether and how fast events run.
  public internal(set) var playback = Playback()
  /// Whether the help covers the screen.
  public internal(set) var isHelpShown = false
  /// How far the help is scrolled.
  var helpScroll = 0
  /// The threads that take faults, which `t` goes through.
  var faultThreads: [Int] = []
  /// How many faults of the cast ``faultThreads`` comes from.
  var faultsLookedAt = 0
  /// How far the recording has been read; nil when it is all there.
  public internal(set) var reading: ReadingProgress?

  /// Looks at a timeline from before its first event.
  public init(
    timeline: Timeline, recording: RecordingInfo, size: Size = Size(80, 24),
    theme: Theme = .standard, isASCII: Bool = false
  ) {
    self.timeline = timeline
    self.recording = recording
    self.size = size
    self.theme = theme
    self.isASCII = isASCII
    cursor = TimelineCursor(timeline)
    noteFaultThreads()
  }

  /// The current instant: the number of the last event that happened, −1 before the first.
  public var index: Int { cursor.index }

  /// Which keys mean what at present.
  public var mode: KeyMode {
    if ScreenLayout.isTooSmall(size) { return .tooSmall }
    if prompt != nil { return .prompt }
    if isHelpShown { return .help }
    if exploring != nil { return .exploring }
    return report == nil ? panelMode : .report
  }

  /// Which keys the panels take.
  var panelMode: KeyMode { stepper == nil ? .normal : .stepping }

  /// Goes to an instant; those beyond an end mean the end.
  public mutating func seek(to target: Int) {
    cursor.seek(to: max(target, firstInstant), in: timeline)
    selectedEvent = nil
    // What is said of another step begins at its beginning.
    if stepper != nil { scroll[.why] = nil }
  }

  /// Says something to the person, until the next key.
  public mutating func tell(_ text: String) {
    message = Message(text: text, isError: false)
  }

  /// How often the program should send a tick, in milliseconds; nil while nothing runs.
  public var tickMilliseconds: Int? { isLooking ? 1 : playback.isPlaying ? 50 : nil }
}

extension AppState {
  var cast: Cast { timeline.cast }
  var log: EventLog { timeline.log }
  var machine: MachineState { cursor.state }

  /// The thread of the current event; nil before the first.
  var currentThread: Int? { thread(ofEvent: index) }

  /// The thread of an event; nil when there is no such event or thread.
  func thread(ofEvent event: Int) -> Int? {
    guard (0..<log.count).contains(event) else { return nil }
    let thread = log.thread(ofEventAt: event)
    return cast.threads.indices.contains(thread) ? thread : nil
  }

  /// The time of an event, or of the nearest one; 0 when there is none.
  func time(ofEvent event: Int) -> Int64 {
    guard log.count > 0 else { return 0 }
    return log.timeNanoseconds(ofEventAt: min(max(event, 0), log.count - 1))
  }

  /// The kernel's name for an event's kind.
  func kindName(ofEvent event: Int) -> String {
    guard (0..<log.count).contains(event) else { return "" }
    let kind = log.kind(ofEventAt: event)
    return cast.eventKinds.indices.contains(kind) ? cast.eventKinds[kind] : "?"
  }

  /// The text of an event without its kind and the spaces before it.
  func text(ofEvent event: Int) -> String {
    guard (0..<log.count).contains(event) else { return "" }
    return timeline.body(ofEventAt: event)
  }

  /// The changes the current event makes; none before the first event.
  var currentChanges: [Change] {
    // A simulation's beginning sets everything up: nothing of that is news.
    guard stepper == nil || index > 0 else { return [] }
    return (0..<log.count).contains(index) ? Array(log.changes(ofEventAt: index)) : []
  }
}
