/// Writes a model's formulas in Promela.
struct PromelaFormulas {
  let ranges: WordRanges
  let storage: PromelaStorage
  /// Names of choices by their list.
  let choices: [[String]: [String]]
  /// Names of look-ups by their table.
  let lookUps: [[Int32]: String]
  /// Entries that are known to lead to a table, or to be leaves, where a formula stands.
  private(set) var known: Set<Expression> = []

  init(
    ranges: WordRanges, storage: PromelaStorage, choices: [[String]: [String]],
    lookUps: [[Int32]: String]
  ) {
    self.ranges = ranges
    self.storage = storage
    self.choices = choices
    self.lookUps = lookUps
  }

  /// The same, where a condition holds.
  func knowing(_ condition: Expression) -> PromelaFormulas {
    switch condition {
    case .entry(.isTable, _), .entry(.isLeaf, _):
      var copy = self
      copy.known.insert(condition)
      return copy
    case .binary(.and, let left, let right): return knowing(left).knowing(right)
    case .all(let members): return members.reduce(self) { $0.knowing($1) }
    default: return self
    }
  }

  /// How strongly an operator binds: parts that bind less stand in parentheses.
  private enum Binding {
    static let or = 1
    static let and = 2
    static let equality = 3
    static let relation = 4
    static let addition = 5
    static let product = 6
    static let unary = 7
    static let atom = 8
  }

  /// A formula as a statement's condition or value.
  func text(_ formula: Expression, as type: ValueType? = nil) -> String {
    write(formula, as: type).text
  }

  /// A formula as a part of a conjunction.
  func conjunct(_ formula: Expression) -> String { part(formula, Binding.equality) }

  /// A variable or an element.
  func target(_ target: Step.Target) -> String {
    guard let index = target.index else { return place(target.base) }
    return element(target.base, target.count, index)
  }

  /// A number as a value of a type.
  func number(_ number: Int32, as type: ValueType?) -> String {
    switch type {
    case .choice(let list):
      if let names = choices[list], names.indices.contains(Int(number)) {
        return names[Int(number)]
      }
    case .member where number == -1: return "NONE"
    case .entry: return entry(TableEntry(word: number))
    default: break
    }
    return number < 0 ? "(\(number))" : "\(number)"
  }

  private func place(_ slot: Int) -> String {
    storage.place(slot) ?? "\(ranges.slots[slot].lowerBound)"
  }

  private func part(_ formula: Expression, _ binding: Int, as type: ValueType? = nil) -> String {
    let (text, own) = write(formula, as: type)
    return own >= binding ? text : "(\(text))"
  }

  private func write(_ formula: Expression, as type: ValueType?) -> (text: String, Int) {
    switch formula {
    case .constant(let number): return (self.number(number, as: type), Binding.atom)
    case .variable(let slot): return (place(slot), Binding.atom)
    case .element(let base, let count, let index):
      return (element(base, count, index), Binding.atom)
    case .lookUp(let table, let index):
      return ("\(lookUps[table] ?? "lookUp")(\(text(index)))", Binding.atom)
    case .not(let inner): return negation(of: inner)
    case .binary(let operation, let left, let right): return binary(operation, left, right)
    case .conditional(let condition, let yes, let no):
      let type = type ?? self.type(of: yes) ?? self.type(of: no)
      return (
        "(\(text(condition)) -> \(knowing(condition).text(yes, as: type)) : "
          + "\(text(no, as: type)))", Binding.atom
      )
    case .multiple(let inner, let factor):
      return ("\(part(inner, Binding.product)) * \(factor)", Binding.product)
    // The outermost index needs no check of its own: what is out of its set is out of the array.
    case .bounded(let inner, let size):
      let range = ranges[inner]
      if range.lowerBound >= 0, range.upperBound < Int64(size) { return write(inner, as: nil) }
      return ("INDEX(\(text(inner)), \(size))", Binding.atom)
    case .entry(let function, let inner):
      let isKnown =
        function == .tableOf && known.contains(.entry(.isTable, inner))
        || function == .frameOf && known.contains(.entry(.isLeaf, inner))
      return ("\(isKnown ? "OUTPUT" : function.promelaName)(\(text(inner)))", Binding.atom)
    case .makeTable(let inner): return ("TABLE(\(text(inner)))", Binding.atom)
    case .makeLeaf(let frame, let writable, let executable, let young):
      let parts = [frame, writable, executable, young].map { text($0) }
      return ("LEAF(\(parts.joined(separator: ", ")))", Binding.atom)
    case .sameOutput(let left, let right):
      return ("SAME_OUTPUT(\(text(left)), \(text(right)))", Binding.atom)
    case .all(let members): return joined(members, "&&", Binding.and)
    case .any(let members): return joined(members, "||", Binding.or)
    case .sum(let members): return joined(members, "+", Binding.addition)
    }
  }

