import ArgumentParser
import Interface
import Screen

/// What a picture shows, and of which instants.
struct PictureOptions: ParsableArguments {
  @Option(help: "What a picture shows; nested is the grid of a two-stage walk from registers.")
  var picture: PictureKind?

  @Option(help: "The instant of a picture: the number of an event, a move, or entries read.")
  var at: Int?

  @Option(help: "The first instant of a stepping (html, cast).")
  var from: Int?

  @Option(help: "The last instant of a stepping.")
  var to: Int?

  @Option(help: "How long each step is shown where a stepping plays by itself, in seconds.")
  var seconds = 1.0

  /// The most steps of a stepping.
  static let mostSteps = 2_000

  /// What is shown.
  var kind: PictureKind { picture ?? .screen }

  /// Whether anything asks for a picture.
  var isAsked: Bool { picture != nil || at != nil || from != nil || to != nil }

  /// How long a step is shown.
  func millisecondsPerStep() throws -> Int {
    guard seconds >= 0.05, seconds <= 3_600 else {
      throw UsageError(description: "--seconds \(seconds): expected 0.05 to 3600.")
    }
    return Int(seconds * 1_000)
  }

  /// Refuses a range for one instant, and one instant together with a range.
  func check(_ format: ExportFormat) throws {
    guard from != nil || to != nil else {
      guard at == nil || format != .cast else {
        throw UsageError(description: "--format cast is a stepping: give --from and --to.")
      }
      return
    }
    guard format.isStepping else {
      throw UsageError(description: "--format \(format) shows one instant: give --at.")
    }
    guard at == nil else {
      throw UsageError(description: "Give --at for one instant, or --from and --to for many.")
    }
  }

  /// The instants of a stepping of a subject.
  func steps(of subject: PictureSubject) throws -> ClosedRange<Int> {
    let first = try from.map { try subject.instants.checked($0, option: "--from") }
    let last = try to.map { try subject.instants.checked($0, option: "--to") }
    let range = (first ?? subject.instants.first, last ?? subject.instants.last)
    guard range.0 <= range.1 else {
      throw UsageError(description: "--from \(range.0) --to \(range.1): that is no instant.")
    }
    let count = range.1 - range.0 + 1
    guard count <= PictureOptions.mostSteps else {
      throw UsageError(
        description: "These are \(count) steps, and a stepping has at most "
          + "\(PictureOptions.mostSteps): give --from and --to, or one instant with --at.")
    }
    return range.0...range.1
  }
}
