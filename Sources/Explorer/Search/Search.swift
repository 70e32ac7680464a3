/// A search of all states that a system can reach.
///
/// Make one, and call ``run(_:)`` once.
public final class Search<System: TransitionSystem> {
  let system: System
  let options: SearchOptions
  let store: StateStore
  let coding: MoveCoding
  let threadCount: Int
  let positionWords: [Int]
  let positionCounts: [Int]
  let daemons: [Bool]
  let state: WorkingState
  /// The state that each state was reached from first, and by which move.
  var parents = Row<UInt32>()
  var arrivals = Row<UInt8>()
  /// Depth first: states still to be looked at, the next one last, and which were looked at.
  var waiting = Row<UInt32>()
  var lookedAt = Row<Bool>()
  var depths = Row<UInt32>()
  /// In how many ways each thread can move in the loaded state.
  let ways: UnsafeMutablePointer<Int>
  /// The same along a chain.
  let chainWays: UnsafeMutablePointer<Int>
  var result = SearchResult()
  /// Whether a move led to a state that was there before: without one there is no round.
  var meetsAgain = false
  let persistent: PersistentSets?
  /// Moves made, and steps taken by thread and position: counted in place.
  let transitions: UnsafeMutablePointer<Int>
  private let taken: [UnsafeMutablePointer<Bool>]
  let symmetry: SymmetryReduction?
  private let changes: UnsafeMutablePointer<WordChange>
  let changeCount: UnsafeMutablePointer<Int>

  /// Prepares a search.
  public init(_ system: System, options: SearchOptions = SearchOptions()) {
    self.system = system
    self.options = options
    store = StateStore(ranges: system.ranges, groups: system.groups)
    coding = MoveCoding(wayCounts: system.wayCounts)
    positionWords = system.positionWords
    positionCounts = system.positionCounts
    threadCount = positionWords.count
    daemons = system.daemons
    changes = .allocate(capacity: max(1, system.mostChanges * (Search.longestChain + 1)))
    changeCount = .filled(0, 1)
    state = WorkingState(words: store.words, changes: changes, count: changeCount)
    ways = .filled(0, threadCount)
    chainWays = .filled(0, threadCount)
    taken = positionCounts.map { .filled(false, $0) }
    transitions = .filled(0, 1)
    persistent =
      options.reduces
      ? system.footprints.map { PersistentSets($0, positionWords: system.positionWords) } : nil
    symmetry = options.usesSymmetry ? system.symmetry.map(SymmetryReduction.init) : nil
  }

  deinit {
    parents.free()
    arrivals.free()
    waiting.free()
    lookedAt.free()
    depths.free()
    changes.deallocate()
    changeCount.deallocate()
    ways.deallocate()
    chainWays.deallocate()
    transitions.deallocate()
    for steps in taken { steps.deallocate() }
  }

  /// Searches until everything was looked at, something is wrong, or a bound is reached.
  ///
  /// - Parameter goesOn: told how far it has come every few milliseconds; a reason to stop ends it.
  public func run(_ goesOn: (SearchProgress) -> StopReason? = { _ in nil }) -> SearchResult {
    guard coding.fits else {
      result.fits = false
      return result
    }
    if let kind = system.violationAtStart {
      result.violations.append(SearchResult.Violation(kind: kind, moves: []))
      if !options.looksForAll { return result }
    }
    let first = UnsafeMutablePointer<Int32>.filled(0, system.ranges.count)
    defer { first.deallocate() }
    system.begin(first)
    symmetry?.makeRepresentative(first)
    guard store.insert(first) != nil else {
      result.fits = false
      return result
    }
    parents.append(0)
    arrivals.append(0)
    let isDone =
      options.order == .breadthFirst ? searchBreadthFirst(goesOn) : searchDepthFirst(goesOn)
    note(frontier: isDone ? 0 : result.progress.frontier)
    result.isExhausted = isDone && result.fits
    result.packedBits = store.packing.bits
    if result.isExhausted, !result.findsAnything || options.looksForAll { lookForRounds(goesOn) }
    return result
  }
}

