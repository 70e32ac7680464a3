import KVM
import Machine
import VMSA

/// What a simulation is set up from.
struct Setup {
  var scenario: Scenario
  var edition: Edition
  /// Policies chosen beside the scenario's own.
  var policies: [String: String]

  init(_ stepper: Stepper) {
    scenario = stepper.scenario
    edition = stepper.model.edition
    policies = stepper.policies
  }
}

extension AppState {
  /// Sets the simulation up anew and takes the same schedule as far as it applies.
  ///
  /// - Parameter news: what is different now, for the message.
  mutating func restart(_ news: String, _ change: (inout Setup) -> Void) -> [Effect] {
    guard let old = stepper else { return [] }
    var setup = Setup(old)
    change(&setup)
    do {
      var new = try Stepper(setup.scenario, edition: setup.edition, policies: setup.policies)
      let instant = index
      begin(new)
      let (taken, refusal) = new.play(old.moves)
      take(new, at: min(instant, taken))
      message = Message(
        text: "\(news)\(replayWords(taken, of: old.moves.count, refusal))", isError: false)
      return []
    } catch {
      return go(to: nil, or: error.words)
    }
  }

  /// How much of a schedule was taken again, and why no more.
  private func replayWords(_ taken: Int, of count: Int, _ refusal: Stepper.Refusal?) -> String {
    guard count > 0 else { return "" }
    guard let refusal else { return "; the schedule applies: \(Prose.counted(taken, "step"))" }
    let threads = stepper?.threads(at: taken) ?? []
    return "; \(taken) of \(Prose.counted(count, "step")) of the schedule "
      + "\(taken == 1 ? "applies" : "apply"), then "
      + RefusalWords.reason(refusal, threads: threads)
  }

  // MARK: - Editions

  mutating func changeEdition(by steps: Int) -> [Effect] {
    guard let stepper else { return [] }
    let current = stepper.model.edition
    let known = stepper.scenario.editions.sorted()
    let next = steps > 0 ? known.first { $0 > current } : known.last { $0 < current }
    guard let next else {
      return go(
        to: nil,
        or: "\(current.name) is the \(steps > 0 ? "last" : "first") edition of this scenario; "
          + "\(steps > 0 ? "E goes to the previous" : "e goes to the next") one")
    }
    return restart("now \(next.name)") { $0.edition = next }
  }

  mutating func changeEdition(to name: String) throws(CommandError) -> [Effect] {
    let edition = try AppState.edition(name)
    return restart("now \(edition.name)") { $0.edition = edition }
  }

  private static func edition(_ name: String) throws(CommandError) -> Edition {
    guard let edition = Edition(name: name) else { throw .noEdition(name) }
    return edition
  }

  mutating func toggleComparison() -> [Effect] {
    guard let stepper else { return [] }
    guard comparison == nil else { return endComparison() }
    let current = stepper.model.edition
    let known = stepper.scenario.editions.sorted()
    guard let other = known.last(where: { $0 < current }) ?? known.first(where: { $0 > current })
    else { return go(to: nil, or: "this scenario has no other edition; :compare takes any") }
    return compare(with: other)
  }

  mutating func compare(with name: String?) throws(CommandError) -> [Effect] {
    guard let name else { return comparison == nil ? toggleComparison() : endComparison() }
    return compare(with: try AppState.edition(name))
  }

  private mutating func compare(with edition: Edition) -> [Effect] {
    guard let stepper else { return [] }
    comparison = Comparison(stepper, edition: edition)
    guard comparison != nil else {
      return go(to: nil, or: "this scenario can't be set up in \(edition.name)")
    }
    tell("beside it \(edition.name), with the same schedule; c takes it away")
    return []
  }

  private mutating func endComparison() -> [Effect] {
    comparison = nil
    if focus == .compared { focus = .threads }
    return []
  }

  // MARK: - Policies and variants

