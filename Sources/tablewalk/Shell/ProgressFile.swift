import Foundation
import Lessons

/// Where what a student did is kept: `tablewalk/lessons.json` under XDG_STATE_HOME.
///
/// Never in the way: what can't be read is set aside under another name, and what can't be written is
/// said once and forgotten.
///
/// Source: XDG Base Directory Specification, “XDG_STATE_HOME”.
struct ProgressFile {
  let folder: URL

  private var file: URL { folder.appendingPathComponent("lessons.json") }

  init(environment: [String: String] = ProcessInfo.processInfo.environment) {
    let given = environment["XDG_STATE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
    let home = environment["HOME"] ?? NSHomeDirectory()
    folder = URL(fileURLWithPath: given ?? home + "/.local/state")
      .appendingPathComponent("tablewalk")
  }

  /// What was done so far; nothing where there is no file.
  func read() -> LearningProgress {
    guard let data = try? Data(contentsOf: file) else { return LearningProgress() }
    if let progress = try? JSONDecoder().decode(LearningProgress.self, from: data),
      progress.version == LearningProgress.version
    {
      return progress
    }
    // Nothing a person made is lost: it may be a newer program's.
    let aside = folder.appendingPathComponent("lessons.json.unreadable")
    try? FileManager.default.removeItem(at: aside)
    try? FileManager.default.moveItem(at: file, to: aside)
    Failure.report("\(file.path) can't be read; it was set aside as \(aside.lastPathComponent).")
    return LearningProgress()
  }

  /// Keeps what was done; the file is replaced whole.
  func write(_ progress: LearningProgress) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try encoder.encode(progress).write(to: file, options: .atomic)
    } catch {
      throw OutputError(reason: "\(file.path): \(error.localizedDescription)")
    }
  }

  /// Forgets what was done with a lesson, or with all.
  func reset(_ lesson: String) throws {
    guard lesson != "all" else { return try write(LearningProgress()) }
    var progress = read()
    guard progress.lessons.removeValue(forKey: lesson) != nil else {
      throw UsageError(description: "--reset \(lesson): nothing was done with such a lesson.")
    }
    try write(progress)
  }
}
