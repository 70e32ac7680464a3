import Files

extension Recording {
  /// Opens a recording and reads all of it.
  ///
  /// - Parameter path: a file, or “-” for standard input.
  /// - Throws: ``TraceFileError`` when it can't be opened or is no recording we can read.
  public static func open(
    _ path: String, options: ReadingOptions = ReadingOptions()
  ) throws(TraceFileError) -> Recording {
    var reading = try begin(path, options: options)
    reading.finish()
    return reading.recording
  }

  /// Opens a recording without reading more than is needed to read it well.
  ///
  /// - Parameter path: a file, or “-” for standard input.
  /// - Throws: ``TraceFileError`` when it can't be opened or is no recording we can read.
  public static func begin(
    _ path: String, options: ReadingOptions = ReadingOptions()
  ) throws(TraceFileError) -> UnfinishedRecording {
    let file: FileBytes
    do { file = try FileBytes.open(path) } catch { throw TraceFileError(error) }
    return try begin(file, name: path, options: options)
  }

  /// Reads a recording that is in memory already.
  public static func read(
    _ content: some Collection<UInt8>, name: String, options: ReadingOptions = ReadingOptions()
  ) throws(TraceFileError) -> Recording {
    guard !content.isEmpty else { throw TraceFileError(file: name, problem: .empty) }
    let file: FileBytes
    do { file = try FileBytes(content).unpacked(name: name) } catch { throw TraceFileError(error) }
    var reading = try begin(file, name: name, options: options)
    reading.finish()
    return reading.recording
  }

  /// Begins to read whatever format the bytes are in.
  private static func begin(
    _ file: FileBytes, name: String, options: ReadingOptions
  ) throws(TraceFileError) -> UnfinishedRecording {
    if TraceDat.isTraceDat(file.bytes) {
      switch try TraceDat.open(file, name: name) {
      case .text(let text): return try begin(text, name: name, options: options)
      case .events(let reader, _, let isCutOff):
        return UnfinishedRecording(
          reader, options: options, file: name, kind: "trace.dat of trace-cmd",
          isCutOff: isCutOff)
      }
    }
    if let recording = try StructuredFormat.read(file, name: name) {
      return UnfinishedRecording(recording)
    }
    try FtraceReader.checkFormat(file.bytes, name: name)
    let reader = FtraceReader(file)
    return UnfinishedRecording(
      reader, options: options, file: name, kind: reader.title,
      isCutOff: file.isCutOff)
  }
}
