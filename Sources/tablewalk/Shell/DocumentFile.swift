import Documents
import Files

/// Files that people write.
enum DocumentFile {
  /// The text of a file of a bounded size.
  static func text(_ path: String, limit: Int) throws -> String {
    let file = try FileBytes.open(path, limit: limit)
    // The bytes are the file's own, mapped as long as it lives.
    let text = withExtendedLifetime(file) {
      file.bytes.count <= limit ? String(decoding: file.bytes, as: UTF8.self) : nil
    }
    guard let text else {
      throw DocumentError(
        file: path, line: nil, key: "",
        problem: .expected(
          "a file of at most \(limit >> 20) MiB", found: "\(file.bytes.count) bytes"))
    }
    return text
  }
}
