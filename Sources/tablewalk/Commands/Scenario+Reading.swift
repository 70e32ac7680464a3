import KVM

extension Scenario {
  /// The most bytes a scenario's file may have.
  private static let longestFile = 1 << 20

  /// Reads a scenario of a person's own.
  static func read(_ path: String) throws -> Scenario {
    try Scenario(yaml: try DocumentFile.text(path, limit: longestFile), file: path)
  }
}
