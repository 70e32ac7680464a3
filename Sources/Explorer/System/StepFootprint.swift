/// What the steps of all threads look at and change: enough to say which of them get in each other's
/// way.
public struct Footprints: Sendable {
  /// By thread and position.
  public var steps: [[StepFootprint]]
  /// What is waited for, by number.
  public var conditions: [ConditionFootprint]

  /// Makes footprints.
  public init(steps: [[StepFootprint]], conditions: [ConditionFootprint]) {
    self.steps = steps
    self.conditions = conditions
  }

  /// Whether two steps of different threads may get in each other's way: taken in either order they
  /// may not come to the same, or one may let the other be taken, or keep it from that.
  public func areDependent(_ first: StepPlace, _ second: StepPlace) -> Bool {
    let one = steps[first.thread][first.position]
    let two = steps[second.thread][second.position]
    return one.writes.intersects(two.reads) || one.writes.intersects(two.writes)
      || two.writes.intersects(one.reads)
      || one.conditions.contains { conditions[$0].changers.contains(second) }
      || two.conditions.contains { conditions[$0].changers.contains(first) }
  }
}

/// A step of a thread.
public struct StepPlace: Hashable, Sendable {
  /// The thread.
  public var thread: Int
  /// The step's position in it.
  public var position: Int

  /// Makes a place.
  public init(thread: Int, position: Int) {
    self.thread = thread
    self.position = position
  }
}

/// What a step looks at and changes.
public struct StepFootprint: Sendable {
  /// Words that what it does, and where it leads, depends on; also those that tell whether the state
  /// it leads to is wrong.
  public var reads: WordSet
  /// Words that it may change, its thread's position left out.
  public var writes: WordSet
  /// The numbers of the conditions that it waits for: all must hold.
  public var conditions: [Int]
  /// The positions it may lead to.
  public var successors: [Int]

  /// Makes a footprint.
  public init(reads: WordSet, writes: WordSet, conditions: [Int] = [], successors: [Int]) {
    self.reads = reads
    self.writes = writes
    self.conditions = conditions
    self.successors = successors
  }
}

/// A condition that steps wait for.
public struct ConditionFootprint: Sendable {
  /// Steps that may change whether it holds, either way.
  public var changers: Set<StepPlace>
  /// Those of them after which it may hold where it did not.
  public var makers: Set<StepPlace>

  /// Makes a footprint.
  public init(changers: Set<StepPlace>, makers: Set<StepPlace>) {
    self.changers = changers
    self.makers = makers
  }
}
