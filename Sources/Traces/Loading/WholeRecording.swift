/// A recording that was read at once, where one that is being read is expected.
struct WholeRecording: RecordingBuilding {
  let recording: Recording

  var isFinished: Bool { true }
  var isSecondReading: Bool { false }
  var progress: Double { 1 }

  mutating func advance(records: Int) {}

  func recording(file: String, kind: String, isCutOff: Bool) -> Recording { recording }
}
