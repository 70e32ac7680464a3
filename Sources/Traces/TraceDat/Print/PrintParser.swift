/// Reads a “print fmt” line: a string for printf and the expressions behind it.
///
/// Lines come from files: depth and number of expressions are limited.
struct PrintParser {
  /// Why a line can't be read: it has something that we don't know.
  struct Unknown: Error {}

  private var scanner: PrintScanner
  private let format: EventFormat
  private let longSize: Int
  private var nodes = 0
  private var depth = 0

  private static let mostNodes = 4096
  private static let mostDepth = 48

  init(_ format: EventFormat, longSize: Int) {
    scanner = PrintScanner(format.printFormat)
    self.format = format
    self.longSize = longSize
  }

  /// The whole line.
  mutating func line() throws(Unknown) -> (format: String, arguments: [PrintExpression]) {
    guard case .string(let text) = try string() else { throw Unknown() }
    var arguments: [PrintExpression] = []
    while scanner.skip(",") { arguments.append(try expression()) }
    guard scanner.token == .end else { throw Unknown() }
    return (text, arguments)
  }

  /// Strings one behind the other are one string.
  private mutating func string() throws(Unknown) -> PrintExpression {
    guard case .string(var text) = scanner.token else { throw Unknown() }
    scanner.advance()
    while case .string(let more) = scanner.token, text.utf8.count < PrintScanner.mostBytes {
      text += more
      scanner.advance()
    }
    return .string(text)
  }

  // MARK: - Expressions

  private mutating func expression() throws(Unknown) -> PrintExpression {
    depth += 1
    defer { depth -= 1 }
    guard depth < PrintParser.mostDepth else { throw Unknown() }
    let condition = try binary(0)
    guard scanner.skip("?") else { return condition }
    if scanner.skip(":") { return .conditional(condition, condition, try expression()) }
    let yes = try expression()
    guard scanner.skip(":") else { throw Unknown() }
    return .conditional(condition, yes, try expression())
  }

  private static let levels: [[String]] = [
    ["||"], ["&&"], ["|"], ["^"], ["&"], ["==", "!="], ["<", ">", "<=", ">="], ["<<", ">>"],
    ["+", "-"], ["*", "/", "%"],
  ]

  private mutating func binary(_ level: Int) throws(Unknown) -> PrintExpression {
    guard level < PrintParser.levels.count else { return try unary() }
    var left = try binary(level + 1)
    var chain = 0
    while case .sign(let sign) = scanner.token, PrintParser.levels[level].contains(sign) {
      chain += 1
      guard chain < PrintParser.mostDepth else { throw Unknown() }
      scanner.advance()
      left = .binary(sign, left, try binary(level + 1))
    }
    return left
  }

  private mutating func unary() throws(Unknown) -> PrintExpression {
    nodes += 1
    depth += 1
    defer { depth -= 1 }
    guard nodes < PrintParser.mostNodes, depth < PrintParser.mostDepth else { throw Unknown() }
    for sign in ["-", "!", "~"] where scanner.skip(sign) { return .unary(sign, try unary()) }
    switch scanner.token {
    case .number(let value):
      scanner.advance()
      return .number(value)
    case .string: return try string()
    case .name(let name):
      scanner.advance()
      return try named(name)
    case .sign("("):
      scanner.advance()
      return try parenthesized()
    default: throw Unknown()
    }
  }

  /// `(type)value`, `(REC)->name` or an expression in brackets.
  private mutating func parenthesized() throws(Unknown) -> PrintExpression {
    if case .name(let name) = scanner.token, name != "REC", !name.hasPrefix("__get_"),
      !name.hasPrefix("__print_")
    {
      let type = try typeName()
      let value = try unary()
      return .cast(size: type.size, isSigned: type.isSigned, value)
    }
    if case .name("REC") = scanner.token {
      scanner.advance()
      if scanner.skip(")") { return try field() }
      var inner = try field()
      inner = try rest(of: inner)
      guard scanner.skip(")") else { throw Unknown() }
      return inner
    }
    let inner = try expression()
    guard scanner.skip(")") else { throw Unknown() }
    return inner
  }

  /// What follows a field that opens a bracket: `(REC->x >> 3)`.
  private mutating func rest(of first: PrintExpression) throws(Unknown) -> PrintExpression {
    var left = first
    var chain = 0
    while case .sign(let sign) = scanner.token, sign != ")" {
      chain += 1
      guard chain < PrintParser.mostDepth else { throw Unknown() }
      scanner.advance()
      if sign == "?" {
        if scanner.skip(":") { return .conditional(left, left, try expression()) }
        let yes = try expression()
        guard scanner.skip(":") else { throw Unknown() }
        return .conditional(left, yes, try expression())
      }
      guard let level = PrintParser.levels.firstIndex(where: { $0.contains(sign) }) else {
        throw Unknown()
      }
      left = .binary(sign, left, try binary(level + 1))
    }
    return left
  }