  private func joined(_ members: [Expression], _ sign: String, _ binding: Int) -> (String, Int) {
    guard let only = members.first else { return (sign == "&&" ? "1" : "0", Binding.atom) }
    if members.count == 1 { return write(only, as: nil) }
    var inner = self
    var parts: [String] = []
    for member in members {
      parts.append(inner.part(member, binding + 1))
      if sign == "&&" { inner = inner.knowing(member) }
    }
    return (parts.joined(separator: " \(sign) "), binding)
  }

  private func binary(
    _ operation: Operator, _ left: Expression, _ right: Expression
  ) -> (String, Int) {
    let type = self.type(of: left) ?? self.type(of: right)
    let (sign, binding) = operation.promela
    let isChain = operation == .and || operation == .or || operation == .add
    let isNumber = operation == .add || operation == .subtract
    let own = isNumber ? nil : type
    let inner = operation == .and ? knowing(left) : self
    return (
      "\(part(left, isChain ? binding : binding + 1, as: own)) \(sign) "
        + inner.part(right, binding + 1, as: own), binding
    )
  }

  private func negation(of inner: Expression) -> (String, Int) {
    if case .binary(let operation, let left, let right) = inner, let other = operation.negated {
      return binary(other, left, right)
    }
    return ("!" + part(inner, Binding.atom), Binding.unary)
  }

  /// An element of an array, or of a part of one: an index outside the part is one outside the array.
  private func element(_ base: Int, _ count: Int, _ index: Expression) -> String {
    // Arrays that never change are looked up instead: a name that Spin refuses tells of a mistake.
    guard let array = storage.array(at: base) else { return "no_array_at_\(base)" }
    if array.element == 0, array.count == count { return "\(array.name)[\(indexText(index))]" }
    let range = ranges[index]
    let isInside = range.lowerBound >= 0 && range.upperBound < Int64(count)
    let text = isInside ? part(index, Binding.addition + 1) : "INDEX(\(text(index)), \(count))"
    return "\(array.name)[\(array.element == 0 ? "" : "\(array.element) + ")\(text)]"
  }

  private func indexText(_ index: Expression) -> String {
    switch index {
    case .multiple(.bounded(let inner, _), let factor):
      return "\(part(inner, Binding.product)) * \(factor)"
    case .binary(.add, let left, let right):
      return "\(indexText(left)) + \(part(right, Binding.addition + 1))"
    default: return text(index)
    }
  }

  /// The type of a variable or an element.
  func type(of target: Step.Target) -> ValueType? { storage.types[target.base] }

  /// The type that a formula's constants are to be read as.
  private func type(of formula: Expression) -> ValueType? {
    switch formula {
    case .variable(let slot): storage.types[slot]
    case .element(let base, _, _): storage.types[base]
    case .conditional(_, let yes, let no): type(of: yes) ?? type(of: no)
    case .entry(let function, _):
      switch function {
      case .tableOf, .frameOf: .member(set: "", count: 1)
      case .withWrite, .withoutWrite, .withYoung, .withoutYoung: .entry
      default: nil
      }
    case .makeTable, .makeLeaf: .entry
    default: nil
    }
  }

  private func entry(_ entry: TableEntry) -> String {
    switch entry.kind {
    case .empty where entry.word == 0: "EMPTY"
    case .locked where entry.word == 1: "LOCKED"
    case .table where entry == TableEntry(table: entry.target): "TABLE(\(entry.target))"
    case .leaf:
      "LEAF(\(entry.target), \(entry.isWritable ? 1 : 0), \(entry.isExecutable ? 1 : 0), "
        + "\(entry.isYoung ? 1 : 0))"
    default: "\(entry.word)"
    }
  }
}

extension Operator {
  fileprivate var promela: (sign: String, binding: Int) {
    switch self {
    case .or: ("||", 1)
    case .and: ("&&", 2)
    case .equal, .notEqual: (rawValue, 3)
    case .less, .lessOrEqual, .greater, .greaterOrEqual: (rawValue, 4)
    case .add, .subtract: (rawValue, 5)
    }
  }
}
