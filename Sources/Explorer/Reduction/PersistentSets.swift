/// Finds a thread whose next step is enough to look at in a state: whatever the others do before it
/// moves neither changes what its step does nor is changed by it.
///
/// The steps that others can take while the thread stands still are followed through their programs,
/// but not past a step that waits for something that none of the steps found so far can bring about:
/// who needs a lock that the thread holds comes no further. If the thread's step is independent of all
/// of them, its moves alone are a persistent set.
///
/// Source: P. Godefroid, "Partial-Order Methods for the Verification of Concurrent Systems", 1996,
/// chapter 4; the conditions that only some steps can make true are the necessary enabling sets of
/// stubborn sets (A. Valmari, 1989).
final class PersistentSets {
  private struct Step {
    var conditions: [Int]
    var successors: [Int]
  }

  private let positionWords: [Int]
  private let positionCounts: [Int]
  /// The number of each thread's first step among all steps.
  private let starts: [Int]
  private var steps: [Step] = []
  /// For each step the steps of other threads that it gets in the way of, a row of bits.
  private var dependent: [UInt64]
  /// For each step the steps of its own thread that may follow it, itself among them.
  private var following: [UInt64]
  /// For each condition the steps that may make it true.
  private var makers: [UInt64]
  private let width: Int
  /// What is known of conditions in the state looked at: 0 nothing, 1 false, 2 true.
  private var known: [UInt8]
  private var reachable: [UInt64]
  private var seen: [UInt64]
  private var work: [Int] = []
  private var blocked: [Int] = []

  init(_ footprints: [[StepFootprint]], positionWords: [Int]) {
    self.positionWords = positionWords
    positionCounts = footprints.map(\.count)
    var starts: [Int] = []
    var total = 0
    for thread in footprints {
      starts.append(total)
      total += thread.count
    }
    self.starts = starts
    width = (total + 63) / 64
    let all = footprints.flatMap { $0 }
    let conditions = (all.flatMap(\.conditions).map(\.number).max() ?? -1) + 1
    dependent = Array(repeating: 0, count: total * width)
    following = dependent
    makers = Array(repeating: 0, count: conditions * width)
    known = Array(repeating: 0, count: conditions)
    reachable = Array(repeating: 0, count: width)
    seen = reachable
    for (thread, list) in footprints.enumerated() {
      for footprint in list {
        steps.append(
          Step(
            conditions: footprint.conditions.map(\.number),
            successors: footprint.successors.filter { $0 < list.count }.map { $0 + starts[thread] }
          ))
      }
    }
    findDependencies(all, footprints)
    findFollowing()
  }

  private func findDependencies(_ all: [StepFootprint], _ footprints: [[StepFootprint]]) {
    let threads = footprints.indices.flatMap { Array(repeating: $0, count: footprints[$0].count) }
    for (number, step) in all.enumerated() {
      for (other, footprint) in all.enumerated()
      where threads[number] != threads[other]
        && (step.writes.intersects(footprint.reads) || step.writes.intersects(footprint.writes)
          || footprint.writes.intersects(step.reads))
      {
        dependent[number * width + other >> 6] |= 1 << UInt64(other & 63)
      }
      for condition in step.conditions {
        for (other, footprint) in all.enumerated()
        where footprint.writes.intersects(condition.reads) {
          makers[condition.number * width + other >> 6] |= 1 << UInt64(other & 63)
        }
      }
    }
  }

  private func findFollowing() {
    for number in steps.indices {
      var work = [number]
      while let step = work.popLast() {
        let bit: UInt64 = 1 << UInt64(step & 63)
        guard following[number * width + step >> 6] & bit == 0 else { continue }
        following[number * width + step >> 6] |= bit
        work += steps[step].successors
      }
    }
  }

  /// A thread that can move and whose moves are enough; nil for none.
  func thread(
    in words: UnsafeMutablePointer<Int32>, ways: [Int], holds: (Int) -> Bool
  ) -> Int? {
    var able = 0
    for thread in ways.indices where ways[thread] > 0 { able += 1 }
    guard able > 1 else { return nil }
    for index in known.indices { known[index] = 0 }
    // Steps that nothing ever gets in the way of first: they cost least to find.
    for thread in ways.indices where ways[thread] > 0 && isAlone(thread, words) { return thread }
    for thread in ways.indices where ways[thread] > 0 && isIndependent(thread, words, holds) {
      return thread
    }
    return nil
  }

  private func step(of thread: Int, _ words: UnsafeMutablePointer<Int32>) -> Int? {
    let position = Int(words[positionWords[thread]])
    return position < positionCounts[thread] ? starts[thread] + position : nil
  }

  /// Whether no step that any other thread may ever take gets in the way.
  private func isAlone(_ thread: Int, _ words: UnsafeMutablePointer<Int32>) -> Bool {
    guard let own = step(of: thread, words) else { return false }
    for other in positionWords.indices where other != thread {
      guard let next = step(of: other, words) else { continue }
      for index in 0..<width
      where dependent[own &* width &+ index] & following[next &* width &+ index] != 0 {
        return false
      }
    }
    return true
  }

  /// Whether no step that others can take while the thread stands still gets in the way.
  private func isIndependent(
    _ thread: Int, _ words: UnsafeMutablePointer<Int32>, _ holds: (Int) -> Bool
  ) -> Bool {
    guard let own = step(of: thread, words) else { return false }
    for index in 0..<width {
      reachable[index] = 0
      seen[index] = 0
    }
    work.removeAll(keepingCapacity: true)
    blocked.removeAll(keepingCapacity: true)
    for other in positionWords.indices where other != thread {
      if let next = step(of: other, words) { add(next) }
    }
    while true {
      while let next = work.popLast() {
        if isBlocked(next, holds) {
          blocked.append(next)
          continue
        }
        let index = next >> 6
        let bit: UInt64 = 1 << UInt64(next & 63)
        if dependent[own &* width &+ index] & bit != 0 { return false }
        reachable[index] |= bit
        for successor in steps[next].successors { add(successor) }
      }
      // What was found since may let the blocked ones go on.
      guard let place = blocked.firstIndex(where: { !isBlocked($0, holds) }) else { return true }
      work.append(blocked.remove(at: place))
    }
  }

  private func add(_ step: Int) {
    let bit: UInt64 = 1 << UInt64(step & 63)
    guard seen[step >> 6] & bit == 0 else { return }
    seen[step >> 6] |= bit
    work.append(step)
  }

  /// Whether a step waits for something that no step found so far can bring about.
  private func isBlocked(_ step: Int, _ holds: (Int) -> Bool) -> Bool {
    for condition in steps[step].conditions {
      if known[condition] == 0 { known[condition] = holds(condition) ? 2 : 1 }
      guard known[condition] == 1 else { continue }
      var canChange = false
      for index in 0..<width where makers[condition &* width &+ index] & reachable[index] != 0 {
        canChange = true
      }
      if !canChange { return true }
    }
    return false
  }
}
