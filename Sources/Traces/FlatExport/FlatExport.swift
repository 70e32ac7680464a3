import Machine

/// Recordings as flat rows, for programs that ask questions of many of them at once.
///
/// An event makes a row for every change it makes, and one row when it makes none; `row` is 0 in its
/// first. What is collected is handed on piece by piece: the memory taken does not grow with the
/// recording.
public struct FlatExport {
  private let format: FlatFormat
  private var bytes: [UInt8] = []
  private static let pieceBytes = 1 << 16

  /// An export in a format.
  public init(_ format: FlatFormat) {
    self.format = format
    format.appendHeader(to: &bytes)
  }

  /// Writes a recording's rows.
  ///
  /// - Parameter file: what the column `file` says.
  public mutating func write(
    _ recording: Recording, file: String, to output: ([UInt8]) throws -> Void
  ) rethrows {
    var maker = FlatRowMaker(recording.timeline, file: file)
    for index in 0..<recording.timeline.count {
      for row in maker.rows(ofEvent: index) { format.append(row, to: &bytes) }
      if bytes.count >= FlatExport.pieceBytes { try finish(to: output) }
    }
    try finish(to: output)
  }

  /// Hands on what is left; an export of no recording is its header alone.
  public mutating func finish(to output: ([UInt8]) throws -> Void) rethrows {
    guard !bytes.isEmpty else { return }
    try output(bytes)
    bytes.removeAll(keepingCapacity: true)
  }
}