  /// A type's words up to the bracket that ends it.
  private mutating func typeName() throws(Unknown) -> (size: Int, isSigned: Bool) {
    var words: [String] = []
    while case .name(let word) = scanner.token, words.count < 8 {
      words.append(word)
      scanner.advance()
    }
    var isPointer = false
    while scanner.skip("*") { isPointer = true }
    guard scanner.skip(")") else { throw Unknown() }
    if isPointer { return (longSize, false) }
    let isUnsigned =
      words.contains("unsigned") || words.contains { $0.hasPrefix("u") || $0.hasPrefix("__u") }
    let type = words.filter { $0 != "unsigned" && $0 != "signed" && $0 != "const" }
    switch type.joined(separator: " ") {
    case "char", "u8", "s8", "__u8", "__s8", "bool": return (1, !isUnsigned)
    case "short", "u16", "s16", "__u16", "__s16", "short int": return (2, !isUnsigned)
    case "int", "", "u32", "s32", "__u32", "__s32", "pid_t": return (4, !isUnsigned)
    case "long", "long int": return (longSize, !isUnsigned)
    case "long long", "u64", "s64", "__u64", "__s64", "long long int", "loff_t":
      return (8, !isUnsigned)
    case "dev_t", "gfp_t": return (4, false)
    case "ino_t", "size_t", "sector_t", "phys_addr_t", "dma_addr_t": return (8, false)
    default: throw Unknown()
    }
  }

  /// `->name`, and perhaps an index.
  private mutating func field() throws(Unknown) -> PrintExpression {
    guard scanner.skip("->"), case .name(let name) = scanner.token,
      let index = format.fields.firstIndex(where: { $0.name == name })
    else { throw Unknown() }
    scanner.advance()
    guard scanner.skip("[") else { return .field(index) }
    let place = try expression()
    guard scanner.skip("]") else { throw Unknown() }
    return .element(index, place)
  }
}

// MARK: - Calls

extension PrintParser {
  private mutating func named(_ name: String) throws(Unknown) -> PrintExpression {
    if name == "REC" { return try field() }
    guard scanner.skip("(") else { throw Unknown() }
    let call: PrintExpression
    switch name {
    case "__get_str", "__get_rel_str", "__get_dynamic_array", "__get_rel_dynamic_array":
      call = .field(try fieldName())
    case "__builtin_expect":
      call = try expression()
      guard scanner.skip(",") else { throw Unknown() }
      _ = try expression()
    case "__get_dynamic_array_len", "__get_rel_dynamic_array_len": call = .length(try fieldName())
    case "__get_bitmask", "__get_rel_bitmask", "__get_cpumask", "__get_rel_cpumask":
      call = .bitmask(try fieldName())
    case "__print_symbolic", "__print_symbolic_u64":
      call = .symbolic(try expression(), try names())
    case "__print_flags", "__print_flags_u64":
      let value = try expression()
      guard scanner.skip(","), case .string(let delimiter) = try string() else { throw Unknown() }
      call = .flags(value, delimiter, try names())
    case "__print_hex", "__print_hex_str":
      let bytes = try expression()
      guard scanner.skip(",") else { throw Unknown() }
      call = .hexadecimal(bytes, try expression(), hasBlanks: name == "__print_hex")
    case "__print_array":
      let list = try expression()
      guard scanner.skip(",") else { throw Unknown() }
      let count = try expression()
      guard scanner.skip(",") else { throw Unknown() }
      call = .array(list, count, try expression())
    default: throw Unknown()
    }
    guard scanner.skip(")") else { throw Unknown() }
    return call
  }

  private mutating func fieldName() throws(Unknown) -> Int {
    guard case .name(let name) = scanner.token,
      let index = format.fields.firstIndex(where: { $0.name == name })
    else { throw Unknown() }
    scanner.advance()
    return index
  }

  /// `, { number, "name" }` as often as it comes.
  private mutating func names() throws(Unknown) -> [PrintExpression.Name] {
    var names: [PrintExpression.Name] = []
    while scanner.skip(",") {
      // A name table may end with a comma of its own.
      guard scanner.skip("{") else { break }
      let value = try expression()
      guard scanner.skip(","), case .string(let text) = try string(), scanner.skip("}") else {
        throw Unknown()
      }
      nodes += 1
      guard nodes < PrintParser.mostNodes else { throw Unknown() }
      names.append(PrintExpression.Name(value: value, text: text))
    }
    return names
  }
}
