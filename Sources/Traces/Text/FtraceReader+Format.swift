import Files

extension FtraceReader {
  /// Refuses what is no ftrace text, kindly where we know what it is.
  static func checkFormat(
    _ bytes: UnsafeRawBufferPointer, name: String
  ) throws(TraceFileError) {
    if let (format, advice) = knownFormat(bytes) {
      throw TraceFileError(file: name, problem: .unreadableFormat(name: format, advice: advice))
    }
    if TextDialect.detect(bytes) != nil { return }
    if let (format, advice) = TextRefusal.reason(bytes) {
      throw TraceFileError(file: name, problem: .unreadableFormat(name: format, advice: advice))
    }
    if TextHeader(bytes).isSorted { return }
    let binary = bytes.prefix(searchedBytes).firstIndex { $0 < 0x20 && !whiteSpace.contains($0) }
    throw TraceFileError(file: name, problem: .notATrace(firstBinaryByte: binary))
  }

  /// How far into a file a first record is looked for.
  private static let searchedBytes = 4 << 20
  /// Tab, newline, vertical tab, form feed, carriage return, and the escape of coloured output.
  private static let whiteSpace: Set<UInt8> = [0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x1B]

  /// Formats that are no ftrace text but that users are likely to hand us.
  private static func knownFormat(
    _ bytes: UnsafeRawBufferPointer
  ) -> (name: String, advice: String)? {
    func begins(with magic: [UInt8]) -> Bool { bytes.prefix(magic.count).elementsEqual(magic) }
    if begins(with: Array("PERFILE2".utf8)) {
      return ("a perf.data recording", "It can't be read yet: record with ftrace instead.")
    }
    if begins(with: [0x1F, 0x8B]) { return ("gzip-compressed", "Unpack it first: gunzip.") }
    if begins(with: [0xFD, 0x37, 0x7A, 0x58, 0x5A]) {
      return ("xz-compressed", "Unpack it first: unxz.")
    }
    if begins(with: [0x7F, 0x45, 0x4C, 0x46]) {
      return ("an ELF file", "Memory images can't be replayed; expected an ftrace recording.")
    }
    return nil
  }
}
