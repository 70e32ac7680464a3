import Foundation

/// Recordings that tests read.
public enum Fixture {
  /// The folder of the recordings that come with the project.
  public static var folder: String { folder(above: #filePath, levels: 2) + "/Fixtures" }

  /// The path of one of them.
  public static func path(_ name: String) -> String { folder + "/" + name }

  /// The bytes of one of them.
  public static func bytes(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: path(name))))
  }

  /// The lines of one of them.
  public static func lines(_ name: String) throws -> [String] {
    String(decoding: try bytes(name), as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false
    ).map(String.init)
  }

  /// Recordings beside the checkout that are too many to come with it; nil where there are none.
  ///
  /// - Parameter set: a folder of `shared/corpus/traces`.
  public static func corpusRecordings(_ set: String) -> [String]? {
    let folder = folder(above: #filePath, levels: 4) + "/shared/corpus/traces/" + set
    let names = try? FileManager.default.contentsOfDirectory(atPath: folder)
    return names?.filter { $0.contains(".trace.txt") }.sorted().map { folder + "/" + $0 }
  }

  /// Files beside the checkout in a folder of `shared/corpus`; nil where there are none.
  public static func corpusFiles(_ folder: String, suffix: String) -> [String]? {
    let path = self.folder(above: #filePath, levels: 4) + "/shared/corpus/" + folder
    let names = try? FileManager.default.contentsOfDirectory(atPath: path)
    return names?.filter { $0.hasSuffix(suffix) }.sorted().map { path + "/" + $0 }
  }

  private static func folder(above file: String, levels: Int) -> String {
    var url = URL(fileURLWithPath: file)
    for _ in 0..<levels { url.deleteLastPathComponent() }
    return url.path
  }
}
