import Documents
import Files
import KVM

extension Scenario {
  /// The most bytes a scenario's file may have.
  private static let longestFile = 1 << 20

  /// Reads a scenario of a person's own.
  static func read(_ path: String) throws -> Scenario {
    let file = try FileBytes.open(path, limit: longestFile)
    // The bytes are the file's own, mapped as long as it lives.
    let text = withExtendedLifetime(file) {
      file.bytes.count <= longestFile ? String(decoding: file.bytes, as: UTF8.self) : nil
    }
    guard let text else {
      throw DocumentError(
        file: path, line: nil, key: "",
        problem: .expected("a scenario of at most 1 MiB", found: "\(file.bytes.count) bytes"))
    }
    return try Scenario(yaml: text, file: path)
  }
}
