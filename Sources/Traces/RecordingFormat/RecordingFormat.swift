import Files
import Machine

/// Our own recording format: everything a timeline holds, as JSON Lines.
///
/// The first line says what it is; then come the members of the cast, kind by kind; then the events
/// with their changes. Documentation/recording.md describes every line.
public enum RecordingFormat {
  /// The version that is written, and the newest that is read.
  public static let version = 1

  /// How far into a file the end of its first line is looked for.
  private static let longestHeader = 1 << 20

  /// Whether bytes begin as a recording in this format does: with an object that has the member
  /// `tablewalk`.
  public static func isRecording(_ bytes: UnsafeRawBufferPointer) -> Bool {
    let line = firstLine(bytes)
    var cursor = JSONCursor(bytes, line)
    guard cursor.peek() == 0x7B else { return false }
    cursor.beginObject()
    var isFirst = true
    while let key = cursor.nextKey(&isFirst) {
      if case "tablewalk" = key { return true }
      cursor.skipValue()
    }
    return false
  }

  /// Reads a recording; lines that can't be read are counted in ``Recording/unparsed``.
  ///
  /// - Throws: ``TraceFileError`` when it is of a newer version, or no recording.
  public static func read(
    _ file: FileBytes, name: String
  ) throws(TraceFileError) -> Recording {
    let header: RecordingHeader
    do {
      header = try RecordingHeader(file.bytes, firstLine(file.bytes))
    } catch {
      throw TraceFileError(
        file: name,
        problem: .unreadableFormat(
          name: "a file of tablewalk's own whose first line can't be read (byte "
            + "\(error.offset): expected \(error.expected.rawValue))",
          advice: "Export it again with “tablewalk export”."))
    }
    guard header.content == "recording" else {
      throw TraceFileError(
        file: name,
        problem: .unreadableFormat(
          name: "a file of tablewalk's own, but no recording: its first line says "
            + "“\(header.content)”",
          advice: "Recordings are written by “tablewalk export --format events”."))
    }
    guard header.version <= version else {
      throw TraceFileError(
        file: name,
        problem: .unreadableFormat(
          name: "a tablewalk recording of version \(header.version)",
          advice: "This program reads versions up to \(version): use a newer one, or export it "
            + "again with this one."))
    }
    var reader = RecordingReader(file.bytes, header: header)
    reader.readLines()
    return reader.recording(file: file)
  }

  private static func firstLine(_ bytes: UnsafeRawBufferPointer) -> Range<Int> {
    let searched = bytes.prefix(longestHeader)
    return 0..<(searched.firstIndex(of: 0x0A) ?? searched.count)
  }
}
