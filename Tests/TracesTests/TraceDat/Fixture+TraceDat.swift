import Foundation
import TestSupport

extension Fixture {
  /// Recordings beside the checkout whose name ends so, of all sets; none where there is no corpus.
  static func corpusFiles(ending: String) -> [String] {
    let root = URL(fileURLWithPath: folder + "/../../../shared/corpus/traces").standardized.path
    let files = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
    return files.filter { $0.hasSuffix(ending) }.sorted().map { root + "/" + $0 }
  }

  /// What `trace-cmd report` prints of a file, with nanoseconds and without plugins.
  static func traceCommandReport(_ path: String) throws -> String {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent(
      "report-\(UUID().uuidString)")
    try Data().write(to: url)
    defer { try? FileManager.default.removeItem(at: url) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/trace-cmd")
    process.arguments = ["report", "-t", "-N", "-i", path]
    process.standardOutput = try FileHandle(forWritingTo: url)
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return String(decoding: try Data(contentsOf: url), as: UTF8.self)
  }
}
