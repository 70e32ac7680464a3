import KVM
import Screen

@testable import Interface

extension AppState {
  /// A scenario that comes with the program, at its beginning.
  static func scenario(
    _ name: String, edition: Edition? = nil, policies: [String: String] = [:],
    size: Size = Size(120, 40)
  ) -> AppState {
    guard let scenario = Scenario.builtIn(named: name) else {
      preconditionFailure("no scenario \(name)")
    }
    do {
      return AppState(
        stepper: try Stepper(scenario, edition: edition, policies: policies), size: size)
    } catch {
      preconditionFailure("\(name) can't be set up: \(error)")
    }
  }

  /// A variant of a scenario, at its beginning.
  static func variant(_ number: Int, of name: String, size: Size = Size(120, 40)) -> AppState {
    var state = scenario(name, size: size)
    state.command("variant \(number)")
    state.press(.escape)
    return state
  }

  /// The variant of a scenario whose title has these words, at its beginning.
  static func variant(
    _ words: String, of name: String, size: Size = Size(120, 40)
  ) -> AppState {
    let titles = Scenario.builtIn(named: name)?.variants.map(\.title) ?? []
    guard let place = titles.firstIndex(where: { $0.contains(words) }) else {
      preconditionFailure("\(name) has no variant “\(words)”")
    }
    return variant(place + 1, of: name, size: size)
  }

  /// What the schedule so far is.
  var schedule: String { stepper?.schedule(upTo: index) ?? "" }
}
