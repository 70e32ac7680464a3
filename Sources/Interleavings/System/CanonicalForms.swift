import KVM

/// Formulas and steps as texts that are the same where only the order of equal parts differs, with two
/// threads' slots exchanged or not.
struct CanonicalForms {
  private let exchange: [Int: Int]
  private let isConstant: (Int) -> Bool
  private let initial: ModelState

  init(exchange: [Int: Int], isConstant: @escaping (Int) -> Bool, _ initial: ModelState) {
    self.exchange = exchange
    self.isConstant = isConstant
    self.initial = initial
  }

  func plain(_ formula: Expression) -> String { form(formula) { $0 } }
  func exchanged(_ formula: Expression) -> String { form(formula) { exchange[$0] ?? $0 } }
  func plain(_ step: Step) -> String { form(step) { $0 } }
  func exchanged(_ step: Step) -> String { form(step) { exchange[$0] ?? $0 } }

  private func form(_ formula: Expression, _ slot: (Int) -> Int) -> String {
    switch formula {
    case .constant(let number): return "\(number)"
    case .variable(let number):
      // What never changes is as good as a number.
      return isConstant(number) ? "\(initial.words[number])" : "s\(slot(number))"
    case .element(let base, let count, let index):
      // An array that the exchange would tear apart must not be read by an index.
      let (start, step) = index.pattern
      let slots = stride(from: base + start, to: base + count, by: step).map {
        isConstant($0) ? -1 : slot($0)
      }
      return "e\(slots)[\(self.index(index, slot))]"
    case .lookUp(let table, let index): return "l\(table)[\(form(index, slot))]"
    case .not(let inner): return "!(\(form(inner, slot)))"
    case .binary(let operation, let left, let right):
      let sides = [form(left, slot), form(right, slot)]
      let isSymmetric = [Operator.add, .equal, .notEqual, .and, .or].contains(operation)
      return "(\((isSymmetric ? sides.sorted() : sides).joined(separator: operation.rawValue)))"
    case .all, .any, .sum:
      let name: String
      switch formula {
      case .all: name = "all"
      case .any: name = "any"
      default: name = "sum"
      }
      return name + "(" + formula.parts.map { form($0, slot) }.sorted().joined(separator: ",") + ")"
    default:
      return "\(kind(formula))(" + formula.parts.map { form($0, slot) }.joined(separator: ",") + ")"
    }
  }

  /// What a formula is apart from its parts.
  private func kind(_ formula: Expression) -> String {
    switch formula {
    case .conditional: "if"
    case .multiple(_, let factor): "times\(factor)"
    case .bounded(_, let size): "below\(size)"
    case .entry(let function, _): "\(function)"
    case .makeTable: "table"
    case .makeLeaf: "leaf"
    case .sameOutput: "same"
    default: "?"
    }
  }

  /// What an index depends on; where it begins is told by the slots that it can name.
  private func index(_ index: Expression, _ slot: (Int) -> Int) -> String {
    if case .binary(.add, .multiple(let inner, _), .constant) = index, index.pattern.step > 1 {
      return form(inner, slot)
    }
    if case .multiple(let inner, _) = index, index.pattern.step > 1 { return form(inner, slot) }
    return form(index, slot)
  }

  private func form(_ step: Step, _ slot: (Int) -> Int) -> String {
    let guards = step.guards.map { form($0.condition, slot) }.sorted()
    return "\(guards)|\(actions(step.actions, slot))|\(next(step.next, slot))"
  }

  /// Assignments that neither read nor write what the others of a row write may stand in any order.
  private func actions(_ actions: [Step.Action], _ slot: (Int) -> Int) -> [String] {
    var forms: [String] = []
    var row: [String] = []
    var written: Set<Int> = []
    var read: Set<Int> = []
    func endRow() {
      forms += row.sorted()
      row = []
      written = []
      read = []
    }
    for action in actions {
      guard case .assign(let target, let value, let type, let condition) = action else {
        endRow()
        if case .require(let rule, let condition, _) = action {
          forms.append("\(rule.rawValue):\(form(condition, slot))")
        }
        continue
      }
      let slots = Set(target.slots)
      // What gives a word the value it always has does nothing.
      if target.index == nil, isConstant(target.base) { continue }
      var reads: Set<Int> = []
      for formula in [value] + [condition, target.index].compactMap({ $0 }) {
        formula.forEachSlot { reads.insert($0) }
      }
      if !written.isDisjoint(with: reads.union(slots)) || !read.isDisjoint(with: slots) { endRow() }
      written.formUnion(slots)
      read.formUnion(reads)
      let index = target.index.map { self.index($0, slot) } ?? ""
      let places = target.slots.map { isConstant($0) ? -1 : slot($0) }
      let guardText = condition.map { form($0, slot) } ?? ""
      row.append("\(places)[\(index)]=\(form(value, slot)):\(type)?\(guardText)")
    }
    endRow()
    return forms
  }

  private func next(_ next: Step.Next, _ slot: (Int) -> Int) -> String {
    switch next {
    case .any(let steps): "any\(steps)"
    case .branches(let branches):
      branches.map { "\($0.condition.map { form($0, slot) } ?? "")>\($0.step)" }.joined(
        separator: ";")
    }
  }
}
