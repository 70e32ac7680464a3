import Interface
import Machine
import Screen
import Traces

/// A recording with what the screen says about it.
struct OpenedRecording {
  var recording: Recording
  /// Where it comes from: “recorded”, “recorded under QEMU”.
  var label: String

  /// What the title and the notes say.
  var info: RecordingInfo {
    let name = recording.file.split(separator: "/").last.map(String.init) ?? recording.file
    return RecordingInfo(
      fileName: SafeText.sanitized(name), label: label,
      detail: recording.machineNotes.joined(separator: " "), notes: notes)
  }

  private var notes: [String] {
    var notes: [String] = []
    let unknown = zip(recording.kindCounts, recording.understoodKinds).filter { !$1 }
    if !unknown.isEmpty {
      let events = unknown.reduce(0) { $0 + $1.0 }
      notes.append("\(events) events of \(unknown.count) kinds are shown but not interpreted")
    }
    if recording.unparsed.count > 0 {
      let first = recording.unparsed.first.first?.number.map { ", the first at line \($0)" } ?? ""
      let what = recording.lines > 0 ? "lines" : "pieces"
      notes.append("\(recording.unparsed.count) \(what) are not understood\(first)")
    }
    notes += recording.notRecorded
    if recording.isCutOff {
      notes.append("the compressed file ends in the middle: the rest of the recording is missing")
    }
    if recording.isMissingTables {
      notes.append("it has more tables than can be followed; later ones are missing")
    }
    if recording.lost > 0 { notes.append("the kernel lost \(recording.lost) events") }
    if recording.correctedEntries > 0 {
      notes.append("\(recording.correctedEntries) table entries were read otherwise than inferred")
    }
    return notes
  }

  /// The instant to begin at.
  var openingEvent: Int { opening.event }

  /// The instant to begin at, where there is something to see, and what that is: the first block
  /// mapped, else the first page, else the first event; none far into the recording.
  var opening: (event: Int, what: String) {
    let log = recording.timeline.log
    var firstPage: Int?
    for index in 0..<min(log.count, OpenedRecording.firstRecords) {
      for change in log.changes(ofEventAt: index) {
        guard change.kind == .descriptor, change.provenance == .inferred(.madeByMapCall) else {
          continue
        }
        if change.new & 0b11 == 0b01 { return (index, "the first block mapped") }
        firstPage = firstPage ?? index
      }
    }
    return firstPage.map { ($0, "the first page mapped") } ?? (0, "the first event")
  }

  /// How many records are read before the first screen is shown, and looked at for where to begin.
  static let firstRecords = 1 << 16
}
