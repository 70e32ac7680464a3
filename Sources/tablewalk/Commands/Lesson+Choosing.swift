import Lessons

extension Lesson {
  /// The most bytes a lesson's file may have.
  private static let longestFile = 1 << 20

  /// The one that was asked for: by its short name, or by a file that ends with .yaml.
  static func chosen(_ name: String) throws -> Lesson {
    if name.hasSuffix(".yaml") || name.hasSuffix(".yml") { return try read(name) }
    guard let lesson = Lesson.builtIn(named: name) else {
      throw UsageError(
        description:
          "no lesson is called “\(name)”; “tablewalk learn --list” names them, and a file "
          + "of your own ends with .yaml.")
    }
    return lesson
  }

  /// Reads a lesson of a person's own.
  static func read(_ path: String) throws -> Lesson {
    try Lesson(yaml: try DocumentFile.text(path, limit: longestFile), file: path)
  }
}
