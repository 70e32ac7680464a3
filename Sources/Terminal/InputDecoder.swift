import CTerminal
import Screen

/// Puts together what the C side hands out in pieces: characters from bytes, Alt from Escape,
/// mouse reports, pasted text.
///
/// It asks a `Source` for pieces, so that it can be tested without a terminal.
struct InputDecoder {
  /// Gives the next piece, waiting at most so many milliseconds, for ever if negative.
  typealias Source = (_ waitMilliseconds: Int32) -> CTEvent

  /// How long the rest of something begun may take.
  private static let restMilliseconds: Int32 = 50
  /// How long a paste may pause; then what has come is delivered.
  private static let pasteMilliseconds: Int32 = 1_000
  /// No sequence a terminal sends is longer.
  private static let longestSequence = 64
  /// More pasted bytes than these are dropped.
  private static let largestPaste = 1 << 20

  /// A piece read too far.
  private var pending: CTEvent?

  /// The next event; pieces that mean nothing to us are passed over.
  mutating func next(timeout: Int32, from source: Source) -> TerminalEvent {
    while true {
      let piece = take(timeout, source)
      switch piece.kind {
      case .none: return .timeout
      case .endOfInput: return .endOfInput
      case .resumed: return .resumed
      case .resize: return .resize(.zero)
      case .key: return .key(Key(piece.key))
      case .function: return .key(.function(Int(piece.value)))
      case .byte: if let event = event(startingWith: piece, source) { return event }
      case .mouse: if let event = mouse(source) { return .mouse(event) }
      case .legacyMouse: if let event = legacyMouse(source) { return .mouse(event) }
      case .pasteBegin: return paste(source)
      case .pasteEnd, .focus, .unknown: continue
      }
    }
  }

  private mutating func take(_ wait: Int32, _ source: Source) -> CTEvent {
    defer { pending = nil }
    return pending ?? source(wait)
  }

  /// The next byte if one follows at once; anything else is kept for later.
  private mutating func takeByte(wait: Int32, _ source: Source) -> UInt8? {
    let piece = take(wait, source)
    if piece.kind == .byte { return UInt8(truncatingIfNeeded: piece.value) }
    if piece.kind != .none { pending = piece }
    return nil
  }

  private mutating func event(
    startingWith piece: CTEvent, _ source: Source
  ) -> TerminalEvent? {
    let byte = UInt8(truncatingIfNeeded: piece.value)
    guard byte == 0x1b else { return .key(key(startingWith: byte, source)) }
    guard let next = takeByte(wait: 0, source) else { return .key(.escape) }
    switch next {
    case 0x1b:
      pending = CTEvent(kind: .byte, key: .up, value: 0x1b)
      return .key(.escape)
    case UInt8(ascii: "["), UInt8(ascii: "O"):
      return sequence(introducedBy: next, source)
    case 0..<0x20, 0x7f:
      pending = CTEvent(kind: .byte, key: .up, value: Int32(next))
      return .key(.escape)
    default:
      guard case .character(let character) = key(startingWith: next, source) else { return nil }
      return .key(.alt(character))
    }
  }

  /// A control sequence that neither terminfo nor we know is swallowed whole: its letters and
  /// digits must not be taken for commands.
  private mutating func sequence(
    introducedBy introducer: UInt8, _ source: Source
  ) -> TerminalEvent? {
    guard var byte = takeByte(wait: 0, source) else {
      return .key(.alt(Character(Unicode.Scalar(introducer))))
    }
    var length = 0
    while (0x20..<0x40).contains(byte), length < InputDecoder.longestSequence {
      guard let next = takeByte(wait: InputDecoder.restMilliseconds, source) else { return nil }
      byte = next
      length += 1
    }
    return nil
  }

  private mutating func key(startingWith byte: UInt8, _ source: Source) -> Key {
    switch byte {
    case 0x09: return .tab
    case 0x0d: return .enter
    case 0x7f: return .backspace
    case 0: return .control(" ")
    case 1...0x1a: return .control(Character(Unicode.Scalar(byte + 0x60)))
    case 0x1b: return .escape
    case 0x1c..<0x20: return .control(Character(Unicode.Scalar(byte + 0x40)))
    case 0x20..<0x7f: return .character(Character(Unicode.Scalar(byte)))
    default: return .character(character(startingWith: byte, source))
    }
  }

  /// A character of several bytes; U+FFFD if they are not UTF-8 or are a control character.
  private mutating func character(startingWith byte: UInt8, _ source: Source) -> Character {
    var bytes = [byte]
    let length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1
    while bytes.count < length {
      guard let next = takeByte(wait: InputDecoder.restMilliseconds, source) else { break }
      guard next & 0xc0 == 0x80 else {
        pending = CTEvent(kind: .byte, key: .up, value: Int32(next))
        break
      }
      bytes.append(next)
    }
    let text = String(decoding: bytes, as: UTF8.self)
    guard let scalar = text.unicodeScalars.first, text.unicodeScalars.count == 1,
      scalar.value >= 0xa0
    else { return "\u{fffd}" }
    return Character(scalar)
  }

  private mutating func mouse(_ source: Source) -> MouseEvent? {
    var report: [UInt8] = []
    while report.count < InputDecoder.longestSequence,
      let byte = takeByte(wait: InputDecoder.restMilliseconds, source)
    {
      report.append(byte)
      if byte >= 0x40 { break }
    }
    return MouseEvent(report: report)
  }

  /// What terminals without SGR reports send: one byte each for button, column and row.
  private mutating func legacyMouse(_ source: Source) -> MouseEvent? {
    var report: [Int] = []
    while report.count < 3, let byte = takeByte(wait: InputDecoder.restMilliseconds, source) {
      report.append(Int(byte) - 32)
    }
    guard report.count == 3 else { return nil }
    return MouseEvent(legacyCode: report[0], column: report[1], row: report[2])
  }

  private mutating func paste(_ source: Source) -> TerminalEvent {
    var bytes: [UInt8] = []
    while true {
      let piece = take(InputDecoder.pasteMilliseconds, source)
      switch piece.kind {
      case .byte:
        guard bytes.count < InputDecoder.largestPaste else { continue }
        bytes.append(UInt8(truncatingIfNeeded: piece.value))
      case .none, .pasteEnd:
        return .paste(String(decoding: bytes, as: UTF8.self))
      case .endOfInput, .resumed, .resize:
        pending = piece
        return .paste(String(decoding: bytes, as: UTF8.self))
      // Keys' sequences in pasted text are no text.
      case .key, .function, .mouse, .legacyMouse, .pasteBegin, .focus, .unknown: continue
      }
    }
  }
}

extension Key {
  init(_ key: CTKey) {
    switch key {
    case .up: self = .up
    case .down: self = .down
    case .left: self = .left
    case .right: self = .right
    case .shiftUp: self = .shiftUp
    case .shiftDown: self = .shiftDown
    case .shiftLeft: self = .shiftLeft
    case .shiftRight: self = .shiftRight
    case .home: self = .home
    case .end: self = .end
    case .pageUp: self = .pageUp
    case .pageDown: self = .pageDown
    case .insert: self = .insert
    case .backTab: self = .backTab
    case .enter: self = .enter
    case .backspace: self = .backspace
    case .delete: self = .delete
    }
  }
}
