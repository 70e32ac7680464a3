import KVM

/// The schedule of a simulation, taken in another edition of the kernel as far as it goes there.
struct Comparison: Sendable {
  /// The other edition.
  let edition: Edition
  /// The other run.
  let stepper: Stepper
  /// Why the next move of the schedule can't be taken; nil where all of it was.
  let refusal: Stepper.Refusal?

  /// Takes a simulation's moves in another edition; nil where the scenario can't be set up there.
  ///
  /// - Parameter known: a comparison from before, gone on with where nothing else is different.
  init?(_ original: Stepper, edition: Edition, knownAs known: Comparison? = nil) {
    self.edition = edition
    if let known, known.edition == edition, known.stepper.moves == original.moves,
      known.stepper.policies == original.policies,
      known.stepper.scenario.name == original.scenario.name,
      known.stepper.scenario.threads == original.scenario.threads
    {
      (stepper, refusal) = (known.stepper, known.refusal)
      return
    }
    guard
      var other = try? Stepper(
        original.scenario, edition: edition, policies: original.policies)
    else { return nil }
    refusal = other.play(original.moves).refusal
    stepper = other
  }

  /// The instant that stands for one of the original run.
  func instant(for instant: Int) -> Int { min(instant, stepper.count - 1) }
}
