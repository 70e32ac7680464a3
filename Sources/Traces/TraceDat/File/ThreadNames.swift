/// The threads' names: the content of tracefs's saved_cmdlines.
///
/// A line is a thread's id, a blank and its name. Names may hold anything, newlines too; what begins
/// with no number belongs to the name before, which has at most 15 bytes.
struct ThreadNames {
  private var names: [Int: String] = [0: "<idle>"]

  init() {}

  init(_ text: Slice<UnsafeRawBufferPointer>) {
    var last: (identifier: Int, name: [UInt8])?
    for line in text.split(separator: 0x0A, omittingEmptySubsequences: false) {
      var place = line.startIndex
      var identifier = 0
      while place < line.endIndex, case let digit = line[place] &- 0x30, digit < 10,
        place - line.startIndex < 10
      {
        identifier = identifier * 10 + Int(digit)
        place += 1
      }
      if place > line.startIndex, place < line.endIndex, line[place] == 0x20 {
        keep(last)
        last = (identifier, Array(line[(place + 1)...].prefix { $0 != 0 }))
      } else if let before = last, before.name.count + 1 + line.count <= 15, !line.isEmpty {
        last = (before.identifier, before.name + [0x0A] + line)
      }
    }
    keep(last)
  }

  private mutating func keep(_ named: (identifier: Int, name: [UInt8])?) {
    guard let named, named.identifier != 0 else { return }
    names[named.identifier] = String(decoding: named.name, as: UTF8.self)
  }

  /// A thread's name; “<...>” when it was not kept, as the kernel prints it.
  func name(of identifier: Int) -> String { names[identifier] ?? "<...>" }
}
