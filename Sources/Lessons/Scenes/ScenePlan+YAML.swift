import Documents
import KVM
import Query
import VMSA

extension ScenePlan {
  /// The keys of a scene.
  static let keys = SimulationPlan.keys + ["recording", "translation", "at", "panel", "address"]

  init(_ value: DocumentValue, _ cases: NamedCases) throws(DocumentError) {
    let fields = try value.fields(oneOf: ScenePlan.keys)
    let subjects = ["scenario", "recording", "translation"].filter { fields[$0] != nil }
    guard subjects.count == 1 else {
      throw value.expected("one of “scenario”, “recording” and “translation”")
    }
    if let recording = fields["recording"] {
      subject = .recording(try recording.recordingName())
    } else if let translation = fields["translation"] {
      subject = .translation(try TranslationCase(try cases.meant(by: translation)))
    } else {
      subject = .simulation(try SimulationPlan(fields, of: value))
    }
    instant = try fields["at"].map { at throws(DocumentError) in try Instant(at) }
    panel = try fields["panel"]?.text()
    address = try fields["address"].map { word throws(DocumentError) in try word.word() }
  }
}

extension ScenePlan.Instant {
  init(_ value: DocumentValue) throws(DocumentError) {
    let text = try value.text()
    if let number = Int(text) {
      self = .number(number)
    } else {
      self = .first(try value.filter(), text: text)
    }
  }
}

extension SimulationPlan {
  /// The keys that name a simulation.
  static let keys = ["scenario", "edition", "policies", "schedule"]

  init(_ fields: [String: DocumentValue], of value: DocumentValue) throws(DocumentError) {
    let name = try fields.need("scenario", of: value)
    guard let scenario = Scenario.builtIn(named: try name.text()) else {
      throw name.expected(
        "a scenario: " + Scenario.builtIn.map(\.name).joined(separator: ", "))
    }
    self.init(scenario: scenario)
    if let edition = fields["edition"] {
      self.edition = Edition(name: try edition.text())
      if self.edition == nil {
        throw edition.expected(
          "an edition: " + Edition.allCases.map(\.name).joined(separator: ", "))
      }
    }
    policies = try fields["policies"]?.words() ?? [:]
    schedule = try fields["schedule"]?.flowing()
    if fields["edition"] != nil || !policies.isEmpty || schedule != nil {
      do {
        _ = try stepper()
      } catch { throw value.failure(.refused(error.description)) }
    }
  }
}

extension Goal {
  init(_ value: DocumentValue) throws(DocumentError) {
    let fields = try value.fields("event", "holds", "violates", "finished", "searched")
    guard let (name, field) = fields.first, fields.count == 1 else {
      throw value.expected("one of event, holds, violates, finished and searched")
    }
    switch name {
    case "event": self = .event(try field.filter(), text: try field.text())
    case "holds": self = .holds(try field.flowing())
    case "violates":
      let word = try field.text()
      let rule = InvariantRule(rawValue: word)
      guard rule != nil || word == "any" else {
        throw field.expected("a rule, I1 to I8, or any")
      }
      self = .violated(rule)
    case "finished":
      guard try field.flag() else { throw field.expected("true") }
      self = .finished
    default:
      guard try ["safe", "unsafe"].contains(field.text()) else {
        throw field.expected("safe or unsafe")
      }
      self = .searched(isSafe: try field.text() == "safe")
    }
  }
}

extension DocumentValue {
  /// A recording's name; a file, which has a dot in its name, is looked for beside the lesson's own.
  fileprivate func recordingName() throws(DocumentError) -> String {
    let name = try text()
    guard name.contains("."), !name.hasPrefix("/"), let slash = file.lastIndex(of: "/") else {
      return name
    }
    return file[...slash] + name
  }

  /// A filter of events.
  func filter() throws(DocumentError) -> QueryExpression {
    let text = try text()
    do throws(QueryError) {
      return try QueryExpression.filter(text)
    } catch { throw failure(.refused("is no filter: \(error.sentence)")) }
  }
}
