import KVM

/// Small texts of the step language, and models of them.
enum Language {
  /// What is wrong with a text; nil for nothing.
  static func syntaxError(_ source: String) -> StepSyntaxError? {
    do {
      _ = try StepLibrary(texts: [("t", source)])
      return nil
    } catch {
      return error
    }
  }

  /// A model of one text, a thread for each program named.
  static func model(
    _ source: String, run programs: [String] = ["p"], edition: Edition = .v6_3,
    policies: [String: String] = [:], parameters: [String: ModelInputs.Parameter] = [:],
    constants: [String: [Int]] = [:]
  ) throws -> Model {
    var inputs = ModelInputs(edition: edition)
    inputs.policies = policies
    inputs.sets = ["cells": 3, "rows": 2]
    inputs.constants = constants
    for (number, program) in programs.enumerated() {
      inputs.threads.append(
        ModelInputs.Thread(name: "t\(number)", program: program, parameters: parameters))
    }
    return try StepLibrary(texts: [("t", source)]).model(inputs)
  }

  /// What making a model of a text fails with; nil for nothing.
  static func modelError(_ source: String) -> ModelInputError? {
    do {
      _ = try model(source)
      return nil
    } catch {
      return error as? ModelInputError
    }
  }

  /// Runs a model's first thread to its end; the labels taken, and what it violated.
  static func run(
    _ model: Model, limit: Int = 50
  ) -> (labels: [String], violation: Model.Violation?, state: ModelState) {
    var state = model.initial
    var labels: [String] = []
    while labels.count < limit, let step = model.nextStep(of: 0, in: state) {
      guard model.isEnabled(0, in: state) else { break }
      labels.append(step.label)
      if let violation = model.step(0, in: &state) { return (labels, violation, state) }
    }
    return (labels, nil, state)
  }
}
