/// Cuts the bytes a program writes to its terminal into characters and control sequences.
struct SequenceParser: Sendable {
  /// A control sequence: `ESC [`, parameters, a final byte.
  struct Sequence: Hashable, Sendable {
    var isPrivate = false
    var parameters: [Int] = []
    var final: UInt8 = 0

    /// Parameter `index`; 0 if it isn't there, which means the default.
    func parameter(_ index: Int) -> Int { index < parameters.count ? parameters[index] : 0 }
  }

  /// What some bytes ask for.
  enum Action: Hashable, Sendable {
    case print(Unicode.Scalar)
    case control(UInt8)
    case escape(UInt8)
    case sequence(Sequence)
  }

  private enum State: Sendable {
    case ground, escape, charset, control, string, stringEscape
  }

  private var state = State.ground
  private var bytes: [UInt8] = []

  /// Takes one byte; answers once it completes something.
  mutating func consume(_ byte: UInt8) -> Action? {
    switch state {
    case .ground: return ground(byte)
    case .escape: return escape(byte)
    case .charset: state = .ground
    case .control: return control(byte)
    case .string:
      if byte == 0x07 { state = .ground } else if byte == 0x1b { state = .stringEscape }
    case .stringEscape: state = .ground
    }
    return nil
  }

  private mutating func ground(_ byte: UInt8) -> Action? {
    if byte == 0x1b {
      state = .escape
      bytes = []
      return nil
    }
    if byte < 0x20 || byte == 0x7f { return .control(byte) }
    if byte < 0x80 { return .print(Unicode.Scalar(byte)) }
    if byte >= 0xc0 { bytes = [] }
    bytes.append(byte)
    let length = bytes[0] >= 0xf0 ? 4 : bytes[0] >= 0xe0 ? 3 : 2
    guard bytes.count >= length else { return nil }
    defer { bytes = [] }
    return String(decoding: bytes, as: UTF8.self).unicodeScalars.first.map(Action.print)
  }

  private mutating func escape(_ byte: UInt8) -> Action? {
    switch byte {
    case UInt8(ascii: "["): state = .control
    case UInt8(ascii: "]"), UInt8(ascii: "P"): state = .string
    case UInt8(ascii: "("), UInt8(ascii: ")"): state = .charset
    default:
      state = .ground
      return .escape(byte)
    }
    return nil
  }

  private mutating func control(_ byte: UInt8) -> Action? {
    guard byte >= 0x40 else {
      bytes.append(byte)
      return nil
    }
    state = .ground
    defer { bytes = [] }
    var sequence = Sequence(final: byte)
    if let first = bytes.first, (0x3c...0x3f).contains(first) {
      sequence.isPrivate = true
      bytes.removeFirst()
    }
    let parameters = bytes.filter { (0x30...0x3b).contains($0) }
    if !parameters.isEmpty {
      sequence.parameters = parameters.split(
        separator: UInt8(ascii: ";"), omittingEmptySubsequences: false
      ).map { Int(String(decoding: $0, as: UTF8.self)) ?? 0 }
    }
    return .sequence(sequence)
  }
}
