/// Why a file that a person wrote, a scenario or a lesson, could not be used, and where.
public struct DocumentError: Error, Hashable, Sendable {
  /// The file's name.
  public var file: String
  /// The line, counted from 1; nil where the whole file is meant.
  public var line: Int?
  /// The key, with those around it: “memory.slots[0].guest”; empty where none is meant.
  public var key: String
  /// What is wrong.
  public var problem: Problem

  /// Makes an error.
  public init(file: String, line: Int?, key: String, problem: Problem) {
    self.file = file
    self.line = line
    self.key = key
    self.problem = problem
  }

  /// What can be wrong with such a file.
  public enum Problem: Hashable, Sendable {
    /// It is not YAML; what the reader says.
    case notYAML(String)
    /// Something else was expected: what, and what was found.
    case expected(String, found: String)
    /// A key that must be there.
    case missing
    /// A key that means nothing here; the keys that do.
    case unknownKey(known: [String])
    /// An address or size that is no multiple of what it must be.
    case notAligned(to: UInt64)
    /// An address that no memslot and no VMA covers.
    case outside(String)
    /// Two things that cover the same addresses.
    case overlaps
    /// More than the simulation takes on.
    case tooMany(limit: Int)
    /// More pages, with those that they bring along, than the simulation takes on.
    case tooManyPages(limit: Int)
    /// What it is about refuses it; why, in words.
    case refused(String)
  }
}

extension DocumentError: CustomStringConvertible {
  /// One sentence: file, line, key, what is wrong.
  public var description: String {
    let place = line.map { "\(file):\($0)" } ?? file
    return "\(place): \(key.isEmpty ? "" : "“\(key)” ")\(problem.words)"
  }
}

extension DocumentError.Problem {
  fileprivate var words: String {
    switch self {
    case .notYAML(let reason): "is not YAML: \(reason)"
    case .expected(let what, let found): "should be \(what), found \(found)"
    case .missing: "is missing"
    case .unknownKey(let known): "means nothing here; known are \(known.joined(separator: ", "))"
    case .notAligned(let bytes): "must be a multiple of \(bytes)"
    case .outside(let what): "lies outside \(what)"
    case .overlaps: "covers addresses that another one covers"
    case .tooMany(let limit): "has more than \(limit), the most that is taken"
    case .tooManyPages(let limit): "speaks of more than \(limit) pages, the most that is simulated"
    case .refused(let words): words
    }
  }
}
