/// A “print fmt” line, ready to make text of records.
struct PrintFormat: Equatable {
  /// A part of the text.
  enum Piece: Equatable {
    case literal(String)
    /// A conversion, and the first of its arguments by index.
    case conversion(PrintConversion, argument: Int)
  }

  /// The text's parts in order.
  var pieces: [Piece] = []
  /// The arguments of all of them.
  var arguments: [PrintExpression]

  /// Reads a format's line; nil when it has something that we don't know.
  init?(_ format: EventFormat, longSize: Int) {
    var parser = PrintParser(format, longSize: longSize)
    guard let (text, arguments) = try? parser.line() else { return nil }
    self.arguments = arguments
    guard split(Array(text.utf8), longSize: longSize) else { return nil }
  }

  /// Cuts a string for printf at its conversions; false when one is not known or lacks arguments.
  private mutating func split(_ text: [UInt8], longSize: Int) -> Bool {
    var literal: [UInt8] = []
    var place = 0
    var argument = 0
    while place < text.count {
      guard text[place] == 0x25 else {
        literal.append(text[place])
        place += 1
        continue
      }
      place += 1
      if place < text.count, text[place] == 0x25 {
        literal.append(0x25)
        place += 1
        continue
      }
      guard let conversion = PrintFormat.conversion(text, &place, longSize: longSize) else {
        return false
      }
      if !literal.isEmpty { pieces.append(.literal(String(decoding: literal, as: UTF8.self))) }
      literal = []
      pieces.append(.conversion(conversion, argument: argument))
      argument += 1 + (conversion.width == nil ? 1 : 0) + (conversion.precision == -1 ? 1 : 0)
      guard argument <= arguments.count else { return false }
    }
    if !literal.isEmpty { pieces.append(.literal(String(decoding: literal, as: UTF8.self))) }
    return true
  }

  private static func conversion(
    _ text: [UInt8], _ place: inout Int, longSize: Int
  ) -> PrintConversion? {
    var conversion = PrintConversion(type: 0)
    flags: while place < text.count {
      switch text[place] {
      case 0x2D: conversion.isLeft = true
      case 0x30: conversion.hasZeros = true
      case 0x2B: conversion.hasSign = true
      case 0x20: conversion.hasBlank = true
      case 0x23: conversion.isAlternate = true
      default: break flags
      }
      place += 1
    }
    conversion.width = number(text, &place)
    if place < text.count, text[place] == 0x2E {
      place += 1
      conversion.precision = number(text, &place) ?? -1
    }
    var longs = 0
    lengths: while place < text.count {
      switch text[place] {
      case 0x6C: longs += 1
      case 0x4C, 0x71, 0x6A: longs = 2
      case 0x7A, 0x74: longs = 1
      case 0x68: longs -= 1
      default: break lengths
      }
      place += 1
    }
    conversion.size = longs >= 2 ? 8 : longs == 1 ? longSize : longs == 0 ? 4 : longs == -1 ? 2 : 1
    guard place < text.count else { return nil }
    conversion.type = text[place] == 0x69 ? 0x64 : text[place]
    place += 1
    if conversion.type == 0x70 {
      conversion.size = longSize
      let start = place
      while place < text.count, place - start < 4, isLetter(text[place]) { place += 1 }
      conversion.pointer = String(decoding: text[start..<place], as: UTF8.self)
    }
    return "duxXocsp".utf8.contains(conversion.type) ? conversion : nil
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x41...0x5A).contains(byte & 0xDF) || (0x30...0x39).contains(byte)
  }

  /// Digits, 0 when there are none; nil for `*`.
  private static func number(_ text: [UInt8], _ place: inout Int) -> Int? {
    if place < text.count, text[place] == 0x2A {
      place += 1
      return nil
    }
    var value = 0
    while place < text.count, case let digit = text[place] &- 0x30, digit < 10 {
      value = min(value * 10 + Int(digit), 100_000)
      place += 1
    }
    return value
  }
}
