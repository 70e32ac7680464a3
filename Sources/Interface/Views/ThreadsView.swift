import KVM

/// What the Threads panel shows: what each thread of a simulation is about to do at one instant.
struct ThreadsView: Sendable {
  /// One thread.
  struct Row: Hashable, Sendable {
    /// Its short name.
    var name: String
    /// What it is: “vCPU”, “invalidation”.
    var kind: String
    /// Whether `s` steps it.
    var isChosen = false
    /// Whether it took the last step.
    var movedLast = false
    /// The rule it has just violated; nil for none.
    var violated: String?
    /// The locks it holds: “mmu_lock (read)”.
    var holds: [String]
    /// Whether it has come to its end.
    var isFinished: Bool
    /// The label of its next step.
    var step: String
    /// The kernel function of it.
    var function: String
    /// What it does, in words.
    var saying: String
    /// What keeps it from that; empty where nothing does.
    var wait: String
    /// How many ways the step can go.
    var ways: Int
  }

  /// The threads in the order of the scenario.
  var rows: [Row]
  /// What is to be said above them; empty as a rule.
  var note = ""
  /// The scenario's question, at the beginning and where nothing else on the screen tells it.
  var question = ""
}

extension ThreadsView {
  /// The threads at a state's instant.
  init(_ state: AppState) {
    guard let stepper = state.stepper else {
      self.init(rows: [])
      return
    }
    self.init(stepper, at: state.index, chosen: state.chosenThread)
    if state.index == 0, state.layout.tabs != nil, !stepper.scenario.question.isEmpty {
      question = "\(stepper.scenario.question) Why (4) tells the story."
    }
  }

  /// The threads of the other edition, after the same schedule as far as it goes there.
  init(_ comparison: Comparison, besides state: AppState) {
    let instant = comparison.instant(for: state.index)
    self.init(comparison.stepper, at: instant, chosen: nil)
    if instant < state.index, let refusal = comparison.refusal {
      let reason = RefusalWords.reason(
        refusal, threads: comparison.stepper.threads(at: instant))
      note = "after \(instant) of \(Prose.counted(state.index, "step")): \(reason)"
    }
  }

  private init(_ stepper: Stepper, at instant: Int, chosen: Int?) {
    let statuses = stepper.threads(at: instant)
    let last = stepper.moves.indices.contains(instant - 1) ? stepper.moves[instant - 1].thread : nil
    let violation = stepper.violation.flatMap { $0.instant <= instant ? $0 : nil }
    rows = statuses.enumerated().map { number, status in
      Row(
        name: status.name, kind: status.words, isChosen: number == chosen,
        movedLast: number == last,
        violated: violation.flatMap { $0.thread == status.name ? $0.rule.rawValue : nil },
        holds: status.holds.map { "\($0.lock) (\(RefusalWords.word(for: $0.mode)))" },
        isFinished: status.isFinished, step: status.step, function: status.function,
        saying: status.saying,
        wait: status.waitsFor.map { RefusalWords.wait($0, threads: statuses) } ?? "",
        ways: status.choices)
    }
  }
}
