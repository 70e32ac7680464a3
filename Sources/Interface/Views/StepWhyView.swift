import KVM

/// What the Why panel says of a simulation's instant, in paragraphs.
struct StepWhyView: Sendable {
  /// A paragraph, or a gap where there are no words.
  struct Paragraph: Hashable, Sendable {
    /// A sign before it; empty for none.
    var mark = ""
    /// The words.
    var text: String
    /// What they are.
    var ink = Ink.text

    /// A line between paragraphs.
    static let gap = Paragraph(text: "")
  }

  /// The paragraphs in order.
  var paragraphs: [Paragraph]
}

extension StepWhyView {
  /// The prose for a state that steps through a scenario.
  init(_ state: AppState) {
    guard let stepper = state.stepper else {
      paragraphs = []
      return
    }
    if let violation = state.violationNow {
      paragraphs = StepWhyView.violation(violation, state, stepper)
      paragraphs += [.gap] + StepWhyView.lastStep(state)
      paragraphs += [.gap] + StepWhyView.variants(of: stepper)
    } else if state.index <= 0 {
      paragraphs = StepWhyView.beginning(stepper)
    } else {
      let isOver = state.nextMove == nil || stepper.isFinished(at: state.index)
      // At the end the answer counts for more than what the last step changed.
      paragraphs = StepWhyView.lastStep(state, withChanges: !isOver)
      if isOver { paragraphs += [.gap] + StepWhyView.end(state, stepper) }
    }
  }

  // MARK: - The beginning

  private static func beginning(_ stepper: Stepper) -> [Paragraph] {
    let scenario = stepper.scenario
    var paragraphs: [Paragraph] = []
    if !scenario.question.isEmpty {
      paragraphs.append(Paragraph(text: scenario.question, ink: .strong))
    }
    for text in scenario.prose {
      if !paragraphs.isEmpty { paragraphs.append(.gap) }
      paragraphs.append(Paragraph(text: text))
    }
    return paragraphs + [.gap] + variants(of: stepper)
  }

  /// The ways a scenario can go in this edition, as its answer; the numbers of those for others.
  private static func variants(of stepper: Stepper) -> [Paragraph] {
    let all = Array(stepper.scenario.variants.enumerated())
    let edition = stepper.model.edition
    let own = all.filter { $0.element.editions.isEmpty || $0.element.editions.contains(edition) }
    let others = all.filter {
      !$0.element.editions.isEmpty && !$0.element.editions.contains(edition)
    }
    var paragraphs: [Paragraph] = []
    if !own.isEmpty {
      paragraphs.append(
        Paragraph(text: "What comes of it where something is different:", ink: .strong))
    }
    for (number, variant) in own {
      let verdict =
        variant.violates.map { "Violates \($0.rawValue)." } ?? "No rule is violated."
      let words = ["\(variant.title).", verdict, variant.note].filter { !$0.isEmpty }
      paragraphs.append(
        Paragraph(mark: ":variant \(number + 1)", text: words.joined(separator: " ")))
    }
    if !others.isEmpty {
      let numbers = Prose.list(others.map { "\($0.offset + 1)" })
      paragraphs.append(
        Paragraph(
          text: "Variants for editions other than \(edition.name): \(numbers). e and E change "
            + "the edition.", ink: .faint))
    }
    return paragraphs
  }

  // MARK: - The last step

  /// “v0 took the step F11 in mmu_invalidate_retry: the sequence is still what it was.”
  static func taken(_ step: ThreadStatus) -> String {
    "\(step.name) took the step \(place(of: step)): \(step.saying)."
  }

  private static func lastStep(_ state: AppState, withChanges: Bool = true) -> [Paragraph] {
    guard let step = state.lastStep else { return [] }
    var paragraphs = [
      Paragraph(mark: "◆", text: taken(step), ink: .strong)
    ]
    if !step.source.isEmpty {
      paragraphs.append(Paragraph(text: "Source: \(step.source).", ink: .faint))
    }
    if step.source.contains("analysis") {
      paragraphs.append(
        Paragraph(
          mark: "!", text: "What is marked analysis is our own reasoning, not read in a source.",
          ink: .wait))
    }
    guard withChanges else { return paragraphs }
    for change in state.currentChanges where change.kind != .lockWait || change.new != 0 {
      paragraphs.append(
        Paragraph(mark: "·", text: ChangeWords.short(change, cast: state.cast)))
    }
    return paragraphs
  }

  // MARK: - A violation

  private static func violation(
    _ violation: Stepper.Violation, _ state: AppState, _ stepper: Stepper
  ) -> [Paragraph] {
    var paragraphs = [
      Paragraph(
        mark: "✗", text: "\(violation.rule.rawValue) is violated: \(violation.rule.sentence)",
        ink: .bad),
      Paragraph(text: "But \(violation.reason).", ink: .strong),
    ]
    let before = stepper.threads(at: violation.instant - 1)
    let after = stepper.threads(at: violation.instant)
    for (status, now) in zip(before, after) {
      let held = status.holds.map { "\($0.lock) (\(RefusalWords.word(for: $0.mode)))" }
      let locks = held.isEmpty ? "no lock" : Prose.list(held)
      let place =
        status.name == violation.thread
        ? "did it, with \(place(of: status))"
        : now.isFinished ? "had come to its end" : "stood before \(place(of: now))"
      paragraphs.append(
        Paragraph(mark: "·", text: "\(status.name) \(place), and held \(locks)."))
    }
    return paragraphs
  }

  /// A step's label and its kernel function: “F11 in mmu_invalidate_retry”.
  private static func place(of step: ThreadStatus) -> String {
    step.function.isEmpty ? step.step : "\(step.step) in \(step.function)"
  }

  // MARK: - The end

  private static func end(_ state: AppState, _ stepper: Stepper) -> [Paragraph] {
    let isFinished = stepper.isFinished(at: state.index)
    var paragraphs = [
      Paragraph(
        text: isFinished
          ? "Every thread has come to its end, and no rule was violated."
          : "No thread can take a step: each waits for another.",
        ink: isFinished ? .strong : .bad)
    ]
    if !stepper.scenario.question.isEmpty {
      paragraphs.append(Paragraph(text: "The question was: \(stepper.scenario.question)"))
    }
    return paragraphs + variants(of: stepper)
  }
}
