extension Expression {
  /// Hands on every slot that its value may depend on.
  public func forEachSlot(_ body: (Int) -> Void) {
    switch self {
    case .constant: return
    case .variable(let slot): body(slot)
    case .element(let base, let count, let index):
      let (start, step) = index.pattern
      for slot in stride(from: base + start, to: base + count, by: step) { body(slot) }
      index.forEachSlot(body)
    default: for part in parts { part.forEachSlot(body) }
    }
  }

  /// Which elements an index can name: those from a start on, so many apart. Whatever is out of range
  /// names none.
  public var pattern: (start: Int, step: Int) {
    switch self {
    case .binary(.add, .multiple(.bounded, let size), .constant(let start))
    where size > 0 && start >= 0 && start < size:
      (Int(start), Int(size))
    case .multiple(.bounded, let size) where size > 0: (0, Int(size))
    default: (0, 1)
    }
  }

  /// The formulas it is made of.
  public var parts: [Expression] {
    switch self {
    case .constant, .variable: []
    case .element(_, _, let inner), .lookUp(_, let inner), .not(let inner),
      .multiple(let inner, _), .bounded(let inner, _), .entry(_, let inner),
      .makeTable(let inner):
      [inner]
    case .binary(_, let left, let right), .sameOutput(let left, let right): [left, right]
    case .conditional(let condition, let yes, let no): [condition, yes, no]
    case .makeLeaf(let frame, let writable, let executable, let young):
      [frame, writable, executable, young]
    case .all(let members), .any(let members), .sum(let members): members
    }
  }
}

extension Step.Target {
  /// Every slot that it may be.
  public var slots: [Int] {
    let (start, step) = index?.pattern ?? (0, 1)
    return Array(stride(from: base + start, to: base + count, by: step))
  }
}
