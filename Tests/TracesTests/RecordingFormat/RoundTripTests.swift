import Machine
import TestSupport
import Testing
import Traces

@Suite("Our own recording format, there and back")
struct RoundTripTests {
  static let names = RecordingTests.recordings

  /// What a recording is written as.
  static func written(_ recording: Recording) -> [UInt8] {
    var bytes: [UInt8] = []
    RecordingFormat.write(recording) { bytes += $0 }
    return bytes
  }

  private func expectRoundTrip(_ recording: Recording, _ comment: String) throws {
    let bytes = RoundTripTests.written(recording)
    let read = try Recording.read(bytes, name: "exported.jsonl")
    expectSame(recording, read, comment)
    #expect(RoundTripTests.written(read) == bytes, "\(comment): written again")
  }

  @Test(
    "a recording read back has the same cast, events, changes and states, and is written the same",
    arguments: names)
  func recordings(name: String) throws {
    try expectRoundTrip(try Recording.open(Fixture.path(name)), name)
  }

  @Test("so has a random one with every kind of member and change")
  func random() throws {
    for seed in UInt64(0)..<16 {
      let recording = RandomRecording.make(events: Int(seed % 4) * 60 + 1, seed: seed)
      try expectRoundTrip(recording, "seed \(seed)")
    }
  }

  @Test("so has one without events")
  func empty() throws {
    let recording = Recording(
      TimelineBuilder().timeline(text: NoText()), source: "nothing", kind: "none")
    try expectRoundTrip(recording, "empty")
  }

  @Test("whatever a recording holds, its lines hold no control characters")
  func noControls() throws {
    for seed in UInt64(0)..<20 {
      let bytes = RoundTripTests.written(RandomRecording.make(events: 50, seed: seed))
      let text = String(decoding: bytes, as: UTF8.self)
      let controls = text.unicodeScalars.filter {
        $0.properties.generalCategory == .control && $0 != "\n"
      }
      #expect(controls.isEmpty, "seed \(seed)")
    }
  }

  private struct NoText: EventTextSource {
    func text(ofEventAt index: Int, in log: EventLog) -> String { "" }
  }
}
