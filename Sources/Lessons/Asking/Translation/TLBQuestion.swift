import Documents
import VMSA

/// “What does this access reach, after all that happened?”
struct TLBQuestion: DrillMaker {
  static let kind = "tlb"
  static let title = "What the TLB still holds"
  /// `steps`: a list, see ``TLBStep``, of which the last is the `use` asked about; `difficulty`.
  static let keys = ["steps", "difficulty"]
  let steps: [TLBStep]?
  let difficulty: Int

  init(_ fields: QuestionFields) throws(DocumentError) {
    difficulty = try fields["difficulty"]?.number(1...3) ?? 1
    guard let value = fields["steps"] else {
      steps = nil
      return
    }
    var steps: [TLBStep] = []
    for line in try value.list(atMost: 24) { steps.append(try TLBStep(line)) }
    guard case .use? = steps.last else { throw value.expected("steps that end with “use”") }
    self.steps = steps
  }

  init(difficulty: Int) {
    steps = nil
    self.difficulty = min(max(difficulty, 1), 3)
  }

  func question(in context: inout QuestionContext) throws(LessonError) -> Question {
    let steps = self.steps ?? TLBStep.random(using: &context.random, difficulty: difficulty)
    guard case .use(let address, _)? = steps.last else { throw LessonError("no use is last") }
    var story = TLBStory(steps: steps)
    let outcome = try story.run()
    // Wherever the address ever led is a likely answer.
    let reached = steps.compactMap { step -> UInt64? in
      guard case .map(let mapped) = step, mapped.covers(address) else { return nil }
      return mapped.output(of: address)
    }
    let wrong = reached.reversed().map { TLBStory.Outcome.reaches($0).words }
    let others: [TLBStory.Outcome] = [.fault, .conflict, .reaches(address)]
    return Question(
      "All pages are of 4K, blocks of 2M. The processor keeps every translation that it uses in its "
        + "TLB until it is invalidated; `map` and `unmap` write table entries and nothing else. What "
        + "does the last access, of `\(address.hex)`, come to?",
      figure: steps.enumerated().map { "\($0.offset + 1). \($0.element.text)" },
      form: .choice(
        right: outcome.words, wrong: wrong + others.map(\.words), &context.random),
      hints: [
        "Note what the TLB holds after every step: address, output, and the ASID unless it is global.",
        "An entry with nG is found by its own ASID only; TLBI VAE1 also removes global entries of its "
          + "address, ASIDE1 none.",
      ],
      explanation: story.told + ["Arm ARM, “TLB maintenance instructions”."])
  }
}
