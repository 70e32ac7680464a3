import Foundation

/// A folder that exists as long as the object does.
public final class TemporaryFolder: Sendable {
  /// Where it is.
  public let path: String

  /// Makes one.
  public init() throws {
    path = NSTemporaryDirectory() + "tablewalk-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file, making the folders above it, and gives its path.
  @discardableResult
  public func write(_ name: String, _ text: String) throws -> String {
    let url = URL(fileURLWithPath: path + "/" + name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
    return url.path
  }

  /// What a file holds; nil when it does not exist.
  public func read(_ name: String) -> String? {
    (try? Data(contentsOf: URL(fileURLWithPath: path + "/" + name))).map {
      String(decoding: $0, as: UTF8.self)
    }
  }
}
