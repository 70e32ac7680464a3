import KVM

extension AppState {
  /// What an action means while the explorer's answers are shown; nil for those that mean the same
  /// everywhere.
  mutating func inExploring(_ action: Action) -> [Effect]? {
    guard exploring != nil else { return nil }
    switch action {
    case .scroll(let rows), .wheel(_, let rows): exploring?.move(by: rows)
    case .scrollPages(let pages): exploring?.move(by: pages * max(1, size.rows / 2))
    case .goToStart: exploring?.move(by: .min)
    case .goToEnd: exploring?.move(by: .max)
    case .open: return openCounterexample()
    case .exploreOthers: return exploreOthers()
    case .cancel:
      exploring = nil
      return [.stopExploring]
    case .tick, .resize, .redraw, .suspend, .quit: return nil
    default: break
    }
    return []
  }

  /// Takes in what the explorer says to one of its questions.
  public mutating func take(_ answer: ExplorationAnswer, to question: Int) {
    exploring?.take(answer, to: question)
  }

  /// Asks whether a rule can be violated in any order of the steps, from the beginning.
  mutating func explore() -> [Effect] {
    guard let stepper else { return [] }
    return ask(
      "every order of \(stepper.scenario.name) in \(stepper.model.edition.name)",
      [question(stepper, title: "as it is")])
  }

  /// Asks which bad states can still be reached from here.
  mutating func exploreFromHere() -> [Effect] {
    guard let stepper else { return [] }
    if let violationNow { return go(to: nil, or: refusalSentence(.violated(violationNow.rule))) }
    let moves = Array(stepper.moves.prefix(index))
    let steps = Prose.counted(index, "step")
    var question = question(stepper, moves: moves, title: "after \(steps)")
    question.asksForAll = true
    return ask(
      "what can still come after \(steps) of \(stepper.scenario.name) in \(stepper.model.edition.name)",
      [question])
  }

  /// Asks what another kernel, or another policy, would have made of it.
  private mutating func exploreOthers() -> [Effect] {
    guard let stepper else { return [] }
    let edition = stepper.model.edition
    var questions = [question(stepper, title: "as it is: \(edition.name)")]
    for other in stepper.scenario.editions.sorted() where other != edition {
      var question = question(stepper, title: "in \(other.name)")
      question.edition = other
      questions.append(question)
    }
    for policy in stepper.model.policies {
      for choice in policy.choices where choice != policy.chosen {
        var question = question(stepper, title: "\(policy.name): \(choice)")
        question.policies[policy.name] = choice
        questions.append(question)
      }
    }
    return ask("\(stepper.scenario.name) in other kernels and with other policies", questions)
  }

  private func question(
    _ stepper: Stepper, moves: [Schedule.Move] = [], title: String
  ) -> ExplorationQuestion {
    ExplorationQuestion(
      edition: stepper.model.edition, policies: stepper.policies, moves: moves, title: title)
  }

  private mutating func ask(_ title: String, _ questions: [ExplorationQuestion]) -> [Effect] {
    playback.isPlaying = false
    exploring = Exploring(title, questions)
    return [.explore(questions)]
  }

  /// Sets the simulation up as the chosen question has it, with the counterexample still to come.
  private mutating func openCounterexample() -> [Effect] {
    guard let stepper, let (question, found) = exploring?.counterexample else { return [.beep] }
    do {
      var new = try Stepper(
        stepper.scenario, edition: question.edition, policies: question.policies)
      new.play(found.moves)
      begin(new)
      seek(to: question.moves.count)
    } catch {
      return go(to: nil, or: error.words)
    }
    exploring = nil
    tell(
      "the shortest way to \(found.rule.rawValue), \(Prose.counted(found.moves.count, "step")) from "
        + "the beginning: → takes them, v runs to the end")
    return [.stopExploring]
  }
}
