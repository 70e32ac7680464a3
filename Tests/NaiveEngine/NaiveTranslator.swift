/// A second engine for whole regimes, written from the prose: registers are read field by field with
/// division, geometry and codes are typed in. It is slow, and shares no code with what it checks.
package final class NaiveTranslator {
  /// Registers by architectural name; absent ones are 0.
  package let registers: [String: UInt64]
  package let processor: NaiveProcessor
  /// "EL1&0", "EL2", "EL2&0" or "EL3".
  package let regime: String
  package let memory: (UInt64) -> UInt64?
  /// Physical addresses of the entries read, in order.
  package var read: [UInt64] = []
  /// What hardware wrote.
  package var written: [(UInt64, UInt64)] = []

  package init(
    registers: [String: UInt64], processor: NaiveProcessor, regime: String,
    memory: @escaping (UInt64) -> UInt64?
  ) {
    self.registers = registers
    self.processor = processor
    self.regime = regime
    self.memory = memory
  }

  /// The end of a translation, in words.
  struct End: Error, Equatable {
    var text: String
  }

  /// Who asks for what: `what` is "r", "w" or "x".
  package struct Question {
    package var what: Character
    package var isEL0: Bool
    package var pan: Bool

    package init(what: Character, isEL0: Bool, pan: Bool) {
      self.what = what
      self.isEL0 = isEL0
      self.pan = pan
    }
  }

  var hasHalves: Bool { regime.hasSuffix("&0") }
  var hcr: UInt64 { registers["HCR_EL2"] ?? 0 }
  var usesStage2: Bool {
    regime == "EL1&0" && (field(hcr, 0, 0) == 1 || field(hcr, 12, 12) == 1)
      && field(hcr, 27, 27) == 0
  }

  package func translate(_ address: UInt64, _ question: Question, both: Bool) -> String {
    do throws(End) {
      let intermediate = try stage1(address, question)
      guard usesStage2 && both else { return "ok \(intermediate) \(intermediate)" }
      let output = try stage2(intermediate, question, forTable: false)
      return "ok \(output) \(intermediate)"
    } catch let end { return end.text }
  }

  // MARK: Stage 1

  private func stage1(_ address: UInt64, _ question: Question) throws(End) -> UInt64 {
    let tables = NaiveTables(stage1Of: self, address: address)
    let control = registers["SCTLR_" + levelName] ?? 0
    let flat =
      regime == "EL1&0" && (field(hcr, 27, 27) == 1 || field(hcr, 12, 12) == 1)
    let tagged = tables.tags && (question.what != "x" || !tables.tagsDataOnly)
    if field(control, 0, 0) == 0 || flat {
      let plain = tagged ? address % power(56) : address
      if processor.addressBits < 64 && plain >= power(processor.addressBits) {
        throw End(text: "size 0 s1")
      }
      return plain
    }
    if let refusal = tables.refusal { throw End(text: refusal) }
    if tables.deniesEL0 && question.isEL0 { throw End(text: "translation 0 s1") }
    for position in tables.inputBits...(tagged ? 55 : 63)
    where field(address, position, position) != (tables.isUpper ? 1 : 0) {
      throw End(text: "translation 0 s1")
    }
    let swapped = field(control, 25, 25) == 1
    let leaf = try walk(
      tables, address, fault: { "\($0) \($1) s1" }, swapped: swapped,
      locate: { (entry) throws(End) in try self.located(entry, what: "r") })
    try permissions(leaf, tables, question, control: control)
    var after = leaf.word
    if field(after, 10, 10) == 0 { after += power(10) }
    if tables.dirty && question.what == "w" && field(after, 51, 51) == 1
      && field(after, 7, 7) == 1
    {
      after -= power(7)
    }
    if after != leaf.word {
      _ = try located(leaf.entry, what: "w")
      write(leaf.place, after, swapped: swapped)
    }
    return leaf.output
  }

  private func located(_ entry: UInt64, what: Character) throws(End) -> UInt64 {
    guard usesStage2 else { return entry }
    return try stage2(entry, Question(what: what, isEL0: false, pan: false), forTable: true)
  }

  private func permissions(
    _ leaf: Leaf, _ tables: NaiveTables, _ question: Question, control: UInt64
  ) throws(End) {
    let word = leaf.word
    let limits = tables.ignoresLimits ? [] : leaf.tablesAbove
    func limited(_ bit: Int) -> Bool { limits.contains { field($0, bit, bit) == 1 } }
    let userWord = field(word, 6, 6) == 1 && !limited(61)
    var readOnly = field(word, 7, 7) == 1
    if tables.dirty && field(word, 51, 51) == 1 { readOnly = false }
    if limited(62) { readOnly = true }
    let el0 = hasHalves && question.isEL0
    let userWrites = hasHalves && userWord && !readOnly
    let userExecutes = hasHalves && field(word, 54, 54) == 0 && !limited(60)
    let mayRead = el0 ? userWord : true
    let mayWrite = el0 ? userWrites : !readOnly
    var mayExecute: Bool
    if el0 {
      mayExecute = userExecutes
    } else if hasHalves {
      mayExecute = field(word, 53, 53) == 0 && !limited(59) && !userWrites
    } else {
      mayExecute = field(word, 54, 54) == 0 && !limited(60)
    }
    if field(control, 19, 19) == 1 && mayWrite { mayExecute = false }
    var allowed = ["r": mayRead, "w": mayWrite, "x": mayExecute][String(question.what)] ?? false
    if question.pan && !el0 && question.what != "x" && hasHalves {
      if userWord { allowed = false }
      if processor.pan3 && field(control, 57, 57) == 1 && userExecutes { allowed = false }
    }
    if !allowed { throw End(text: "permission \(leaf.level) s1") }
  }

  /// "EL1", "EL2" or "EL3".
  var levelName: String { String(regime.prefix(3)) }

  // MARK: Stage 2

  private func stage2(
    _ address: UInt64, _ question: Question, forTable: Bool
  ) throws(End) -> UInt64 {
    let tail = "s2 \(forTable ? "table " : "")\(address)"
    let tables = NaiveTables(stage2Of: self)
    if tables.refusal != nil || address >= power(tables.inputBits) {
      throw End(text: "translation 0 \(tail)")
    }
    let swapped = field(registers["SCTLR_EL2"] ?? 0, 25, 25) == 1
    let leaf = try walk(
      tables, address, fault: { "\($0) \($1) \(tail)" }, swapped: swapped,
      locate: { (entry) throws(End) in entry })
    let word = leaf.word
    let forced = processor.fwb && field(hcr, 46, 46) == 1
    let isDevice = forced ? field(word, 4, 4) == 0 : field(word, 5, 4) == 0
    var allowed: Bool
    switch question.what {
    case "r": allowed = field(word, 6, 6) == 1
    case "w":
      allowed = field(word, 7, 7) == 1 || (tables.dirty && field(word, 51, 51) == 1)
    default:
      switch (field(word, 54, 53), processor.xnx) {
      case (0, _): allowed = true
      case (1, true): allowed = question.isEL0
      case (1, false): allowed = true
      case (3, true): allowed = !question.isEL0
      default: allowed = false
      }
    }
    if forTable && field(hcr, 2, 2) == 1 && isDevice { allowed = false }
    if !allowed { throw End(text: "permission \(leaf.level) \(tail)") }
    var after = word
    if field(after, 10, 10) == 0 { after += power(10) }
    if tables.dirty && question.what == "w" && field(after, 51, 51) == 1
      && field(after, 7, 7) == 0
    {
      after += power(7)
    }
    if after != word { write(leaf.place, after, swapped: swapped) }
    return leaf.output
  }

  // MARK: Tables

  struct Leaf {
    var word: UInt64
    var level: Int
    var output: UInt64
    var entry: UInt64
    var place: UInt64
    var tablesAbove: [UInt64]
  }

  /// Down the tables to a leaf that has its access flag, or may be given one.
  private func walk(
    _ tables: NaiveTables, _ address: UInt64, fault: (String, Int) -> String, swapped: Bool,
    locate: (UInt64) throws(End) -> UInt64
  ) throws(End) -> Leaf {
    if tables.outOfRange(tables.base) { throw End(text: fault("size", 0)) }
    var table = tables.base
    var level = tables.startLevel
    var top = tables.inputBits - 1
    var above: [UInt64] = []
    while true {
      let low = NaiveWalker.lowest[tables.kilobytes]?[level] ?? 0
      let entry = table &+ 8 * field(address, top, low)
      let place = try locate(entry)
      guard let stored = current(place) else { throw End(text: "unknown \(place)") }
      read.append(place)
      let word = swapped ? turned(stored) : stored
      let type = field(word, 1, 0)
      let isLeaf = level == 3 ? type == 3 : type == 1
      let isTable = level < 3 && type == 3
      guard isLeaf || isTable, !isLeaf || tables.leafAllowed(level) else {
        throw End(text: fault("translation", level))
      }
      let first = NaiveWalker.lowest[tables.kilobytes]?[3] ?? 0
      let next = tables.address(word, from: isLeaf ? low : first)
      if tables.outOfRange(next) { throw End(text: fault("size", level)) }
      if isLeaf {
        if field(word, 10, 10) == 0 && !tables.setsAccessFlag {
          throw End(text: fault("flag", level))
        }
        return Leaf(
          word: word, level: level, output: next + address % power(low), entry: entry,
          place: place, tablesAbove: above)
      }
      above.append(word)
      table = next
      level += 1
      top = low - 1
    }
  }

  private func current(_ place: UInt64) -> UInt64? {
    memory(place).map { word in written.last { $0.0 == place }?.1 ?? word }
  }

  private func write(_ place: UInt64, _ word: UInt64, swapped: Bool) {
    written.append((place, swapped ? turned(word) : word))
  }

  private func turned(_ word: UInt64) -> UInt64 {
    (0..<8).reduce(0) { $0 + field(word, $1 * 8 + 7, $1 * 8) * power(56 - $1 * 8) }
  }

  func field(_ value: UInt64, _ high: Int, _ low: Int) -> UInt64 {
    let rest = value / power(low)
    return high - low == 63 ? rest : rest % power(high - low + 1)
  }

  func power(_ exponent: Int) -> UInt64 { 1 << UInt64(exponent) }
}
