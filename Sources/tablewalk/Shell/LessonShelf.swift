import Foundation
import Interface
import Lessons
import Synchronization
import Traces

/// Lessons as the program gives them: sessions go on where a student left off, and what is done is kept.
final class LessonShelf {
  private let file = ProgressFile()
  private(set) var progress: LearningProgress
  /// The seed that was asked for; nil for one of chance.
  private let seed: UInt64?
  private var isWritable = true
  /// How many exercises of the session were counted.
  private var exercisesKept = 0

  init(seed: UInt64?) {
    self.seed = seed
    progress = file.read()
  }

  /// A session of a lesson, where the student left off.
  func session(_ lesson: Lesson) throws -> LessonSession {
    let record = progress.lessons[lesson.id]
    let isBegun = !(record?.results ?? []).isEmpty
    let seed = seed ?? (isBegun ? record?.seed : nil) ?? UInt64.random(in: 1...9_999)
    var session = try LessonSession(lesson, seed: seed, world: .ofProgram)
    if let record { session.resume(record) }
    return session
  }

  /// The lesson that was chosen from a menu, ready for the screen; nil for another choice.
  func opened(_ choice: StartMenu.Choice, from menu: StartMenu) throws -> LearnState? {
    let session: LessonSession
    switch choice {
    case .exercises:
      exercisesKept = 0
      session = try exercises(DrillSource())
    case .lesson(let id):
      guard let lesson = Lesson.builtIn(named: id) else { return nil }
      session = try self.session(lesson)
    default: return nil
    }
    return LearnState(session, size: menu.size, theme: menu.theme, isASCII: menu.isASCII)
  }

  /// Exercises of one kind, or of all.
  func exercises(_ source: DrillSource) throws -> LessonSession {
    try LessonSession(
      exercises: source, seed: seed ?? UInt64.random(in: 1...999_999), world: .ofProgram)
  }

  /// Keeps where a session stands; says once where it can't.
  func keep(_ session: LessonSession) {
    progress.note(session)
    if let drills = session.drills {
      // Only exercises that were answered since count.
      for place in exercisesKept..<session.pages.count {
        guard let result = session.results[place], result != .skipped else { break }
        progress.note(
          exercise: session.drillKinds[place], isRight: result == .right,
          difficulty: drills.difficulty)
        exercisesKept = place + 1
      }
    }
    guard isWritable else { return }
    do { try file.write(progress) } catch { isWritable = false }
  }
}

extension LessonWorld {
  /// What this program can open: recordings that come along, and files.
  static let ofProgram = LessonWorld { (name) throws(LessonError) in
    if let known = openedRecordings.withLock({ $0[name] }) { return known }
    let opened: OpenedRecording
    do {
      if let built = BuiltInRecording(rawValue: name) {
        opened = try built.open(ReadingOptions())
      } else {
        let recording = try Recording.open(name, options: ReadingOptions())
        opened = OpenedRecording(recording: recording, label: "recorded")
      }
    } catch { throw LessonError("the recording “\(name)” can't be opened: \(error)") }
    let recording = LessonRecording(
      name: name, label: opened.label, timeline: opened.recording.timeline)
    openedRecordings.withLock { $0[name] = recording }
    return recording
  }

  /// Recordings are opened once, however many questions ask about them.
  private static let openedRecordings = Mutex<[String: LessonRecording]>([:])
}
