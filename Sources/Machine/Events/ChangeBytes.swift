/// Changes one behind the other, as ``ChangeCoding`` writes them.
///
/// The array is longer than what is used, so that a change is written without asking after each byte
/// whether there is room.
struct ChangeBytes: Sendable {
  private var bytes: [UInt8] = []
  /// How many bytes are used.
  private(set) var count = 0

  @inline(__always)
  mutating func append(_ change: Change) {
    if count &+ ChangeCoding.slack > bytes.count { grow(to: max(256, bytes.count * 2)) }
    let place = count
    count &+= bytes.withUnsafeMutableBytes { all in
      // There is room, so there is a first byte.
      all.baseAddress.map { ChangeCoding.write(change, to: $0 + place) } ?? 0
    }
  }

  /// Reads the change that begins at a byte and moves behind it.
  ///
  /// - Parameter place: where a change begins, as ``count`` was before it was added.
  func change(at place: inout Int) -> Change {
    precondition(place >= 0 && place &+ ChangeCoding.slack <= bytes.count)
    return bytes.withUnsafeBytes { all in
      all.baseAddress.map { ChangeCoding.read($0, at: &place) }
        ?? Change(.counter, subject: 0, old: 0, new: 0, .observed)
    }
  }

  /// Gives back what no change uses.
  mutating func close() {
    bytes = Array(bytes.prefix(count)) + repeatElement(0, count: ChangeCoding.slack)
  }

  private mutating func grow(to length: Int) {
    bytes.append(contentsOf: repeatElement(0, count: length - bytes.count))
  }
}
