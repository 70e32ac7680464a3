import KVM
import Query

/// Why what was typed is no command.
enum CommandError: Error, Hashable, Sendable {
  /// No command begins so.
  case unknown(String)
  /// Several commands begin so.
  case ambiguous(String, [String])
  /// Something else was expected after a command.
  case expected(String, found: String)
  /// There is no theme of this name.
  case noTheme(String)
  /// There is no such edition.
  case noEdition(String)
  /// There is no such policy, or none was named.
  case noPolicy(String, known: [String])
  /// The scenario has no variant of this number.
  case noVariant(Int, count: Int)
  /// There is no such thread, or none that does such things.
  case noThread(String, known: [String])
  /// A vCPU has as many accesses as are simulated.
  case tooManyAccesses(String)
  /// There is no such report, or none was named.
  case noReport(String)
  /// A filter can't be read; its expression begins after so many characters.
  case expression(QueryError, after: Int)
  /// A schedule can't be read.
  case schedule(Schedule.SyntaxError)

  /// The sentence for the person.
  var sentence: String {
    switch self {
    case .unknown(let word): "“\(word)” is no command; ? lists them"
    case .ambiguous(let word, let names): "“\(word)” may be \(Prose.list(names, "or"))"
    case .expected(let what, let found):
      found.isEmpty ? "expected \(what)" : "expected \(what), found “\(found)”"
    case .noTheme(let name):
      "no theme “\(name)”; there are \(Prose.list(Theme.all.map(\.name)))"
    case .noEdition(let name):
      "no edition “\(name)”; there are \(Prose.list(Edition.allCases.map(\.name)))"
    case .noPolicy(let name, let known):
      (name.isEmpty ? "which policy? There are " : "no policy “\(name)”; there are ")
        + Prose.list(known)
    case .noVariant(_, 0): "this scenario has no variants"
    case .noVariant(let number, let count): "no variant \(number); there are 1 to \(count)"
    case .noThread(let name, let known):
      "no such thread “\(name)”; there \(known.count == 1 ? "is" : "are") \(Prose.list(known))"
    case .tooManyAccesses(let name): "\(name) has as many accesses as are simulated"
    case .noReport(let name):
      (name.isEmpty ? "which report? There are " : "no report “\(name)”; there are ")
        + Prose.list(ReportName.allCases.map(\.rawValue))
    case .expression(let error, _): error.sentence
    case .schedule(.unknownThread(let name, let known)):
      "no thread “\(name)” for the schedule; there are \(Prose.list(known))"
    case .schedule(.unreadable(let word)):
      "“\(word)” is no part of a schedule; expected such as v0, v0*3 or v0/1"
    case .schedule(.tooLong(let limit)): "the schedule has more than \(limit) steps"
    }
  }
}
