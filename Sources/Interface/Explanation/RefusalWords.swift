import KVM

/// Why threads of a simulation can't go on, in words.
enum RefusalWords {
  /// What a thread waits for, and who is in the way: “waits for mmu_lock (write): n1 holds it”.
  static func wait(_ wait: ThreadStatus.Wait, threads: [ThreadStatus]) -> String {
    let mode = wait.mode.map { " (\(word(for: $0)))" } ?? ""
    let others = wait.threads.map { name in
      obstacle(name, wait, threads.first { $0.name == name })
    }
    let reasons = others.isEmpty ? "" : ": " + Prose.list(others)
    return "waits for \(wait.words)\(mode)\(reasons)"
  }

  private static func obstacle(
    _ name: String, _ wait: ThreadStatus.Wait, _ status: ThreadStatus?
  ) -> String {
    if let hold = status?.holds.first(where: { $0.lock == wait.words }) {
      return "\(name) holds it (\(word(for: hold.mode)))"
    }
    return wait.mode == nil ? "\(name) is in the way" : "\(name) is before it in the queue"
  }

  /// “read” or “write”.
  static func word(for mode: LockMode) -> String { mode == .read ? "read" : "write" }

  /// Why a move was refused, and what can be done instead.
  static func sentence(_ refusal: Stepper.Refusal, threads: [ThreadStatus]) -> String {
    switch refusal {
    case .violated(let rule):
      return "\(rule.rawValue) is violated here, so nothing goes on: step back with ←, or start "
        + "again with e (edition), :policy or :variant"
    case .noSuchChoice(_, of: 1): return "this step can go only one way; s takes it"
    case .noSuchChoice(_, let count):
      return "this step can go \(count) ways; :choose takes 0 to \(count - 1)"
    case .finished, .blocked:
      return "\(reason(refusal, threads: threads)); t chooses another thread"
    }
  }

  /// Why a move was refused, alone.
  static func reason(_ refusal: Stepper.Refusal, threads: [ThreadStatus]) -> String {
    switch refusal {
    case .finished(let name): "\(name) has come to its end"
    case .blocked(let name, let wait): "\(name) \(self.wait(wait, threads: threads))"
    case .violated(let rule): "\(rule.rawValue) is violated"
    case .noSuchChoice(let choice, let count):
      "the step can go \(Prose.counted(count, "way")), not number \(choice)"
    }
  }
}
