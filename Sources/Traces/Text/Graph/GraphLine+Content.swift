// What stands behind the columns: calls, returns, and comments that hold events.
extension GraphLine {
  mutating func readContent(
    _ start: ByteCursor, _ bytes: UnsafeRawBufferPointer
  ) -> Bool {
    var cursor = start
    if cursor.skip("/* ") {
      content = .comment(
        cursor.position..<GraphLine.commentEnd(bytes, cursor.position..<cursor.end))
      return true
    }
    if cursor.skip("==========>") || cursor.skip("<==========") { return true }
    if cursor.skip(0x7D) {
      content = .exit(readTail(cursor))
      return true
    }
    let name = cursor.run { $0 == 0x28 || $0 == 0x20 }
    guard !name.isEmpty, cursor.skip(0x28) else { return false }
    // Arguments, which newer kernels print, may hold anything but end in the call's own mark.
    var last = cursor.end
    while last > cursor.position, bytes[last - 1] == 0x20 { last -= 1 }
    if last > cursor.position, bytes[last - 1] == 0x7B {
      content = .entry(name)
      return true
    }
    guard GraphLine.isCall(bytes, cursor.position..<last) else { return false }
    content = .leaf(name)
    _ = readTail(cursor)
    return true
  }

  /// Whether the text behind a function's bracket closes it and ends the call: `); /* … */`.
  private static func isCall(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> Bool {
    var place = range.lowerBound
    while place + 1 < range.upperBound {
      if bytes[place] == 0x29, bytes[place + 1] == 0x3B { return true }
      place += 1
    }
    return false
  }

  /// `/* name = 0x0 */`, `/* name */`, `/* = -11 */`: the name, if any; takes what was returned.
  private mutating func readTail(_ start: ByteCursor) -> Range<Int>? {
    var cursor = start
    while cursor.skipBehind(0x2F) {
      if cursor.skip("* ") { break }
    }
    guard cursor.position < cursor.end else { return nil }
    var name: Range<Int>?
    if let first = cursor.byte, first != 0x3D, first != 0x3C {
      name = cursor.run { $0 == 0x20 }
      cursor.skipBlanks()
    }
    guard cursor.skip("= ") || cursor.skip("=> ") || cursor.skip("ret=") else { return name }
    if cursor.byte == 0x2D || cursor.byte != 0x30 {
      returned = cursor.signedDecimal().map { UInt64(bitPattern: Int64($0)) }
    } else {
      returned = cursor.hexadecimal()
    }
    return name
  }

  /// Where a comment's text ends, which may hold anything: before the last “*/”.
  static func commentEnd(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> Int {
    var last = range.upperBound
    while last > range.lowerBound, bytes[last - 1] == 0x20 { last -= 1 }
    guard last - range.lowerBound >= 2, bytes[last - 1] == 0x2F, bytes[last - 2] == 0x2A else {
      return range.upperBound
    }
    last -= 2
    return last > range.lowerBound && bytes[last - 1] == 0x20 ? last - 1 : last
  }
}
