import ArgumentParser
import KVM

/// Which scenario is simulated, as which kernel, and who moves.
struct SimulationOptions: ParsableArguments {
  @Option(
    help: "The kernel it behaves as: \(Edition.allCases.map(\.name).joined(separator: ", ")).")
  var edition: String?

  @Option(help: "A policy that differs from real kernels, as NAME=CHOICE; may be repeated.")
  var policy: [String] = []

  @Option(help: "Start with one of the scenario's variants, by its number from 1.")
  var variant: Int?

  @Option(help: "How many vCPUs run: the last are left out, or the last is doubled.")
  var vcpus: Int?

  @Option(help: "Who moves, step by step.")
  var schedule: String?

  /// The most moves that the usual order is played for.
  private static let longestRun = 10_000

  /// The scenario set up and played: the schedule that was given, or the variant's.
  ///
  /// - Parameters:
  ///   - scenario: the name of one that comes with the program.
  ///   - file: one of a person's own; with neither it is S1.
  ///   - fileOption: what the option for a file is called.
  ///   - playsOwnOrder: whether the scenario's own order is played to its end without a schedule.
  func stepper(
    scenario: String?, file: String?, fileOption: String, playsOwnOrder: Bool
  ) throws -> Stepper {
    let (scenario, variant) = try chosen(scenario, file, fileOption)
    var stepper = try setUp(scenario, variant, file)
    try play(&stepper, variant, playsOwnOrder)
    return stepper
  }

  private func chosen(
    _ name: String?, _ file: String?, _ fileOption: String
  ) throws -> (Scenario, Scenario.Variant?) {
    let scenario = try Scenario.chosen(name, file, fileOption: fileOption).running(checked: vcpus)
    guard let variant else { return (scenario, nil) }
    guard scenario.variants.indices.contains(variant - 1) else {
      throw UsageError(
        description: "--variant \(variant): \(scenario.name) has the variants 1 to "
          + "\(scenario.variants.count).")
    }
    return (scenario, scenario.variants[variant - 1])
  }

  private func setUp(
    _ scenario: Scenario, _ variant: Scenario.Variant?, _ file: String?
  ) throws -> Stepper {
    let policies = (variant?.policies ?? [:]).merging(try policy.choices) { $1 }
    do {
      return try Stepper(
        scenario, edition: try chosenEdition(scenario, variant), policies: policies)
    } catch let error as ModelInputError {
      throw error.failure(of: scenario, file: file)
    }
  }

  /// The edition that was asked for; else, as on the screen, the scenario's own where the variant is
  /// for it.
  private func chosenEdition(
    _ scenario: Scenario, _ variant: Scenario.Variant?
  ) throws -> Edition? {
    if let edition { return try Edition.chosen(edition) }
    return variant.flatMap { variant in
      variant.editions.isEmpty || variant.editions.contains(scenario.edition)
        ? nil : variant.editions.first
    }
  }

  private func play(
    _ stepper: inout Stepper, _ variant: Scenario.Variant?, _ playsOwnOrder: Bool
  ) throws {
    let text = schedule ?? variant?.schedule(in: stepper.model.edition) ?? ""
    guard !text.isEmpty else {
      if playsOwnOrder { stepper.playToEnd(limit: SimulationOptions.longestRun) }
      return
    }
    let names = stepper.model.threads.map(\.name)
    let moves: [Schedule.Move]
    do {
      moves = try Schedule(text, threads: names).moves
    } catch {
      throw UsageError(description: "--schedule: \(error.words).")
    }
    let (taken, refusal) = stepper.play(moves)
    // A variant's own order is written for several editions: it is played as far as it goes.
    if let refusal, schedule != nil {
      throw UsageError(
        description: "--schedule: move \(taken + 1) can't be taken: \(refusal.words).")
    }
  }
}
