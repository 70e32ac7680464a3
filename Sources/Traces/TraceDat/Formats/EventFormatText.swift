/// A format file that is not read yet: a file has some 1500 of them and uses few.
struct EventFormatText: @unchecked Sendable {
  /// The folder it stands in: “kvm”.
  let system: String
  /// The number that begins the event's records, 0…65535.
  let identifier: Int
  private let bytes: UnsafeRawBufferPointer
  private let range: Range<Int>
  private let owner: AnyObject

  /// Finds the number; nil when there is none.
  init?(
    _ bytes: UnsafeRawBufferPointer, _ range: Range<Int>, system: String, owner: AnyObject
  ) {
    var cursor = ByteCursor(bytes, range)
    guard cursor.skip("name: "), cursor.byte != 0x0A, cursor.skipBehind(0x0A),
      cursor.skip("ID: "), let identifier = cursor.decimal(), identifier < 65536
    else { return nil }
    self.system = system
    self.identifier = identifier
    self.bytes = bytes
    self.range = range
    self.owner = owner
  }

  /// All of it; nil when it has no name.
  ///
  /// - Parameter longSize: bytes of the recorded kernel's `long`.
  func parsed(longSize: Int) -> EventFormat? {
    EventFormat(
      text: String(decoding: bytes[range], as: UTF8.self), system: system, longSize: longSize)
  }
}
