import Machine

extension Recording {
  /// A timeline that was not read from a trace, such as a simulated run, as a recording.
  ///
  /// - Parameters:
  ///   - source: the file or scenario it comes from.
  ///   - kind: what that is: “simulated KVM”.
  ///   - machineNotes: what is known of the machine, in words.
  public init(
    _ timeline: Timeline, source: String, kind: String, machineNotes: [String] = []
  ) {
    var counts = Array(repeating: 0, count: timeline.cast.eventKinds.count)
    for index in 0..<timeline.count { counts[timeline.log.kind(ofEventAt: index)] += 1 }
    self.init(
      file: source, kind: kind, timeline: timeline, lines: 0, unparsed: UnparsedLines(), lost: 0,
      kindCounts: counts, understoodKinds: counts.map { _ in true }, verifiedEntries: 0,
      correctedEntries: 0, isMissingTables: false, isCutOff: false, notRecorded: [],
      machineNotes: machineNotes)
  }
}