// MARK: - Common to all orders

extension Search {
  /// Moves made between two looks at the bounds.
  static var interval: Int { 2048 }

  /// Notes how far the search has come; a reason to stop.
  func stopReason(
    frontier: Int, _ goesOn: (SearchProgress) -> StopReason?
  ) -> StopReason? {
    note(frontier: frontier)
    // So many states may come before the next look.
    let more = Search.interval * 64
    if store.count >= min(options.mostStates, KeyTable.most - more) { return .states }
    if options.mostBytes < .max {
      let needed = result.progress.bytes + store.bytesToGrow(by: more)
      if needed > options.mostBytes { return .memory }
    }
    return goesOn(result.progress)
  }

  func note(frontier: Int) {
    result.progress.states = store.count
    result.progress.transitions = transitions.pointee
    result.taken = positionCounts.indices.map { thread in
      (0..<positionCounts[thread]).map { taken[thread][$0] }
    }
    result.progress.frontier = frontier
    result.progress.bytes =
      store.bytes + parents.bytes + arrivals.bytes + waiting.bytes + lookedAt.bytes + depths.bytes
    result.bytes = max(result.bytes, result.progress.bytes)
  }

  /// Loads a state and asks every thread whether it can move.
  ///
  /// - Returns: whether anyone can.
  func load(_ number: Int) -> Bool {
    store.load(number)
    var canMove = 0
    for thread in 0..<threadCount {
      let isAtEnd = Int(state[positionWords[thread]]) >= positionCounts[thread]
      ways[thread] = isAtEnd ? 0 : system.ways(of: thread, in: store.words)
      canMove |= ways[thread]
    }
    return canMove != 0
  }

  /// Whether everyone who has an end has come to it.
  var isFinished: Bool {
    for thread in 0..<threadCount where !daemons[thread] {
      if Int(state[positionWords[thread]]) < positionCounts[thread] { return false }
    }
    return true
  }

  /// What a move comes to.
  enum Outcome {
    case state(Int, isNew: Bool)
    case violation(Int)
    case misfit
  }

  /// Makes a move from the loaded state, takes in what it leads to, and takes it back.
  func tryMove(_ thread: Int, _ way: Int, from number: Int) -> Outcome {
    changeCount.pointee = 0
    let kind = count(thread, way)
    defer { takeBack() }
    guard kind < 0 else { return .violation(kind) }
    if followsChains { followChain { _ in } }
    guard let entry = successor() else { return .misfit }
    if entry.isNew {
      parents.append(UInt32(truncatingIfNeeded: number))
      arrivals.append(coding.byte(thread, way))
    } else if entry.number <= number || options.order == .depthFirst {
      meetsAgain = true
    }
    return .state(entry.number, isNew: entry.isNew)
  }

  /// Makes a move and counts it.
  func count(_ thread: Int, _ way: Int) -> Int {
    transitions.pointee &+= 1
    taken[thread][Int(state[positionWords[thread]])] = true
    return system.move(thread, way: way, in: state)
  }

  /// The number of the state that the move just made leads to.
  func successor() -> StateStore.Entry? {
    guard let symmetry else { return store.insert(changes, count: changeCount.pointee) }
    return symmetry.withRepresentative(of: store.words) { store.insert($0) }
  }

  /// Makes a move without taking it in; the changes stay until ``takeBack()``.
  func make(_ thread: Int, _ way: Int) -> Int {
    changeCount.pointee = 0
    return system.move(thread, way: way, in: state)
  }

  /// Takes back what was changed since there were so many changes.
  func takeBack(to kept: Int = 0) {
    for index in kept..<max(kept, changeCount.pointee) {
      let change = changes[index]
      state.words[Int(change.word)] &-= change.difference
    }
    changeCount.pointee = kept
  }
}
