// The values of expressions; nil where one can't be had from the record.
extension PrintRecord {
  /// The number an expression stands for.
  func number(_ expression: PrintExpression) -> UInt64? {
    switch expression {
    case .number(let value): return value
    case .field(let index): return number(format.fields[index])
    case .element(let index, let place):
      let field = format.fields[index]
      let size = elementSize(of: field)
      guard let place = number(place), place < 65536, let bytes = range(of: field),
        (Int(place) + 1) * size <= bytes.count
      else { return nil }
      return number(
        at: bytes.lowerBound + Int(place) * size, size: size, isSigned: field.isSigned)
    case .cast(let size, let isSigned, let inner):
      guard let value = number(inner) else { return nil }
      return PrintRecord.cast(value, size: size, isSigned: isSigned)
    case .unary(let sign, let inner):
      guard let value = number(inner) else { return nil }
      return sign == "-" ? 0 &- value : sign == "!" ? (value == 0 ? 1 : 0) : ~value
    case .binary(let sign, let first, let second):
      guard let left = number(first) else { return nil }
      if sign == "&&" && left == 0 { return 0 }
      if sign == "||" && left != 0 { return 1 }
      guard let right = number(second) else { return nil }
      return PrintRecord.compute(sign, left, right, isUnsigned: isWide(first) || isWide(second))
    case .conditional(let condition, let yes, let no):
      guard let value = number(condition) else { return nil }
      return number(value != 0 ? yes : no)
    case .length(let index): return range(of: format.fields[index]).map { UInt64($0.count) }
    case .string, .symbolic, .flags, .hexadecimal, .array, .bitmask: return nil
    }
  }

  private static func cast(_ value: UInt64, size: Int, isSigned: Bool) -> UInt64 {
    guard size < 8 else { return value }
    let unused = UInt64(64 - size * 8)
    let high = value << unused
    return isSigned ? UInt64(bitPattern: Int64(bitPattern: high) >> Int64(unused)) : high >> unused
  }

  /// Whether C would compute with an expression's value without a sign: one of 64 bits.
  private func isWide(_ expression: PrintExpression) -> Bool {
    switch expression {
    case .field(let index):
      let field = format.fields[index]
      return field.size == 8 && !field.isSigned
    case .cast(let size, let isSigned, _): return size == 8 && !isSigned
    case .unary(_, let inner): return isWide(inner)
    default: return false
    }
  }

  private static func compute(
    _ sign: String, _ left: UInt64, _ right: UInt64, isUnsigned: Bool
  ) -> UInt64? {
    if isUnsigned {
      switch sign {
      case "/": return right == 0 ? nil : left / right
      case "%": return right == 0 ? nil : left % right
      case "<": return left < right ? 1 : 0
      case ">": return left > right ? 1 : 0
      case "<=": return left <= right ? 1 : 0
      case ">=": return left >= right ? 1 : 0
      default: break
      }
    }
    let (first, second) = (Int64(bitPattern: left), Int64(bitPattern: right))
    switch sign {
    case "+": return left &+ right
    case "-": return left &- right
    case "*": return left &* right
    case "/": return second == 0 || second == -1 ? nil : UInt64(bitPattern: first / second)
    case "%": return second == 0 || second == -1 ? nil : UInt64(bitPattern: first % second)
    case "<<": return left << right
    case ">>": return left >> right
    case "&": return left & right
    case "|": return left | right
    case "^": return left ^ right
    case "==": return left == right ? 1 : 0
    case "!=": return left != right ? 1 : 0
    case "<": return first < second ? 1 : 0
    case ">": return first > second ? 1 : 0
    case "<=": return first <= second ? 1 : 0
    case ">=": return first >= second ? 1 : 0
    case "&&", "||": return right != 0 ? 1 : 0
    default: return nil
    }
  }

