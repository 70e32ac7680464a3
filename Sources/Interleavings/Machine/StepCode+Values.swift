import KVM

extension StepCode {
  /// Adds what puts a formula's value into the accumulator, worked out in the order of
  /// ``Expression/value(in:_:)``.
  mutating func value(_ formula: Expression) {
    switch formula {
    case .constant(let number): add(.constant, number)
    case .variable(let slot): add(.variable, Int32(slot))
    case .element(let base, let count, let index):
      if case .variable(let slot) = index {
        add(.elementAt, Int32(base), Int32(count), Int32(slot))
      } else {
        value(index)
        add(.element, Int32(base), Int32(count))
      }
    case .lookUp(let table, let index):
      let start = keep(table)
      if case .variable(let slot) = index {
        add(.lookUpAt, start, Int32(table.count), Int32(slot))
      } else {
        value(index)
        add(.lookUp, start, Int32(table.count))
      }
    case .binary(.add, let left, let right): sum(left, right)
    case .binary(.subtract, let left, .constant(let number)) where number != .min:
      value(left)
      add(.addConstant, -number)
    case .binary(.subtract, let left, let right): pair(left, right, .subtract)
    case .conditional(let condition, let yes, let no):
      let toNo = branch(condition, to: false)
      value(yes)
      let toEnd = jump(.jump)
      close(toNo)
      value(no)
      close(toEnd)
    case .not, .binary, .all, .any: flag(formula)
    default: composite(formula)
    }
  }

  private mutating func composite(_ formula: Expression) {
    switch formula {
    case .multiple(let inner, let factor):
      value(inner)
      add(.multiply, factor)
    case .bounded(let inner, let size):
      value(inner)
      add(.bounded, size)
    case .entry(let function, let inner): entry(function, inner)
    case .makeTable(let inner):
      value(inner)
      add(.makeTable)
    case .makeLeaf(let frame, let writable, let executable, let young):
      for part in [frame, writable, executable] {
        value(part)
        add(.push)
      }
      value(young)
      add(.makeLeaf)
    case .sameOutput(let left, let right): pair(left, right, .sameOutput)
    case .sum(let members):
      guard let first = members.first else { return add(.constant, 0) }
      value(first)
      for member in members.dropFirst() { plus(member) }
    default: add(.constant, 0)
    }
  }

  private mutating func sum(_ left: Expression, _ right: Expression) {
    value(left)
    plus(right)
  }

  private mutating func plus(_ right: Expression) {
    switch right {
    case .constant(let number): add(.addConstant, number)
    case .variable(let slot): add(.addVariable, Int32(slot))
    default:
      add(.push)
      value(right)
      add(.add)
    }
  }

  private mutating func pair(
    _ left: Expression, _ right: Expression, _ operation: StepInstruction.Operation
  ) {
    value(left)
    add(.push)
    value(right)
    add(operation)
  }

  private mutating func entry(_ function: EntryFunction, _ inner: Expression) {
    switch function {
    case .isTable, .isLeaf: flag(.entry(function, inner))
    case .tableOf:
      value(inner)
      add(.tableOf)
    case .frameOf:
      value(inner)
      add(.frameOf)
    default:
      value(inner)
      add(.entry, Int32(EntryFunction.allCases.firstIndex(of: function) ?? 0))
    }
  }

  /// 1 or 0 by a condition.
  private mutating func flag(_ condition: Expression) {
    let toNo = branch(condition, to: false)
    add(.constant, 1)
    let toEnd = jump(.jump)
    close(toNo)
    add(.constant, 0)
    close(toEnd)
  }
}
