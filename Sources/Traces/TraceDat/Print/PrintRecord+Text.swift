// The text of a record.
extension PrintRecord {
  /// Longer text is cut: a record has at most a page.
  private static let mostBytes = 1 << 16

  /// The text that a “print fmt” line makes; nil when the record lacks something it needs.
  func text(by line: PrintFormat) -> String? {
    var text = ""
    for piece in line.pieces {
      guard text.utf8.count < PrintRecord.mostBytes else { break }
      switch piece {
      case .literal(let part): text += part
      case .conversion(let conversion, let first):
        guard let part = self.text(conversion, line.arguments, first) else { return nil }
        text += part
      }
    }
    return text
  }

  private func text(
    _ conversion: PrintConversion, _ arguments: [PrintExpression], _ first: Int
  ) -> String? {
    var conversion = conversion
    var index = first
    if conversion.width == nil {
      guard let width = number(arguments[index]) else { return nil }
      let signed = Int(Int32(truncatingIfNeeded: width))
      conversion.isLeft = conversion.isLeft || signed < 0
      conversion.width = Int(min(signed.magnitude, UInt(PrintConversion.mostWidth)))
      index += 1
    }
    if conversion.precision == -1 {
      guard let precision = number(arguments[index]) else { return nil }
      conversion.precision = Int(min(precision & 0xFFFF_FFFF, UInt64(PrintRecord.mostBytes)))
      index += 1
    }
    let argument = arguments[index]
    if let place = probePlace(argument) { return place }
    switch conversion.type {
    case 0x73:
      guard let text = text(argument) else { return nil }
      let cut = conversion.precision.map { String(text.unicodeScalars.prefix($0)) } ?? text
      return conversion.padded(cut)
    case 0x63:
      guard let value = number(argument) else { return nil }
      return conversion.padded(String(UnicodeScalar(UInt8(truncatingIfNeeded: value))))
    case 0x70: return pointer(conversion, argument)
    default: return number(argument).map(conversion.number)
    }
  }

  /// `%p` and the letters behind it that we know.
  private func pointer(_ conversion: PrintConversion, _ argument: PrintExpression) -> String? {
    guard let value = number(argument) else { return nil }
    let plain = "0x" + String(value, radix: 16)
    switch conversion.pointer.first {
    case nil, "K", "x": return conversion.padded(plain)
    case "s", "f":
      return conversion.padded(file.symbols.place(of: value)?.name ?? plain)
    case "S", "F", "B":
      guard let place = file.symbols.place(of: value) else { return conversion.padded(plain) }
      return conversion.padded(place.name + "+0x" + String(place.offset, radix: 16))
    default: return nil
    }
  }

  /// A kprobe's place as the kernel prints it: `symbol+0x0/0x140`; for a return where it goes to
  /// first, and then the function, where the line has them the other way round.
  private func probePlace(_ argument: PrintExpression) -> String? {
    guard case .field(let index) = argument else { return nil }
    switch format.fields[index].name {
    case "__probe_ip": return number(argument).flatMap(place)
    case "__probe_func":
      return format.field("__probe_ret_ip").flatMap { number($0) }.flatMap(place)
    case "__probe_ret_ip":
      return format.field("__probe_func").flatMap { number($0) }.flatMap { address in
        file.symbols.place(of: address)?.name ?? "0x" + String(address, radix: 16)
      }
    default: return nil
    }
  }

  private func place(_ address: UInt64) -> String? {
    guard let place = file.symbols.place(of: address) else {
      return "0x" + String(address, radix: 16)
    }
    let module = place.module.isEmpty ? "" : " [\(place.module)]"
    return place.name + "+0x" + String(place.offset, radix: 16) + "/0x"
      + String(place.size, radix: 16) + module
  }

  /// `name=value` of every field but those that all events have.
  func plainText() -> String {
    format.fields.filter { !$0.name.hasPrefix("common_") }.map { field in
      field.name + "=" + plainValue(field)
    }.joined(separator: " ")
  }

  private func plainValue(_ field: EventField) -> String {
    guard let range = range(of: field) else { return "?" }
    if field.isText { return text(range) }
    let size = elementSize(of: field)
    if case .plain = field.storage {
      guard let value = number(field) else { return "?" }
      if field.isSigned { return String(Int64(bitPattern: value)) }
      return size == 8 || field.type.hasSuffix("*")
        ? "0x" + String(value, radix: 16) : String(value)
    }
    guard [1, 2, 4, 8].contains(size) else { return "?" }
    let values = (0..<min(range.count / size, 256)).map { index in
      number(at: range.lowerBound + index * size, size: size, isSigned: false) ?? 0
    }
    return "{" + values.map { "0x" + String($0, radix: 16) }.joined(separator: ",") + "}"
  }
}