  /// The text an expression stands for, as `%s` prints it.
  func text(_ expression: PrintExpression) -> String? {
    switch expression {
    case .string(let text): return text
    case .field(let index): return text(of: format.fields[index])
    case .cast(_, _, let inner): return text(inner)
    case .conditional(let condition, let yes, let no):
      // `REC->name ?: "none"` asks for a pointer or a text.
      let value = number(condition) ?? (text(condition).map { $0.isEmpty ? 0 : 1 })
      guard let value else { return nil }
      return text(value != 0 ? yes : no)
    case .symbolic(let value, let names): return symbolic(value, names)
    case .flags(let value, let delimiter, let names): return flags(value, delimiter, names)
    case .hexadecimal(let bytes, let count, let hasBlanks):
      return hexadecimal(bytes, count, separator: hasBlanks ? " " : "")
    case .array(let list, let count, let size): return array(list, count, size)
    case .bitmask(let index): return bitmask(format.fields[index])
    case .number, .element, .unary, .binary, .length: return nil
    }
  }

  /// Text that stands in the record, or that its pointer is known to point to.
  private func text(of field: EventField) -> String? {
    if case .plain = field.storage {
      guard let address = number(field) else { return nil }
      return file.printedStrings[address] ?? String(address, radix: 16)
    }
    return range(of: field).map(text)
  }

  private func symbolic(
    _ expression: PrintExpression, _ names: [PrintExpression.Name]
  ) -> String? {
    guard let value = number(expression) else { return nil }
    // Numbers in a table are compared as they are written: −1 is all ones, or those of 32 bits.
    let narrow = value & 0xFFFF_FFFF
    for name in names {
      guard let wanted = number(name.value) else { return nil }
      if wanted == value || wanted >> 32 != 0 && wanted & 0xFFFF_FFFF == narrow && value == narrow {
        return name.text
      }
    }
    return "0x" + String(value, radix: 16)
  }

  private func flags(
    _ expression: PrintExpression, _ delimiter: String, _ names: [PrintExpression.Name]
  ) -> String? {
    guard var value = number(expression) else { return nil }
    var parts: [String] = []
    if value == 0, let first = names.first, number(first.value) == 0 { return first.text }
    for name in names {
      guard let mask = number(name.value) else { return nil }
      guard mask != 0, value & mask == mask else { continue }
      parts.append(name.text)
      value &= ~mask
    }
    if value != 0 { parts.append("0x" + String(value, radix: 16)) }
    return parts.joined(separator: delimiter)
  }

  /// Where the elements of a list are: `__get_dynamic_array(field)` or `REC->field`.
  private func list(_ expression: PrintExpression) -> Range<Int>? {
    switch expression {
    case .field(let index): range(of: format.fields[index])
    case .cast(_, _, let inner): list(inner)
    default: nil
    }
  }

  private func hexadecimal(
    _ bytes: PrintExpression, _ count: PrintExpression, separator: String
  ) -> String? {
    guard let range = list(bytes), let count = number(count) else { return nil }
    return source.bytes[range].prefix(Int(min(count, 65536))).map { byte in
      (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }.joined(separator: separator)
  }

  private func array(
    _ elements: PrintExpression, _ count: PrintExpression, _ size: PrintExpression
  ) -> String? {
    guard let range = list(elements), let count = number(count), let size = number(size),
      [1, 2, 4, 8].contains(size)
    else { return nil }
    let most = min(Int(min(count, 65536)), range.count / Int(size))
    let values = (0..<most).map { index in
      number(at: range.lowerBound + index * Int(size), size: Int(size), isSigned: false) ?? 0
    }
    return "{" + values.map { "0x" + String($0, radix: 16) }.joined(separator: ",") + "}"
  }

  /// 32 bits a group, the highest first.
  private func bitmask(_ field: EventField) -> String? {
    guard let range = range(of: field) else { return nil }
    let words = (0..<range.count / 4).compactMap {
      number(at: range.lowerBound + $0 * 4, size: 4, isSigned: false)
    }
    return words.reversed().map { word in
      let digits = String(word, radix: 16)
      return String(repeating: "0", count: 8 - digits.utf8.count) + digits
    }.joined(separator: ",")
  }
}
