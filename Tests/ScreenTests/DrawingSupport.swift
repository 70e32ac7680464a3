import Screen

/// The text of a screen after drawing on it, for comparison line by line.
func drawn(
  _ size: Size, encoding: TextEncoding = .unicode, _ draw: (inout CellBuffer.Region) -> Void
) -> String {
  var buffer = CellBuffer(size: size, encoding: encoding)
  buffer.withRegion { region in draw(&region) }
  return TextWriter().string(from: buffer)
}

extension CellBuffer {
  /// Whether every wide character has its right half, and every right half its character.
  var hasWholeCharactersOnly: Bool {
    (0..<size.rows).allSatisfy { y in
      (0..<size.columns).allSatisfy { x in
        switch self[x, y].kind {
        case .narrow: true
        case .wide: x + 1 < size.columns && self[x + 1, y].kind == .continuation
        case .continuation: x > 0 && self[x - 1, y].kind == .wide
        }
      }
    }
  }
}
