import Files

/// Recordings of trace-cmd.
enum TraceDat {
  /// Whether bytes begin as a trace.dat file does.
  static func isTraceDat(_ bytes: UnsafeRawBufferPointer) -> Bool {
    TraceDatFile.isTraceDat(bytes)
  }

  /// What a file holds.
  enum Content {
    /// Events, which a reader reads and whose text can be made.
    case events(TraceDatReader, TraceDatText, isCutOff: Bool)
    /// The text of a latency tracer.
    case text(FileBytes)
  }

  /// Opens the bytes of a trace.dat file.
  ///
  /// - Throws: ``TraceFileError`` when no event can be found in it.
  static func open(_ file: FileBytes, name: String) throws(TraceFileError) -> Content {
    let content: TraceDatFile
    do {
      content = try TraceDatFile(file)
    } catch {
      throw TraceFileError(file: name, problem: error.problem)
    }
    if content.streams.isEmpty, let text = content.latencyText { return .text(text) }
    if content.streams.isEmpty || content.formats.isEmpty, let damage = content.damages.first {
      throw TraceFileError(file: name, problem: damage.problem)
    }
    let text = TraceDatText(content)
    return .events(
      TraceDatReader(content, text: text), text, isCutOff: content.isCutOff)
  }
}
