import Documents
import VMSA

/// “Do the members of this contiguous run agree?”
struct ContiguousQuestion: DrillMaker {
  static let kind = "contiguous"
  static let title = "Contiguous runs"
  /// `what`: consistent (do they agree) or first (where the run begins); `difficulty`.
  static let keys = ["what", "difficulty"]
  let asksFirst: Bool?
  let difficulty: Int

  init(_ fields: QuestionFields) throws(DocumentError) {
    asksFirst = try fields["what"]?.one(of: ["consistent": false, "first": true] as [String: Bool])
    difficulty = try fields["difficulty"]?.number(1...3) ?? 1
  }

  init(difficulty: Int) {
    asksFirst = nil
    self.difficulty = min(max(difficulty, 1), 3)
  }

  func question(in context: inout QuestionContext) throws(LessonError) -> Question {
    let asksFirst = self.asksFirst ?? (context.random.number(below: 3) == 0)
    let format = DescriptorFormat(
      stage: .one,
      granule: difficulty >= 2 && context.random.coin() ? .size64K : .size4K)
    let level: Level = context.random.coin() ? .two : .three
    guard let count = format.granule.contiguousEntries(at: level) else {
      throw LessonError("there are no runs at \(level.words)")
    }
    let table = (context.random.next() & 0xFF_FFFF) << 16
    let runs = format.granule.entriesPerTable / count
    let first = context.random.number(in: 0...(runs - 1)) * count
    let member = first + context.random.number(in: 0...(count - 1))
    if asksFirst {
      return Self.first(first, of: member, count: count, level: level, format: format, table: table)
    }
    var words = Self.run(from: first, count: count, level: level, format: format, &context.random)
    Self.spoil(&words, first: first, level: level, format: format, &context.random)
    var memory = CaseMemory(words: [:])
    for (index, word) in words { memory.words[table + UInt64(index) * 8] = word }
    let step = WalkStep(
      tableAddress: PhysicalAddress(table), index: first,
      descriptor: Descriptor(raw: words[first] ?? 0, level: level, format: format))
    guard let run = ContiguousRun(of: step, in: memory) else {
      throw LessonError("the entry belongs to no run")
    }
    return Self.agreement(of: run, words, table: table, step.descriptor, &context.random)
  }

  private static func first(
    _ first: Int, of member: Int, count: Int, level: Level, format: DescriptorFormat, table: UInt64
  ) -> Question {
    Question(
      "Entry \(member) of a \(level.words) table with a \(format.granule.name) granule is a leaf with "
        + "the Contiguous bit. Which is the first entry of its run?",
      form: .number(UInt64(first), unit: ""),
      hints: [
        "Runs are aligned to their own size.", "\(count) leaves make a run at \(level.words).",
      ],
      explanation: [
        "\(count) leaves make a run here, and the first has an index that is a multiple of \(count): "
          + "\(member) − \(member) mod \(count) = \(first). (Arm ARM, “Contiguous bit”.)"
      ])
  }

  /// The members of a run that agree, by their index.
  private static func run(
    from first: Int, count: Int, level: Level, format: DescriptorFormat,
    _ random: inout SeededRandom
  ) -> [Int: UInt64] {
    let size = format.granule.entrySpanBytes(at: level)
    var attributes = Stage1Attributes.random(using: &random, difficulty: 1)
    attributes.accessFlag = true
    attributes.contiguous = true
    let start = random.next() & 0xFFFF_FFFF_FFFF & ~(size * UInt64(count) - 1)
    let bits = attributes.encoded(in: format) | (level == .three ? 0b11 : 0b01)
    var words: [Int: UInt64] = [:]
    for number in 0..<count { words[first + number] = start + UInt64(number) * size | bits }
    return words
  }

  /// Changes one member but the first; two times in five so that the run still agrees.
  private static func spoil(
    _ words: inout [Int: UInt64], first: Int, level: Level, format: DescriptorFormat,
    _ random: inout SeededRandom
  ) {
    let index = first + random.number(in: 1...(words.count - 1))
    let word = words[index] ?? 0
    let size = format.granule.entrySpanBytes(at: level)
    let changes: [UInt64] = [word ^ 1 << 10, word, word ^ 1 << 7, word ^ 1 << 52, word ^ size, 0]
    words[index] = random.one(of: changes)
  }

  private static func agreement(
    of run: ContiguousRun, _ words: [Int: UInt64], table: UInt64, _ leaf: Descriptor,
    _ random: inout SeededRandom
  ) -> Question {
    let places = (run.firstIndex + 1)..<(run.firstIndex + run.count)
    let consistent = "yes: a TLB may hold all of it as one entry"
    func broken(_ index: Int) -> String { "no: entry \(index) is the first that does not fit" }
    var right = consistent
    var why =
      "All members have the Contiguous bit, follow one another from an aligned address on, "
      + "and agree in everything but the access flag, which hardware may write."
    if case .broken(let index) = run.consistency {
      right = broken(index)
      let member = Descriptor(raw: words[index] ?? 0, level: leaf.level, format: leaf.format)
      why =
        "Entry \(index), \(member.summary) at \(member.outputAddress), does not follow from entry "
        + "\(run.firstIndex), \(leaf.summary) at \(leaf.outputAddress)."
    }
    let wrong = [consistent] + random.shuffled(Array(places)).prefix(3).map(broken)
    let figure = words.sorted { $0.key < $1.key }.map { "[\($0.key)] \($0.value.hexWord)" }
    return Question(
      "These are the \(run.count) entries of a run in a \(leaf.level.words) table with a "
        + "\(leaf.format.granule.name) granule, from entry \(run.firstIndex) on. Is the run as the "
        + "architecture wants it?", figure: figure,
      form: .choice(right: right, wrong: wrong, &random),
      hints: [
        "Compare addresses first: each is \(ByteSize.text(leaf.leafSizeBytes)) after the one before.",
        "Then the attributes: all must be equal but AF (bit 10), and bit 52 set.",
      ],
      explanation: [why, "Arm ARM, “Contiguous bit” and “Misprogramming of the Contiguous bit”."])
  }
}
