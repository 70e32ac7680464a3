/// How a Promela text holds the words of a model: which are variables, and what they are called.
///
/// Words that never change are written as numbers. An array that is only ever asked for elements known
/// beforehand becomes a variable for each element that changes; any other stays one array.
struct PromelaStorage {
  /// A declaration of variables.
  struct Declaration {
    /// The thread whose proctype declares it; nil for what all share.
    var thread: Int?
    /// What the model calls it, without “my.”.
    var base: String
    var names: [String]
    /// Elements; nil for variables that are no array.
    var count: Int?
    /// First words, by name or by element.
    var initial: [Int32]
    var range: ClosedRange<Int64>
    var type: ValueType
    var words: String
  }

  private(set) var declarations: [Declaration] = []
  /// Names of the words that are variables of their own, by slot.
  private(set) var names: [Int: String] = [:]
  private var elements: [(slots: Range<Int>, name: String)] = []
  /// Types, by slot.
  private(set) var types: [Int: ValueType] = [:]

  /// - Parameter dynamic: first slots of the arrays, or of the parts of them, that are asked for elements
  ///   not known beforehand.
  init(
    _ model: Model, _ ranges: WordRanges, dynamic: Set<Int>, _ taken: inout PromelaNames
  ) {
    let shared = model.variables.filter { $0.thread == nil }
    for variable in shared { declare(variable, model, ranges, dynamic, &taken) }
    // Threads may call their own variables alike.
    for thread in model.threads.indices {
      var own = taken
      for variable in model.variables where variable.thread == thread {
        declare(variable, model, ranges, dynamic, &own)
      }
    }
  }

  private mutating func declare(
    _ variable: Model.Variable, _ model: Model, _ ranges: WordRanges, _ dynamic: Set<Int>,
    _ taken: inout PromelaNames
  ) {
    let slots = variable.base..<variable.base + variable.count
    for slot in slots { types[slot] = variable.type }
    guard slots.contains(where: ranges.changes) else { return }
    let isOwn = variable.thread != nil && variable.name.hasPrefix("my.")
    var declaration = Declaration(
      thread: variable.thread, base: isOwn ? String(variable.name.dropFirst(3)) : variable.name,
      names: [], count: nil, initial: [], range: 0...0, type: variable.type,
      words: variable.words)
    let isArray = slots.contains(where: dynamic.contains)
    let kept = isArray ? Array(slots) : slots.filter(ranges.changes)
    declaration.initial = kept.map { model.initial.words[$0] }
    let all = kept.map { ranges.slots[$0] }
    declaration.range = (all.map(\.lowerBound).min() ?? 0)...(all.map(\.upperBound).max() ?? 0)
    if isArray {
      let name = taken.take(variable.name)
      elements.append((slots, name))
      declaration.names = [name]
      declaration.count = variable.count
      if variable.dimensions.count > 1 {
        declaration.words += zip(variable.sets, variable.dimensions).reduce(", by") {
          "\($0) \($1.0) (\($1.1))"
        }
      }
    } else {
      let threads = model.threads.map(\.name)
      declaration.names = kept.map {
        taken.take(variable.name + variable.suffix(of: $0 - variable.base, threads))
      }
      for (slot, name) in zip(kept, declaration.names) { names[slot] = name }
    }
    declarations.append(declaration)
  }

  /// The array that a slot is an element of, and which; nil where it is none's.
  func array(at slot: Int) -> (name: String, element: Int, count: Int)? {
    elements.first { $0.slots.contains(slot) }
      .map { ($0.name, slot - $0.slots.lowerBound, $0.slots.count) }
  }

  /// The variable or element that holds a word; nil for one that never changes.
  func place(_ slot: Int) -> String? {
    if let name = names[slot] { return name }
    return array(at: slot).map { "\($0.name)[\($0.element)]" }
  }
}

extension Model.Variable {
  /// What tells an element's name from those of the others: “_v0_2”.
  fileprivate func suffix(of element: Int, _ threads: [String]) -> String {
    var rest = element
    var suffix = ""
    for (size, set) in zip(dimensions, sets).reversed() {
      let number = rest % max(1, size)
      rest /= max(1, size)
      let isThread = set == "threads" && threads.indices.contains(number)
      suffix = "_" + (isThread ? threads[number] : "\(number)") + suffix
    }
    return suffix
  }
}

extension PromelaStorage.Declaration {
  /// The declaration's lines, without indentation.
  func lines(_ valueText: (Int32) -> String) -> [String] {
    let comment = words.isEmpty ? "" : "  /* \(PromelaComment.safe(words)) */"
    if let count {
      // Lists of first words know no negative numbers; 16 or 32 bits of them say the same.
      let isUniform = Set(initial).count <= 1
      let mask: Int64 = promelaType(isArray: true) == "short" ? 0xffff : 0xffff_ffff
      let list = initial.map { "\($0 < 0 ? Int64($0) & mask : Int64($0))" }
      let first =
        isUniform ? initial.first.map(valueText) ?? "0" : "{" + list.joined(separator: ", ") + "}"
      return ["\(promelaType(isArray: true)) \(names[0])[\(count)] = \(first);\(comment)"]
    }
    var lines: [String] = []
    for (number, name) in names.enumerated() {
      lines.append(
        "\(promelaType(isArray: false)) \(name) = \(valueText(initial[number]));"
          + (number == 0 ? comment : ""))
    }
    return lines
  }

  /// The smallest type that holds the range. An array of bits would be one of bytes anyway.
  private func promelaType(isArray: Bool) -> String {
    switch (range.lowerBound, range.upperBound) {
    case (0..., ...1): isArray ? "byte" : "bit"
    case (0..., ...255): "byte"
    case ((-32_768)..., ...32_767): "short"
    default: "int"
    }
  }
}
