import Explorer
import KVM

/// A scenario in a kernel, ready to be searched in every order of its threads.
public struct Exploration: Sendable {
  /// The scenario, with as many vCPUs as were asked for.
  public let scenario: Scenario
  /// The model that is searched.
  public private(set) var model: Model
  /// The addresses of the model's numbers.
  public let layout: Layout
  /// How it is searched.
  public var options: SearchOptions

  /// Prepares a search.
  ///
  /// - Parameters:
  ///   - edition: nil for the scenario's own.
  ///   - policies: those that differ from the scenario's.
  ///   - vcpus: how many vCPUs run; nil for as many as the scenario has.
  ///   - library: the texts of the kernel, with rules of one's own added perhaps.
  public init(
    _ scenario: Scenario, edition: Edition? = nil, policies: [String: String] = [:],
    vcpus: Int? = nil, library: StepLibrary = .standard, options: SearchOptions = SearchOptions()
  ) throws(ModelInputError) {
    self.scenario = vcpus.map(scenario.running(vcpus:)) ?? scenario
    self.options = options
    (model, layout) = try self.scenario.model(
      edition: edition, policies: policies, library: library)
  }

  /// A search of what can still come of a state that was reached.
  public func starting(at state: ModelState) -> Exploration {
    var copy = self
    copy.model.initial = state
    return copy
  }

  /// Searches.
  ///
  /// - Parameter goesOn: told how far the search has come; a reason ends it with what is known so far.
  public func run(_ goesOn: (SearchProgress) -> StopReason? = { _ in nil }) -> Outcome {
    let system = ModelSystem(model)
    var result = Search(system, options: options).run(goesOn)
    if result.isExhausted, !result.findsAnything, !result.canTellRounds, options.looksForRounds {
      lookForRounds(system, &result, goesOn)
    }
    return Outcome(result, of: system, layout: layout)
  }

  /// A search that leaves out orders, or forgets which vCPU is which, can't tell rounds: they are
  /// looked for among all states.
  private func lookForRounds(
    _ system: ModelSystem, _ result: inout SearchResult,
    _ goesOn: (SearchProgress) -> StopReason?
  ) {
    var whole = options
    whole.order = .breadthFirst
    whole.reduces = false
    whole.usesSymmetry = false
    whole.looksForAll = false
    whole.isEnough = nil
    let other = Search(system, options: whole).run(goesOn)
    result.round = other.round
    result.lookedForRounds = other.lookedForRounds
    result.canTellRounds = true
    result.stopReason = other.stopReason
    result.statesForRounds = other.progress.states
    result.bytes = max(result.bytes, other.bytes)
  }

  /// A search that ends once violations were found that a verdict asks for, or everything was.
  public func looking(for verdict: ScenarioExpectation.Verdict) -> Exploration {
    var copy = self
    let model = model
    copy.options.looksForAll = true
    // What excludes a rule holds only once everything was looked at.
    if verdict.excludes.isEmpty, !verdict.isSafe, !verdict.needs.contains(where: \.isOfProgress) {
      copy.options.isEnough = { kinds in
        let found = kinds.compactMap { ModelSystem.violation(ofKind: $0, in: model) }
        return verdict.needs.allSatisfy { need in
          found.contains { $0.rule == need.rule && (need.step ?? $0.step.label) == $0.step.label }
        }
      }
    }
    return copy
  }
}

extension ScenarioExpectation.Verdict.Need {
  fileprivate var isOfProgress: Bool { rule == .progress }
}
