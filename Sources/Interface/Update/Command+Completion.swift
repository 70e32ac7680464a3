import KVM
import Machine
import Query

extension Command {
  /// What Tab makes of a line: longer by what all candidates share, and the candidates.
  static func completion(
    of text: String, threads: [String], simulation: Stepper? = nil
  ) -> (text: String, candidates: [String]) {
    let lead: String
    let options: [String]
    let typed: String
    if let space = text.firstIndex(of: " ") {
      lead = String(text[...space])
      typed = String(text[text.index(after: space)...])
      switch text[..<space] {
      case "theme": options = Theme.all.map(\.name)
      case "thread": options = threads
      case "report": options = ReportName.allCases.map(\.rawValue)
      case "history": options = ["entry", "lock", "page", "table"]
      case "filter": return field(text, lead: lead, typed: typed)
      case "edition", "compare":
        options = simulation.map { _ in Edition.allCases.map(\.name) } ?? []
      case "policy": options = simulation?.model.policies.map(\.name) ?? []
      case "access", "choose": options = simulation?.model.threads.map(\.name) ?? []
      default: return (text, [])
      }
    } else {
      (lead, typed, options) = ("", text, simulation == nil ? names : namesWhileStepping)
    }
    let candidates = options.filter { $0.hasPrefix(typed) }
    guard let first = candidates.first else { return (text, []) }
    let shared = candidates.dropFirst().reduce(first) { $0.commonPrefix(with: $1) }
    return (lead + shared, candidates)
  }
}

extension Command {
  /// Completes the last word of a filter to a field's name.
  private static func field(
    _ text: String, lead: String, typed: String
  ) -> (text: String, candidates: [String]) {
    let word = String(typed.reversed().prefix { $0.isLetter }.reversed())
    let candidates = QueryField.allCases.map(\.rawValue).filter { $0.hasPrefix(word) }
    guard !word.isEmpty, let first = candidates.first else { return (text, []) }
    let shared = candidates.dropFirst().reduce(first) { $0.commonPrefix(with: $1) }
    return (lead + typed.dropLast(word.count) + shared, candidates)
  }
}

extension String {
  /// The characters two texts have in common from the beginning.
  fileprivate func commonPrefix(with other: String) -> String {
    String(zip(self, other).prefix { $0 == $1 }.map(\.0))
  }
}
