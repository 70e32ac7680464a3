/// A thread as the function_graph tracer prints it: `kvmtest-819`, its name cut to 7 bytes.
struct GraphThread {
  /// Its name.
  var command: Range<Int>
  /// Its id.
  var identifier: Int

  /// Reads a thread that text consists of, but for blanks around it.
  init?(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) {
    var start = range.lowerBound
    var end = range.upperBound
    while end > start, bytes[end - 1] == 0x20 { end -= 1 }
    while start < end, bytes[start] == 0x20 { start += 1 }
    guard let dash = bytes[start..<end].lastIndex(of: 0x2D), dash > start else { return nil }
    var digits = ByteCursor(bytes, dash + 1..<end)
    guard let identifier = digits.decimal(), digits.position == end else { return nil }
    command = start..<dash
    self.identifier = identifier
  }

  /// `   <idle>-0    =>  kvmtest-814  `: which thread ran and which runs from here.
  static func change(
    _ bytes: UnsafeRawBufferPointer, _ start: ByteCursor
  ) -> (before: GraphThread, after: GraphThread)? {
    var place = start.position
    while place + 4 <= start.end {
      if bytes[place] == 0x20, bytes[place + 1] == 0x3D, bytes[place + 2] == 0x3E,
        bytes[place + 3] == 0x20,
        let before = GraphThread(bytes, start.position..<place),
        let after = GraphThread(bytes, place + 4..<start.end)
      {
        return (before, after)
      }
      place += 1
      if place - start.position > 64 { return nil }
    }
    return nil
  }
}
