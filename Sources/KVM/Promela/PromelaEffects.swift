/// Writes what a step asserts and does, in order; neighbours under one condition stand together.
struct PromelaEffects {
  let ranges: WordRanges
  let formulas: PromelaFormulas
  private(set) var lines: [String] = []
  /// Slots that may be given another word.
  private(set) var written: Set<Int> = []
  private var group: [String] = []
  private var condition: Expression?
  /// What was written since the group's condition was judged.
  private var writtenInGroup: Set<Int> = []

  init(ranges: WordRanges, formulas: PromelaFormulas) {
    self.ranges = ranges
    self.formulas = formulas
  }

  mutating func add(_ action: Step.Action) {
    switch action {
    case .require(let rule, let formula, let phrase):
      endGroup()
      let words = PromelaComment.safe(formulas.words(phrase))
      lines += ["/* \(rule.rawValue): \(words) */", "assert(\(formulas.text(formula)));"]
    case .assign(let target, let value, let type, let condition):
      assign(target, value, type, condition)
    }
  }

  private mutating func assign(
    _ target: Step.Target, _ value: Expression, _ type: ValueType, _ condition: Expression?
  ) {
    let formulas = condition.map(formulas.knowing) ?? formulas
    begin(condition)
    group += misfit(value, type, formulas)
    guard target.slots.contains(where: ranges.changes) else { return }
    group.append(
      "\(formulas.target(target)) = \(formulas.text(value, as: formulas.type(of: target) ?? type));"
    )
    writtenInGroup.formUnion(target.slots)
    written.formUnion(target.slots)
  }

  /// What must hold for a value to fit its variable, where that isn't certain.
  private func misfit(
    _ value: Expression, _ type: ValueType, _ formulas: PromelaFormulas
  ) -> [String] {
    guard let bounds = type.bounds else { return [] }
    let range = ranges[value]
    var parts: [String] = []
    let text = formulas.conjunct(value)
    if range.lowerBound < Int64(bounds.lowerBound) {
      parts.append("\(text) >= \(bounds.lowerBound)")
    }
    if range.upperBound > Int64(bounds.upperBound) {
      parts.append("\(text) <= \(bounds.upperBound)")
    }
    return parts.isEmpty
      ? [] : ["assert(\(parts.joined(separator: " && ")));"]
  }

  private mutating func begin(_ next: Expression?) {
    var read: Set<Int> = []
    next?.forEachSlot { read.insert($0) }
    if next != condition || !read.isDisjoint(with: writtenInGroup) { endGroup() }
    condition = next
  }

  /// Writes what stands together.
  mutating func endGroup() {
    defer {
      group = []
      condition = nil
      writtenInGroup = []
    }
    guard !group.isEmpty else { return }
    guard let condition else {
      lines += group
      return
    }
    lines += ["if", ":: \(formulas.text(condition)) ->"]
    lines += group.map { "     " + $0 } + [":: else", "fi;"]
  }
}
