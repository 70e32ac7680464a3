extension ModelInputError {
  /// What is wrong, as a sentence about the thing that was given.
  public var words: String {
    switch self {
    case .unknownPolicy(let name, let known):
      "no policy is called “\(name)”; there are \(known.joined(separator: ", "))"
    case .unknownChoice(let policy, let choice, let known):
      "“\(policy)” can't be “\(choice)”; it can be \(known.joined(separator: ", "))"
    case .unknownProgram(let name, let known):
      "no thread program is called “\(name)”; there are \(known.joined(separator: ", "))"
    case .missingParameter(let thread, let parameter):
      "the thread “\(thread)” needs “\(parameter)”"
    case .threadTwice(let name): "two threads are called “\(name)”"
    case .wrongCount(let variable, let expected, let found):
      "“\(variable)” has \(expected) elements, found \(found)"
    case .valueOutOfRange(let variable, let value): "“\(variable)” can't be \(value)"
    case .syntax(let error): "\(error)"
    }
  }
}
