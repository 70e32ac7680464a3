import KVM
import Machine
import Query

/// What a lesson's file says of a scene.
public struct ScenePlan: Sendable {
  /// What is shown.
  public var subject: Subject
  /// The instant; nil for the end of the schedule, or for the beginning of a recording.
  public var instant: Instant?
  /// The panel that stands out; nil for the usual one.
  public var panel: String?
  /// The address that the walk keeps to; nil for that of the event.
  public var address: UInt64?

  /// What is shown.
  public enum Subject: Sendable {
    /// A simulated kernel.
    case simulation(SimulationPlan)
    /// A recording, by the name of one that comes along or by its file.
    case recording(String)
    /// One translation.
    case translation(TranslationCase)
  }

  /// An instant of a timeline.
  public enum Instant: Sendable {
    /// By its number.
    case number(Int)
    /// The first event that satisfies a filter.
    case first(QueryExpression, text: String)
  }

  /// Opens it.
  ///
  /// - Throws: ``LessonError`` where there is no such thing.
  public func open(in world: LessonWorld) throws(LessonError) -> Scene {
    switch subject {
    case .simulation(let plan):
      let stepper = try plan.stepper()
      return .simulation(stepper, at: try place(in: stepper.timeline, usual: stepper.count - 1))
    case .recording(let name):
      let recording = try world.recording(name)
      return .recording(recording, at: try place(in: recording.timeline, usual: -1))
    case .translation(let translation): return .translation(translation)
    }
  }

  private func place(in timeline: Timeline, usual: Int) throws(LessonError) -> Int {
    switch instant {
    case nil: return usual
    case .number(let number):
      guard number >= -1, number < timeline.log.count else {
        throw LessonError("there is no instant \(number); the last is \(timeline.log.count - 1)")
      }
      return number
    case .first(let expression, let text):
      guard let event = timeline.firstEvent(EventFilter(expression, for: timeline)) else {
        throw LessonError("no event satisfies “\(text)”")
      }
      return event
    }
  }
}

extension Timeline {
  /// The first event that satisfies a filter; nil where none does.
  func firstEvent(_ filter: EventFilter) -> Int? {
    (0..<log.count).first { filter.matches(eventAt: $0, in: self) }
  }
}
