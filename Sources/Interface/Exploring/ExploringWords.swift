import KVM

/// The explorer's answers in words.
enum ExploringWords {
  /// “safe”, “I2 in 14 steps”, “searching”.
  static func short(_ answer: ExplorationAnswer?) -> String {
    switch answer?.verdict {
    case nil: ""
    case .searching?: "searching"
    case .safe(let reachesEnd)?: reachesEnd ? "safe" : "safe, no end"
    case .violation(let found, _)?:
      "\(found.rule.rawValue) in \(Prose.counted(found.moves.count, "step"))"
    case .notExhausted?: "not exhausted"
    case .impossible?: "can't be"
    }
  }

  /// How the verdict looks.
  static func ink(_ answer: ExplorationAnswer?) -> Ink {
    switch answer?.verdict {
    case .violation?: .bad
    case .safe?: .strong
    default: .faint
    }
  }

  /// What an answer says, in sentences.
  static func paragraphs(
    _ answer: ExplorationAnswer?, of question: ExplorationQuestion, threads: [String]
  ) -> [String] {
    guard let answer else { return ["It will be searched after those above."] }
    let counts = counts(answer)
    switch answer.verdict {
    case .searching:
      return ["Searching every order of the steps: \(counts)."]
    case .safe(let reachesEnd):
      let end =
        reachesEnd
        ? "Everyone can come to an end."
        : "But no order comes to an end, so that this says little."
      return [
        "Every order of the steps was searched, and no rule is violated: \(counts). \(end)"
      ]
    case .violation(let found, let others):
      return [
        "\(found.rule.rawValue) is violated: \(found.reason). \(found.rule.sentence)",
        "The shortest way: \(Schedule(moves: found.moves).text(threads: threads))",
      ]
        + others.map {
          "\($0.rule.rawValue) too, in \(Prose.counted($0.moves.count, "step")): \($0.reason)."
        } + ["Searched: \(counts)."]
    case .notExhausted(let reason):
      return ["Nothing has gone wrong so far, but \(reason): \(counts)."]
    case .impossible(let reason): return ["It can't be set up so: \(reason)."]
    }
  }

  private static func counts(_ answer: ExplorationAnswer) -> String {
    var words = "\(Prose.counted(answer.states, "state"))"
    if answer.frontier > 0 { words += ", \(answer.frontier) still to look at" }
    words += ", up to \(Prose.counted(answer.depth, "step"))"
    if answer.seconds >= 0.1 {
      let rate = Int(Double(answer.states) / answer.seconds)
      words +=
        ", \(Int(answer.seconds * 10) / 10).\(Int(answer.seconds * 10) % 10) s, \(rate) a second"
    }
    return words
  }
}

extension ExplorationAnswer {
  /// The answer in sentences: the verdict, the shortest way, the counts.
  public func sentences(of question: ExplorationQuestion, threads: [String]) -> String {
    ExploringWords.paragraphs(self, of: question, threads: threads).joined(separator: " ")
  }
}
