import Documents
import KVM

extension Scenario {
  /// The one that was asked for.
  ///
  /// - Parameters:
  ///   - name: of one that comes with the program.
  ///   - file: one of a person's own; with neither it is S1.
  ///   - fileOption: what the option for a file is called.
  static func chosen(
    _ name: String?, _ file: String?, fileOption: String
  ) throws -> Scenario {
    switch (name, file) {
    case (nil, let file?): return try Scenario.read(file)
    case (let name?, nil):
      guard let known = Scenario.builtIn(named: name) else {
        throw UsageError(
          description: "no scenario is called “\(name)”; “tablewalk step --list” names them, "
            + "and \(fileOption) reads your own.")
      }
      return known
    case (nil, nil):
      guard let seed = Scenario.builtIn(named: "S1") else {
        throw UsageError(description: "name a scenario; “tablewalk step --list” names them.")
      }
      return seed
    case (_?, _?):
      throw UsageError(description: "Give a SCENARIO or \(fileOption), not both.")
    }
  }

  /// The most vCPUs that can be asked for.
  private static let mostVCPUs = 8

  /// The same with as many vCPUs as were asked for.
  func running(checked count: Int?) throws -> Scenario {
    guard let count else { return self }
    guard (1...Scenario.mostVCPUs).contains(count) else {
      throw UsageError(
        description: "--vcpus \(count): there can be 1 to \(Scenario.mostVCPUs).")
    }
    guard threads.contains(where: { $0.program == "vcpu" }) else {
      throw UsageError(description: "--vcpus \(count): \(name) has no vCPU.")
    }
    return running(vcpus: count)
  }
}

extension Edition {
  /// The one that was asked for.
  static func chosen(_ name: String) throws -> Edition {
    guard let known = Edition(name: name) else {
      throw UsageError(
        description: "--edition \(name): there are "
          + "\(Edition.allCases.map(\.name).joined(separator: ", ")).")
    }
    return known
  }
}

extension [String] {
  /// Policies given as NAME=CHOICE.
  var choices: [String: String] {
    get throws {
      var choices: [String: String] = [:]
      for text in self {
        let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2 else {
          throw UsageError(description: "--policy \(text): expected NAME=CHOICE.")
        }
        choices[parts[0]] = parts[1]
      }
      return choices
    }
  }
}

extension ModelInputError {
  /// What is thrown for it: bad usage where an option is to blame, else the scenario's file.
  func failure(of scenario: Scenario, file: String?) -> any Error {
    switch self {
    case .unknownPolicy, .unknownChoice: UsageError(description: words + ".")
    default:
      DocumentError(file: file ?? scenario.name, line: nil, key: "", problem: .refused(words))
    }
  }
}
