import Explorer
import Foundation
import Interleavings
import KVM
import Testing

/// A scenario in an edition under policies, and what its file expects.
struct Case: CustomTestStringConvertible, Sendable {
  let scenario: Scenario
  let expectation: ScenarioExpectation
  let edition: Edition
  let verdict: ScenarioExpectation.Verdict

  var testDescription: String {
    let policies = expectation.policies.sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }
    return "\(scenario.name) \(edition.name)\(policies.joined()): \(verdict.text)"
  }

  /// With TABLEWALK_EXPLORE_ALL set everything is searched; without it only what a debug build gets
  /// through in a moment.
  static let searchesAll = ProcessInfo.processInfo.environment["TABLEWALK_EXPLORE_ALL"] != nil

  /// Everything that the scenarios' files expect.
  static let all: [Case] = Scenario.builtIn.flatMap { scenario in
    scenario.expectations.flatMap { expectation in
      expectation.verdicts.sorted { $0.key < $1.key }.filter { !$0.value.isNotApplicable }.map {
        Case(scenario: scenario, expectation: expectation, edition: $0.key, verdict: $0.value)
      }
    }
  }

  /// Scenarios that have few states, in their newest edition.
  static let quick: [Case] = all.filter {
    ["S2", "S4", "S5", "S10", "S12", "S13", "S14"].contains($0.scenario.name)
      && ($0.edition == .v6_19 || $0.scenario.name == "S2" && $0.edition == .v6_2)
  }

  /// Of every scenario, S18 with its many threads left out, what it expects first, in two editions.
  static let varied: [Case] = Scenario.builtIn.filter { $0.name != "S18" }.flatMap { scenario in
    all.filter {
      $0.scenario.name == scenario.name && ($0.edition == .v5_15 || $0.edition == .v6_19)
    }.prefix(2)
  }

  /// What tests search.
  static var chosen: [Case] { searchesAll ? all : quick }

  func exploration(_ change: (inout SearchOptions) -> Void = { _ in }) throws -> Exploration {
    var options = SearchOptions()
    change(&options)
    return try Exploration(
      scenario, edition: edition, policies: expectation.policies, vcpus: expectation.vcpus,
      options: options)
  }
}
