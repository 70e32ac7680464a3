/// What the header and the notes say of the recording as a whole.
public struct RecordingInfo: Hashable, Sendable {
  /// The file's name without its folder; may hold any characters.
  public var fileName: String
  /// Where the events come from, such as “recorded under QEMU”.
  public var label: String
  /// The kernel and the page size, such as “6.12 4K”; empty when not known.
  public var detail: String
  /// What a reader must know: counts of lines not read, of lost events, of unknown kinds.
  public var notes: [String]

  /// Describes a recording.
  public init(fileName: String, label: String, detail: String = "", notes: [String] = []) {
    self.fileName = fileName
    self.label = label
    self.detail = detail
    self.notes = notes
  }

  /// The label and the detail in one phrase: “recorded under QEMU, 6.12 4K”.
  var phrase: String { [label, detail].filter { !$0.isEmpty }.joined(separator: ", ") }
}
