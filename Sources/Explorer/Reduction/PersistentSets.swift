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
    /// Where its conditions and the steps that may follow it begin and end in one row of numbers.
    var conditions: Range<Int>
    var successors: Range<Int>
  }

  private let threadCount: Int
  private let positionWords: UnsafeMutablePointer<Int>
  private let positionCounts: UnsafeMutablePointer<Int>
  /// The number of each thread's first step among all steps.
  private let starts: UnsafeMutablePointer<Int>
  private let stepCount: Int
  private let steps: UnsafeMutablePointer<Step>
  private let numbers: UnsafeMutablePointer<Int>
  /// For each step the steps of other threads that it gets in the way of, a row of bits.
  private let dependent: UnsafeMutablePointer<UInt64>
  /// For each step the steps of its own thread that may follow it, itself among them.
  private let following: UnsafeMutablePointer<UInt64>
  /// For each condition the steps that may make it true.
  private let makers: UnsafeMutablePointer<UInt64>
  private let width: Int
  private let conditionCount: Int
  /// What is known of conditions in the state looked at: 0 nothing, 1 false, 2 true.
  private let known: UnsafeMutablePointer<UInt8>
  private let reachable: UnsafeMutablePointer<UInt64>
  private let seen: UnsafeMutablePointer<UInt64>
  private let work: UnsafeMutablePointer<Int>
  private let blocked: UnsafeMutablePointer<Int>
  // How much of the two rows before is in use; local to a question, kept here to be counted in place.
  private let counts: UnsafeMutablePointer<(work: Int, blocked: Int)>

  init(_ footprints: Footprints, positionWords: [Int]) {
    let lists = footprints.steps
    threadCount = positionWords.count
    self.positionWords = .copied(positionWords)
    positionCounts = .copied(lists.map(\.count))
    var starts: [Int] = []
    var total = 0
    for list in lists {
      starts.append(total)
      total += list.count
    }
    self.starts = .copied(starts)
    stepCount = total
    width = (total + 63) / 64
    conditionCount = footprints.conditions.count
    dependent = .filled(0, total * width)
    following = .filled(0, total * width)
    makers = .filled(0, conditionCount * width)
    known = .filled(0, conditionCount)
    reachable = .filled(0, width)
    seen = .filled(0, width)
    work = .filled(0, total + 1)
    blocked = .filled(0, total + 1)
    counts = .filled((0, 0), 1)
    var steps: [Step] = []
    var numbers: [Int] = []
    for (thread, list) in lists.enumerated() {
      for footprint in list {
        let first = numbers.count
        numbers += footprint.conditions
        let middle = numbers.count
        numbers += footprint.successors.filter { $0 < list.count }.map { $0 + starts[thread] }
        steps.append(Step(conditions: first..<middle, successors: middle..<numbers.count))
      }
    }
    self.steps = .copied(steps)
    self.numbers = .copied(numbers)
    findDependencies(footprints)
    findFollowing()
  }

  deinit {
    positionWords.deallocate()
    positionCounts.deallocate()
    starts.deallocate()
    steps.deallocate()
    numbers.deallocate()
    dependent.deallocate()
    following.deallocate()
    makers.deallocate()
    known.deallocate()
    reachable.deallocate()
    seen.deallocate()
    work.deallocate()
    blocked.deallocate()
    counts.deallocate()
  }

  private func findDependencies(_ footprints: Footprints) {
    let places = footprints.steps.enumerated().flatMap { thread, list in
      list.indices.map { StepPlace(thread: thread, position: $0) }
    }
    for number in places.indices {
      for other in places.indices
      where places[number].thread != places[other].thread
        && footprints.areDependent(places[number], places[other])
      {
        dependent[number * width + other >> 6] |= 1 << UInt64(other & 63)
      }
    }
    for (condition, footprint) in footprints.conditions.enumerated() {
      for (number, place) in places.enumerated() where footprint.makers.contains(place) {
        makers[condition * width + number >> 6] |= 1 << UInt64(number & 63)
      }
    }
  }

  private func findFollowing() {
    for number in 0..<stepCount {
      var work = [number]
      while let step = work.popLast() {
        let bit: UInt64 = 1 << UInt64(step & 63)
        guard following[number * width + step >> 6] & bit == 0 else { continue }
        following[number * width + step >> 6] |= bit
        work += steps[step].successors.map { numbers[$0] }
      }
    }
  }

  /// A thread that can move and whose moves are enough; nil for none.
  func thread(
    in words: UnsafeMutablePointer<Int32>, ways: UnsafeMutablePointer<Int>, holds: (Int) -> Bool
  ) -> Int? {
    var able = 0
    var last = 0
    for thread in 0..<threadCount where ways[thread] > 0 {
      able &+= 1
      last = thread
    }
    guard able > 1 else { return able == 1 ? last : nil }
    for index in 0..<conditionCount { known[index] = 0 }
    // Steps that nothing ever gets in the way of first: they cost least to find.
    for thread in 0..<threadCount where ways[thread] > 0 && isAlone(thread, words) { return thread }
    for thread in 0..<threadCount where ways[thread] > 0 && isIndependent(thread, words, holds) {
      return thread
    }
    return nil
  }

  private func step(of thread: Int, _ words: UnsafeMutablePointer<Int32>) -> Int? {
    let position = Int(words[positionWords[thread]])
    return position < positionCounts[thread] ? starts[thread] &+ position : nil
  }

  /// Whether no step that any other thread may ever take gets in the way.
  private func isAlone(_ thread: Int, _ words: UnsafeMutablePointer<Int32>) -> Bool {
    guard let own = step(of: thread, words) else { return false }
    for other in 0..<threadCount where other != thread {
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
    counts.pointee = (0, 0)
    for other in 0..<threadCount where other != thread {
      if let next = step(of: other, words) { add(next) }
    }
    while true {
      while counts.pointee.work > 0 {
        counts.pointee.work &-= 1
        let next = work[counts.pointee.work]
        if isBlocked(next, holds) {
          blocked[counts.pointee.blocked] = next
          counts.pointee.blocked &+= 1
          continue
        }
        let index = next >> 6
        let bit: UInt64 = 1 << UInt64(next & 63)
        if dependent[own &* width &+ index] & bit != 0 { return false }
        reachable[index] |= bit
        for successor in steps[next].successors { add(numbers[successor]) }
      }
      // What was found since may let the blocked ones go on.
      guard
        let place = (0..<counts.pointee.blocked).first(where: { !isBlocked(blocked[$0], holds) })
      else { return true }
      work[0] = blocked[place]
      counts.pointee.work = 1
      counts.pointee.blocked &-= 1
      blocked[place] = blocked[counts.pointee.blocked]
    }
  }

  private func add(_ step: Int) {
    let bit: UInt64 = 1 << UInt64(step & 63)
    guard seen[step >> 6] & bit == 0 else { return }
    seen[step >> 6] |= bit
    work[counts.pointee.work] = step
    counts.pointee.work &+= 1
  }

  /// Whether a step waits for something that no step found so far can bring about.
  private func isBlocked(_ step: Int, _ holds: (Int) -> Bool) -> Bool {
    for place in steps[step].conditions {
      let condition = numbers[place]
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