  mutating func changePolicy(_ name: String?, _ choice: String?) throws(CommandError) -> [Effect] {
    guard let policies = stepper?.model.policies else { return [] }
    guard let name else { throw .noPolicy("", known: policies.map(\.name)) }
    guard let policy = policies.first(where: { $0.name == name }) else {
      throw .noPolicy(name, known: policies.map(\.name))
    }
    guard let choice else {
      tell(
        "\(name): \(policy.words); it is \(policy.chosen), and can be "
          + Prose.list(policy.choices, "or"))
      return []
    }
    return restart("\(name) is \(choice)") { $0.policies[name] = choice }
  }

  /// Sets up one of the scenario's variants, with its schedule still to come.
  mutating func showVariant(_ number: Int) throws(CommandError) -> [Effect] {
    guard let scenario = stepper?.scenario else { return [] }
    guard scenario.variants.indices.contains(number - 1) else {
      throw .noVariant(number, count: scenario.variants.count)
    }
    let variant = scenario.variants[number - 1]
    let current = stepper?.model.edition ?? scenario.edition
    // A schedule is written for the editions that its variant names.
    let edition =
      [current, scenario.edition].first {
        variant.editions.contains($0) || variant.editions.isEmpty
      }
      ?? variant.editions.first ?? current
    do {
      var new = try Stepper(scenario, edition: edition, policies: variant.policies)
      let names = new.model.threads.map(\.name)
      let own = variant.schedule(in: edition)
      let text = own.isEmpty ? scenario.schedule : own
      new.playWherePossible((try? Schedule(text, threads: names).moves) ?? [])
      begin(new)
    } catch {
      return go(to: nil, or: error.words)
    }
    tell("variant \(number): \(variant.title); → steps through it, v runs to where it ends")
    return []
  }

  // MARK: - Schedules and accesses

  mutating func showSchedule() {
    guard let stepper else { return }
    let text = stepper.schedule(upTo: index)
    tell(text.isEmpty ? "nobody has moved yet: the schedule is empty" : "schedule: \(text)")
  }

  /// Plays a schedule from the beginning.
  mutating func playSchedule(_ text: String) throws(CommandError) -> [Effect] {
    guard !text.isEmpty else {
      showSchedule()
      return []
    }
    guard var stepper else { return [] }
    let names = stepper.model.threads.map(\.name)
    let moves: [Schedule.Move]
    do { moves = try Schedule(text, threads: names).moves } catch { throw .schedule(error) }
    let (taken, refusal) = stepper.play(moves)
    take(stepper, at: taken)
    guard let refusal else { return [] }
    message = Message(
      text: "\(taken) of \(Prose.counted(moves.count, "step")) taken, then "
        + RefusalWords.reason(refusal, threads: stepper.threads(at: taken)), isError: true)
    return [.beep]
  }

  /// Adds an access to those of a vCPU, and takes the same schedule again.
  mutating func addAccess(_ access: GuestAccess, to name: String) throws(CommandError) -> [Effect] {
    guard let threads = stepper?.scenario.threads else { return [] }
    let vcpus = threads.filter { $0.program == "vcpu" }.map(\.name)
    guard let place = threads.firstIndex(where: { $0.name == name }), vcpus.contains(name) else {
      throw .noThread(name, known: vcpus)
    }
    guard threads[place].accesses.count < 60 else { throw .tooManyAccesses(name) }
    let words = "\(access.isWrite ? "write" : "read") \(Hexadecimal.grouped(access.address))"
    return restart("\(name) will also \(words)") {
      $0.scenario.threads[place].accesses.append(access)
    }
  }

  /// Takes a thread's next step one of the ways it can go.
  mutating func choose(_ name: String, way: Int) throws(CommandError) -> [Effect] {
    guard let threads = stepper?.model.threads else { return [] }
    guard let thread = threads.firstIndex(where: { $0.name == name }) else {
      throw .noThread(name, known: threads.map(\.name))
    }
    return step(thread: thread, way: way)
  }
}
