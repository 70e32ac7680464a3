/// Which thread runs on which CPU of a function graph, and which functions it is in.
struct GraphThreads {
  /// A function that was called and has not returned.
  struct Call {
    var name: Range<Int>
    var function: KernelFunction?
    var startNanoseconds: Int64
  }

  /// A thread and where its name stands; nil where it is not told.
  private var running: [Int: GraphThread] = [:]
  private var calls: [Int: [Call]] = [:]

  /// Calls nested deeper than this are no kernel's: the stack would not hold them.
  private static let deepest = 4096

  /// Looks through a text for the first change of threads on each CPU: until then the one before ran.
  init(_ bytes: UnsafeRawBufferPointer) {
    let lines = TextLines(bytes)
    var place = 0
    var isRule = false
    while place < bytes.count {
      let end = lines.end(from: place)
      if isRule, let line = GraphLine(bytes, lines.withoutReturn(place..<end)),
        case .threads(let before, _) = line.content, let cpu = line.cpu, running[cpu] == nil
      {
        running[cpu] = before
      }
      isRule = place + 4 < end && bytes[place + 1] == 0x2D && bytes[place + 3] == 0x2D
      place = end + 1
    }
  }

  /// Another thread runs on a CPU.
  mutating func run(_ thread: GraphThread, on cpu: Int) { running[cpu] = thread }

  /// The thread of a line: its id, and its name where that is told.
  ///
  /// Before a CPU's first change in a text without threads, nothing is known: each CPU then has
  /// a thread of its own with an id that no thread has.
  func thread(of line: GraphLine) -> (identifier: Int, command: Range<Int>?) {
    let cpu = line.cpu ?? 0
    guard let thread = line.thread ?? running[cpu] else { return (-1 - cpu, nil) }
    // Every CPU has an idle thread with id 0.
    return (thread.identifier, thread.command)
  }

  /// A thread calls a function.
  mutating func enter(_ call: Call, _ key: Int) {
    if calls[key, default: []].count < GraphThreads.deepest { calls[key, default: []].append(call) }
  }

  /// A thread returns: from the function of a name, where that is told, or from the last called.
  mutating func leave(
    _ name: Range<Int>?, _ key: Int, _ bytes: UnsafeRawBufferPointer
  ) -> Call? {
    guard let name else { return calls[key]?.popLast() }
    guard
      let position = calls[key]?.lastIndex(where: { bytes[$0.name].elementsEqual(bytes[name]) })
    else { return nil }
    let call = calls[key]?[position]
    calls[key]?.removeSubrange(position...)
    return call
  }

  /// Forgets all calls: events were lost.
  mutating func forgetCalls() { calls.removeAll() }

  /// What tells a thread's calls from others': idle threads share an id, not a CPU.
  static func key(_ identifier: Int, cpu: Int) -> Int { identifier == 0 ? -1 - cpu : identifier }
}
