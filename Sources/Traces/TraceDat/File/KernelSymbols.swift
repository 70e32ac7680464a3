/// The kernel's functions by address: the content of /proc/kallsyms.
struct KernelSymbols: @unchecked Sendable {
  /// An address in words.
  struct Place: Equatable {
    /// The function or variable it is in.
    var name: String
    /// The module's name, without brackets; empty for the kernel itself.
    var module: String
    /// How far behind the symbol's beginning.
    var offset: UInt64
    /// How many bytes it is to the next symbol.
    var size: UInt64
  }

  private struct Line {
    var address: UInt64
    var name: Int
    var end: Int
  }

  /// By address; those of one address as they stand in the file.
  private var lines: [Line] = []
  private let bytes: UnsafeRawBufferPointer
  private let owner: AnyObject?

  init() {
    bytes = UnsafeRawBufferPointer(start: nil, count: 0)
    owner = nil
  }

  /// Reads lines of address, type, name and perhaps module; other lines are passed over.
  init(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>, owner: AnyObject) {
    self.bytes = bytes
    self.owner = owner
    lines.reserveCapacity(range.count / 40)
    var cursor = ByteCursor(bytes, range)
    var isOrdered = true
    while cursor.position < cursor.end {
      // A kernel that hides its addresses writes zeros.
      if let address = cursor.hexadecimal(), address != 0, cursor.skip(0x20), cursor.byte != nil {
        cursor.move(to: cursor.position + 2)
        let name = cursor.run { $0 == 0x0A || $0 == 0x09 }
        if let last = lines.last, last.address > address { isOrdered = false }
        lines.append(Line(address: address, name: name.lowerBound, end: name.upperBound))
      }
      guard cursor.skipBehind(0x0A) else { break }
    }
    if !isOrdered {
      // By place where addresses are equal: the sort needs not be stable.
      lines.sort { ($0.address, $0.name) < ($1.address, $1.name) }
    }
  }

  /// Whether there are none: the file has no kallsyms, or the kernel hid the addresses.
  var isEmpty: Bool { lines.isEmpty }

  /// The symbols that begin at an address.
  func names(at address: UInt64) -> [String] {
    var index = first(notBefore: address)
    var found: [String] = []
    while index < lines.count, lines[index].address == address, found.count < 16 {
      found.append(text(lines[index].name..<lines[index].end))
      index += 1
    }
    return found
  }

  /// What is at an address, by the last symbol before it.
  func place(of address: UInt64) -> Place? {
    var index = first(notBefore: address)
    if index == lines.count || lines[index].address != address {
      guard index > 0 else { return nil }
      index = first(notBefore: lines[index - 1].address)
    }
    let line = lines[index]
    var next = index
    while next < lines.count, lines[next].address == line.address { next += 1 }
    let size = next < lines.count ? lines[next].address - line.address : 0
    return Place(
      name: text(line.name..<line.end), module: module(behind: line.end),
      offset: address - line.address, size: size)
  }

  private func module(behind end: Int) -> String {
    var cursor = ByteCursor(bytes, end..<bytes.count)
    guard cursor.skip(0x09), cursor.skip(0x5B) else { return "" }
    return text(cursor.run { $0 == 0x5D || $0 == 0x0A })
  }

  private func text(_ range: Range<Int>) -> String {
    String(
      decoding: bytes[range.lowerBound..<min(range.upperBound, range.lowerBound + 512)],
      as: UTF8.self)
  }

  private func first(notBefore address: UInt64) -> Int {
    var low = 0
    var high = lines.count
    while low < high {
      let middle = (low + high) / 2
      if lines[middle].address < address { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
