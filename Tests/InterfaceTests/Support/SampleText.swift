import Machine

/// Texts of events kept in memory, in the order of the events.
struct SampleText: EventTextSource {
  var texts: [String]

  func text(ofEventAt index: Int, in log: EventLog) -> String {
    texts.indices.contains(index) ? texts[index] : ""
  }
}
