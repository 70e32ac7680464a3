import Foundation
import Testing

/// Expects `text` to be what `Snapshots/<named>.<fileExtension>` beside the calling file holds.
///
/// With `TABLEWALK_RECORD_SNAPSHOTS=1` in the environment the file is written instead. A missing
/// file fails and says how to record it; a different one fails with the lines that differ.
public func expectSnapshot(
  _ text: String, named name: String, fileExtension: String = "txt",
  filePath: String = #filePath, sourceLocation: SourceLocation = #_sourceLocation
) {
  let file = URL(fileURLWithPath: filePath).deletingLastPathComponent()
    .appendingPathComponent("Snapshots").appendingPathComponent("\(name).\(fileExtension)")
  if ProcessInfo.processInfo.environment["TABLEWALK_RECORD_SNAPSHOTS"] == "1" {
    record(text, at: file, sourceLocation)
    return
  }
  guard let data = try? Data(contentsOf: file) else {
    Issue.record(
      "There is no snapshot \(file.path). Record it with TABLEWALK_RECORD_SNAPSHOTS=1.",
      sourceLocation: sourceLocation)
    return
  }
  let expected = String(decoding: data, as: UTF8.self)
  guard expected != text else { return }
  Issue.record(
    "“\(name)” differs from its snapshot:\n\(lineDifference(from: expected, to: text))",
    sourceLocation: sourceLocation)
}

private func record(_ text: String, at file: URL, _ sourceLocation: SourceLocation) {
  do {
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  } catch {
    Issue.record("\(file.path) can't be written: \(error)", sourceLocation: sourceLocation)
  }
}

/// The lines of two texts against each other: `-` expected, `+` found, each with its number.
public func lineDifference(from expected: String, to found: String) -> String {
  let old = expected.split(separator: "\n", omittingEmptySubsequences: false)
  let new = found.split(separator: "\n", omittingEmptySubsequences: false)
  var lines: [String] = []
  for change in new.difference(from: old) {
    switch change {
    case .remove(let index, let line, _): lines.append("- \(index + 1): \(line)")
    case .insert(let index, let line, _): lines.append("+ \(index + 1): \(line)")
    }
  }
  return lines.joined(separator: "\n")
}
