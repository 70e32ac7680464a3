/// What a thread of a scenario is about to do at one instant.
public struct ThreadStatus: Hashable, Sendable {
  /// Its short name.
  public var name: String
  /// What it is: “vCPU”, “invalidation”.
  public var words: String
  /// Whether it may go on for ever.
  public var isDaemon: Bool
  /// The label of its next step; empty at its end.
  public var step: String
  /// The kernel function of it.
  public var function: String
  /// What the next step does, in words.
  public var saying: String
  /// Where that is known from.
  public var source: String
  /// The locks it holds, in the order of the model.
  public var holds: [Hold]
  /// What keeps it from its next step; nil where nothing does.
  public var waitsFor: Wait?
  /// Whether it has come to its end.
  public var isFinished: Bool
  /// How many ways the next step can lead where nothing decides; 1 as a rule.
  public var choices: Int

  /// A lock that is held.
  public struct Hold: Hashable, Sendable {
    /// The kernel's name of the lock.
    public var lock: String
    /// For reading or for writing.
    public var mode: LockMode
  }

  /// Something that is waited for.
  public struct Wait: Hashable, Sendable {
    /// What: a lock's name, or a condition in words.
    public var words: String
    /// For what a lock is wanted.
    public var mode: LockMode?
    /// The threads in the way, where that can be told.
    public var threads: [String]
  }

  /// Whether it can take its next step.
  public var isEnabled: Bool { !isFinished && waitsFor == nil }
}

extension Model {
  /// What a thread is about to do.
  public func status(
    of thread: Int, in state: ModelState, words: ValueWords
  ) -> ThreadStatus {
    let next = nextStep(of: thread, in: state)
    return ThreadStatus(
      name: threads[thread].name, words: threads[thread].words,
      isDaemon: threads[thread].isDaemon, step: next?.label ?? "", function: next?.function ?? "",
      saying: next.map { words.saying(of: $0, in: state) } ?? "", source: next?.source ?? "",
      holds: holds(of: thread, in: state),
      waitsFor: obstacle(for: thread, in: state).map { wait($0, in: state) },
      isFinished: next == nil, choices: choiceCount(of: thread, in: state))
  }

  /// The locks a thread holds.
  func holds(of thread: Int, in state: ModelState) -> [ThreadStatus.Hold] {
    locks.compactMap { lock in
      LockMode(rawValue: state.words[lock.holdBase + thread])
        .map { ThreadStatus.Hold(lock: lock.words, mode: $0) }
    }
  }

  private func wait(_ guard: Step.Guard, in state: ModelState) -> ThreadStatus.Wait {
    var isOutOfRange = false
    let inTheWay = `guard`.perThread.indices.filter {
      `guard`.perThread[$0].value(in: state.words, &isOutOfRange) == 0
    }
    return ThreadStatus.Wait(
      words: `guard`.words, mode: `guard`.mode, threads: inTheWay.map { threads[$0].name })
  }
}

extension ValueWords {
  /// What a step does in a state it has not been taken in yet.
  public func saying(of step: Step, in state: ModelState) -> String {
    var isOutOfRange = false
    let saying = step.sayings.first {
      $0.condition.map { $0.value(in: state.words, &isOutOfRange) != 0 } ?? true
    }
    return saying.map { say($0.phrase, in: state) } ?? ""
  }
}
