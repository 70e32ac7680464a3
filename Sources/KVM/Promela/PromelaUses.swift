/// What a model's formulas, made short, ask of arrays and tables.
struct PromelaUses {
  /// First slots of arrays that are asked for elements not known beforehand.
  private(set) var arrays: Set<Int> = []
  /// Tables that never change, in the order they are met.
  private(set) var tables: [[Int32]] = []

  init(_ model: Model) {
    var formulas = model.invariants.map(\.condition)
    formulas += model.invariants.flatMap(\.phrase.values)
    for step in model.threads.flatMap(\.steps) {
      formulas += step.guards.map(\.condition)
      for saying in step.sayings {
        formulas += [saying.condition].compactMap { $0 } + saying.phrase.values
      }
      for action in step.actions {
        switch action {
        case .require(_, let condition, let phrase): formulas += [condition] + phrase.values
        case .assign(let target, let value, _, let condition):
          formulas += [value] + [condition].compactMap { $0 }
          guard let index = target.index else { continue }
          note(index)
          arrays.insert(target.base)
        }
      }
      if case .branches(let branches) = step.next {
        formulas += branches.compactMap(\.condition)
      }
    }
    for formula in formulas { note(formula) }
  }

  private mutating func note(_ formula: Expression) {
    switch formula {
    case .constant, .variable: return
    case .element(let base, _, let index):
      arrays.insert(base)
      note(index)
    case .lookUp(let table, let index):
      if !tables.contains(table) { tables.append(table) }
      note(index)
    default: for part in formula.parts { note(part) }
    }
  }
}

extension Phrase {
  /// The formulas in it.
  var values: [Expression] {
    pieces.compactMap { piece in
      if case .value(let formula, _) = piece { return formula }
      return nil
    }
  }
}
