import Files
import Foundation
import Machine
import Traces

/// Reads recordings with every damage of a plan, in this process.
///
/// A reading that traps or takes too long ends the program, which says which it was. What is read is
/// gone about in as a screen would, and what is missing must be told of.
struct DamageRun {
  let path: String
  /// Of how many damages one is read with.
  let step: Int
  private var silentOnes: [String] = []

  init(path: String, step: Int) {
    self.path = path
    self.step = step
  }

  /// Reads one file with all damages and prints what became of it.
  ///
  /// - Returns: whether nothing was missing without being told.
  mutating func run() throws -> Bool {
    let file = try FileBytes.open(path)
    let bytes = withExtendedLifetime(file) { Array(file.bytes) }
    let isText = bytes.first != 0x17 && bytes.first != 0x7B
    let name = URL(fileURLWithPath: path).lastPathComponent
    print("\(name): \(bytes.count) bytes, \(try Recording.read(bytes, name: name).kind)")
    for part in DamagePlan(bytes, isText: isText).parts { try run(part, name: name) }
    for text in silentOnes.prefix(12) { print("    missing and not told: \(text)") }
    return silentOnes.isEmpty
  }

  private mutating func run(_ part: DamagePlan.Part, name: String) throws {
    let whole = try Recording.read(part.bytes, name: name)
    var counts: [ReadingOutcome: Int] = [:]
    var slowest = (nanoseconds: 0.0, damage: part.damages.first)
    for number in stride(from: 0, to: part.damages.count, by: step) {
      let damage = part.damages[number]
      DamageWatch.begin(name, damage)
      var outcome = ReadingOutcome.refused
      let time = ProcessFacts.processorNanoseconds {
        guard let read = try? Recording.read(damage.applied(to: part.bytes), name: name) else {
          return
        }
        goAbout(read)
        outcome = ReadingOutcome(read, of: part, whole, damage)
        if outcome == .silent {
          silentOnes.append(
            "\(part.title): \(damage): \(read.timeline.count) of \(whole.timeline.count) events")
        }
      }
      counts[outcome, default: 0] += 1
      if time > slowest.nanoseconds { slowest = (time, damage) }
    }
    DamageWatch.end()
    let words = ReadingOutcome.allCases.compactMap { outcome in
      counts[outcome].map { "\($0) \(outcome.rawValue)" }
    }
    print("  \(part.title)\(step > 1 ? ", every \(step)th" : ""): \(words.joined(separator: ", "))")
    if let damage = slowest.damage {
      print(
        String(
          format: "    the slowest took %.1f ms of processor time: %@", slowest.nanoseconds / 1e6,
          damage.description))
    }
    // What was found so far is to be read even where a later reading traps.
    fflush(nil)
  }

  /// What a screen would ask of it.
  private func goAbout(_ recording: Recording) {
    let timeline = recording.timeline
    var cursor = TimelineCursor(timeline)
    for index in [timeline.count - 1, timeline.count / 2, 0] where index >= 0 {
      guard index < timeline.count else { continue }
      cursor.seek(to: index, in: timeline)
      _ = timeline.text.text(ofEventAt: index, in: timeline.log)
      _ = timeline.text.line(ofEventAt: index, in: timeline.log)
    }
  }
}
