/// Finds strongly fair rounds among the states that a search has reached.
///
/// States that lead to each other (strongly connected components, found by Tarjan's method) hold a fair
/// round if every thread that can move in one of them also moves within them. Where one does not, the
/// states in which it could move are taken out, and the rest is looked at again: this is how a Streett
/// condition is decided. Moves are made anew instead of being kept.
final class RoundSearch<System: TransitionSystem> {
  /// Memory besides the search's own.
  static var bytesPerState: Int { 13 }

  let search: Search<System>
  private(set) var stopReason: StopReason?
  /// The part that a state belongs to: 0 for one that no round of interest goes through.
  let parts: UnsafeMutablePointer<UInt32>
  let indexes: UnsafeMutablePointer<UInt32>
  let lowest: UnsafeMutablePointer<UInt32>
  private var partCount: UInt32 = 1
  private var clock: UInt32 = 0
  private var looks = 0
  /// The fair part with the state nearest to the beginning.
  private(set) var best: (part: UInt32, first: UInt32, threads: UInt64)?
  private var pending: [(part: UInt32, members: [UInt32])] = []
  // Tarjan's two stacks, and the edges of the states on the first.
  private var frames = Row<Frame>()
  private var open = Row<UInt32>()
  private var targets = Row<UInt32>()

  private struct Frame {
    var state: UInt32
    /// Where its edges begin, and the next one to follow.
    var start: Int
    var next: Int
    var meetsItself: Bool
  }

  init(_ search: Search<System>) {
    self.search = search
    let count = search.store.count
    parts = .filled(0, count)
    indexes = .filled(0, count)
    lowest = .filled(0, count)
  }

  deinit {
    parts.deallocate()
    indexes.deallocate()
    lowest.deallocate()
    frames.free()
    open.free()
    targets.free()
  }

  /// Looks through everything.
  func run(_ goesOn: () -> StopReason?) {
    stopReason = goesOn()
    if stopReason != nil { return }
    let count = search.store.count
    for state in 0..<count {
      // A thread at its end stays there: rounds without anyone waiting are all beyond that.
      _ = search.load(state)
      parts[state] = search.isFinished ? 0 : 1
      if !look(goesOn) { return }
    }
    for state in 0..<count where !findParts(from: UInt32(state), of: 1, goesOn) { return }
    while let (part, members) = pending.popLast() {
      for member in members { indexes[Int(member)] = 0 }
      for member in members where !findParts(from: member, of: part, goesOn) { return }
    }
  }

  private func look(_ goesOn: () -> StopReason?) -> Bool {
    looks += 1
    guard looks % 1024 == 0 else { return true }
    stopReason = goesOn()
    return stopReason == nil
  }

  /// Tarjan's search from one state within a part; whether to go on.
  private func findParts(from root: UInt32, of part: UInt32, _ goesOn: () -> StopReason?) -> Bool {
    guard parts[Int(root)] == part, indexes[Int(root)] == 0 else { return true }
    enter(root, part)
    while frames.count > 0 {
      let top = frames.count - 1
      var frame = frames[top]
      let state = Int(frame.state)
      guard frame.next < targets.count else {
        leave(frame, part)
        if !look(goesOn) { return false }
        continue
      }
      let target = Int(targets[frame.next])
      frame.next += 1
      if target == state { frame.meetsItself = true }
      frames[top] = frame
      guard parts[target] == part else { continue }
      if indexes[target] == 0 {
        enter(UInt32(target), part)
      } else {
        lowest[state] = min(lowest[state], indexes[target])
      }
    }
    return true
  }

  private func enter(_ state: UInt32, _ part: UInt32) {
    clock += 1
    indexes[Int(state)] = clock
    lowest[Int(state)] = clock
    open.append(state)
    let start = targets.count
    _ = search.edges(from: Int(state)) { _, _, target in
      if parts[target] == part { targets.append(UInt32(target)) }
    }
    frames.append(Frame(state: state, start: start, next: start, meetsItself: false))
  }

  private func leave(_ frame: Frame, _ part: UInt32) {
    _ = frames.removeLast()
    targets.removeAll(after: frame.start)
    let state = Int(frame.state)
    if frames.count > 0 {
      let parent = Int(frames[frames.count - 1].state)
      lowest[parent] = min(lowest[parent], lowest[state])
    }
    guard lowest[state] == indexes[state] else { return }
    var members: [UInt32] = []
    repeat { members.append(open.removeLast()) } while members[members.count - 1] != frame.state
    if members.count == 1 && !frame.meetsItself {
      parts[state] = 0
    } else {
      judge(members)
    }
  }

  /// Whether states that lead to each other hold a fair round; if not so, what is left of them.
  private func judge(_ members: [UInt32]) {
    partCount += 1
    let part = partCount
    for member in members { parts[Int(member)] = part }
    var able: UInt64 = 0
    var moving: UInt64 = 0
    for member in members {
      able |= search.edges(from: Int(member)) { _, thread, target in
        if parts[target] == part { moving |= 1 << UInt64(thread) }
      }
    }
    let idle = able & ~moving
    if idle == 0 {
      let first = members.min() ?? 0
      if best.map({ first < $0.first }) ?? true { best = (part, first, moving) }
      return
    }
    partCount += 1
    var rest: [UInt32] = []
    for member in members {
      let ableHere = search.edges(from: Int(member)) { _, _, _ in }
      parts[Int(member)] = ableHere & idle == 0 ? partCount : 0
      if ableHere & idle == 0 { rest.append(member) }
    }
    if !rest.isEmpty { pending.append((partCount, rest)) }
  }
}
