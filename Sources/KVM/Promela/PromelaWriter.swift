/// Writes the whole of a model in Promela.
struct PromelaWriter {
  private let model: Model
  private let startViolation: Model.Violation?
  private let ranges: WordRanges
  private let storage: PromelaStorage
  private let formulas: PromelaFormulas
  private let taken: PromelaNames
  private let invariants: [PromelaInvariant]
  private let tables: [(name: String, table: [Int32])]
  private let choices: [(names: [String], words: [String])]

  init(_ model: Model) {
    let ranges = WordRanges(model)
    self.ranges = ranges
    startViolation = model.firstViolation(in: model.initial)
    let model = model.simplified(ranges)
    self.model = model
    let uses = PromelaUses(model)
    var taken = PromelaNames()
    let storage = PromelaStorage(model, ranges, dynamic: uses.arrays, &taken)
    self.storage = storage
    var choices: [(names: [String], words: [String])] = []
    var choiceNames: [[String]: [String]] = [:]
    for declaration in storage.declarations {
      guard case .choice(let list) = declaration.type, choiceNames[list] == nil else { continue }
      var names: [String] = []
      for word in list {
        names.append(taken.take("\(declaration.base)_\(word)".uppercased()))
      }
      choiceNames[list] = names
      choices.append((names, list))
    }
    self.choices = choices
    var tables: [(name: String, table: [Int32])] = []
    for table in uses.tables { tables.append((taken.take("look_up_\(tables.count + 1)"), table)) }
    self.tables = tables
    let formulas = PromelaFormulas(
      ranges: ranges, storage: storage, choices: choiceNames,
      lookUps: Dictionary(tables.map { ($0.table, $0.name) }) { first, _ in first })
    self.formulas = formulas
    invariants = PromelaWriter.invariants(model, formulas, &taken)
    self.taken = taken
  }

  private static func invariants(
    _ model: Model, _ formulas: PromelaFormulas, _ taken: inout PromelaNames
  ) -> [PromelaInvariant] {
    var numbers: [InvariantRule: Int] = [:]
    return model.invariants.map { invariant in
      numbers[invariant.rule, default: 0] += 1
      var slots: Set<Int> = []
      invariant.condition.forEachSlot { slots.insert($0) }
      return PromelaInvariant(
        name: taken.take("\(invariant.rule.rawValue)_\(numbers[invariant.rule] ?? 0)"),
        condition: invariant.condition, words: formulas.words(invariant.phrase), slots: slots)
    }
  }

  /// The text.
  func text(title: String) -> String {
    var taken = taken
    let names = model.threads.map { taken.take($0.name) }
    var lines = head(title) + [PromelaPrelude.text]
    for choice in choices {
      for (number, name) in choice.names.enumerated() { lines.append("#define \(name) \(number)") }
      lines.append("")
    }
    lines += tableLines()
    lines += ["/* What all threads share */"]
    for declaration in storage.declarations where declaration.thread == nil {
      lines += declaration.lines { formulas.number($0, as: declaration.type) }
    }
    lines += ["", "/* What must hold in every state; asserted wherever it could have changed */"]
    for invariant in invariants {
      lines += PromelaComment.lines(["broken: \(invariant.words)"])
      lines.append("#define \(invariant.name) (\(formulas.text(invariant.condition)))")
    }
    for number in model.threads.indices {
      lines += [""] + proctype(number, named: names[number], taken)
    }
    lines += initialCheck(taken)
    return lines.flatMap(PromelaComment.wrapped).joined(separator: "\n") + "\n"
  }

  private func head(_ title: String) -> [String] {
    let changed = model.policies.filter { $0.chosen != $0.usual }
      .map { "\($0.name)=\($0.chosen)" }
    let name = title.isEmpty ? "a simulated kernel" : title
    return PromelaComment.lines([
      "\(name) as Linux \(model.edition.name)"
        + (changed.isEmpty ? "" : ", " + changed.joined(separator: " "))
        + ", written by tablewalk explore --promela.",
      "One step of a thread is one transition. To check it: spin -search -O2 -DSAFETY -m1000000 FILE",
      "To count every state: spin -a -o1 -o2 -o3 FILE; cc -O2 -DSAFETY -DNOREDUCE -DVECTORSZ=4096 "
        + "-o pan pan.c; ./pan -m10000000",
    ])
  }

  private func tableLines() -> [String] {
    guard !tables.isEmpty else { return [] }
    var lines = ["/* What never changes, by its index */"]
    for (name, table) in tables {
      lines.append("#define \(name)(i) \(formulas.lookUp(table))")
    }
    return lines + [""]
  }

  private func proctype(_ number: Int, named name: String, _ taken: PromelaNames) -> [String] {
    let thread = model.threads[number]
    var taken = taken
    // A thread that may go on for ever may also be waited for by nobody: any place is an end to Spin.
    let prefix = thread.isDaemon ? "end_" : ""
    let labels =
      thread.steps.map { prefix + taken.take($0.label) } + ["end_of_thread"]
    var lines = PromelaComment.lines(["\(thread.name): \(thread.words)"])
    lines.append("active proctype \(name)() {")
    for declaration in storage.declarations where declaration.thread == number {
      lines += declaration.lines { formulas.number($0, as: declaration.type) }.map { "  " + $0 }
    }
    let steps = PromelaSteps(
      thread: thread, ranges: ranges, formulas: formulas, invariants: invariants, labels: labels)
    // A thread begins with what stands first.
    let first = min(
      max(0, Int(model.initial.words[thread.counterSlot])), thread.steps.count)
    let order = Array(first..<thread.steps.count) + Array(0..<first)
    let end = ["", "end_of_thread:", "  false"]
    let body = order.map { [""] + steps.lines(of: $0) }
    if first == thread.steps.count {
      lines += end.map { $0 + ($0.hasSuffix("false") ? ";" : "") } + body.joined()
    } else {
      lines += body.joined() + end
    }
    return lines + ["}"]
  }

  /// A process that fails at once, where the first state breaks a rule already.
  private func initialCheck(_ taken: PromelaNames) -> [String] {
    guard let violation = startViolation else { return [] }
    var taken = taken
    let words = PromelaComment.safe(formulas.words(violation.phrase))
    return [
      "", "/* \(violation.rule.rawValue) is broken in the first state: \(words) */",
      "active proctype \(taken.take("first_state"))() { assert(false) }",
    ]
  }
}
