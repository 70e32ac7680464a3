import Files

/// Recordings that say by their first bytes which format they are in.
enum StructuredFormat {
  /// Reads a recording of such a format; nil when the bytes are of none.
  static func read(_ file: FileBytes, name: String) throws(TraceFileError) -> Recording? {
    if RecordingFormat.isRecording(file.bytes) {
      return try RecordingFormat.read(file, name: name)
    }
    if CasemateReader.isLog(file.bytes) { return CasemateReader.read(file, name: name) }
    return nil
  }
}
