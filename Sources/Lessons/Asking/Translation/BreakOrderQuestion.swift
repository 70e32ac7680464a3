import Documents
import Memory
import VMSA

/// “In which order?”: the writes and invalidations of a change that needs a break.
struct BreakOrderQuestion: DrillMaker {
  static let kind = "break-order"
  static let title = "The order of break-before-make"
  /// `operation`: split, collapse or memory-type; `stage`: 1 or 2; `difficulty`.
  static let keys = ["operation", "stage", "difficulty"]
  let operation: Operation?
  let stage: Stage?
  let difficulty: Int

  /// What is changed.
  enum Operation: String, CaseIterable, Sendable {
    case split
    case collapse
    case memoryType = "memory-type"
  }

  init(_ fields: QuestionFields) throws(DocumentError) {
    operation = try fields["operation"]?.one(
      of: ["split": .split, "collapse": .collapse, "memory-type": .memoryType])
    stage = try fields["stage"]?.number(1...2).stage
    difficulty = try fields["difficulty"]?.number(1...3) ?? 1
  }

  init(difficulty: Int) {
    operation = nil
    stage = nil
    self.difficulty = min(max(difficulty, 1), 3)
  }

  func question(in context: inout QuestionContext) throws(LessonError) -> Question {
    let operation = self.operation ?? context.random.one(of: Operation.allCases) ?? .split
    let drawn: Stage = difficulty >= 2 && context.random.coin() ? .two : .one
    let stage = stage ?? drawn
    let size: UInt64 = 2 << 20
    let input = (context.random.next() & 0x3F_FFFF_FFFF) & ~(size - 1)
    let output = (context.random.next() & 0xFF_FFFF_FFFF) & ~(size - 1)
    let log: TableLog
    do throws(MapError) {
      log = try Self.log(of: operation, stage, input, output)
    } catch { throw LessonError("the tables can't be changed: \(error)") }
    let items = Self.items(of: log)
    let places = context.random.shuffled(Array(items.indices))
    let shown = places.map { items[$0] }
    let right = items.indices.compactMap { places.firstIndex(of: $0) }
    let what =
      switch operation {
      case .split: "A block of 2M is split into pages; the table of the pages is filled already"
      case .collapse: "A table of 512 pages is replaced by one block of 2M that maps the same"
      case .memoryType: "A page gets another memory type"
      }
    return Question(
      "\(what). It is mapped by \(stage.words) at `\(input.hex)`, and other processors use it. In "
        + "which order is this done?", form: .order(shown, right: right),
      hints: [
        "Break, forget, make: no TLB may hold the old one when the new one can be seen.",
        "A DSB stands after what must be complete: the write before the TLBI, the TLBI before the "
          + "next write.",
      ],
      explanation: [
        items.joined(separator: "; then ") + ".",
        stage == .two
          ? "TLBI by IPA leaves entries that hold both stages combined; only after it, those of stage 1 "
            + "go with VMALLE1IS, so that no new ones are made of the old stage 2."
          : "The old entry must be out of every TLB before the new one can get in.",
        "Arm ARM, “Using break-before-make when updating translation table entries”.",
      ])
  }

  /// What a table builder does for a change.
  private static func log(
    of operation: Operation, _ stage: Stage, _ input: UInt64, _ output: UInt64
  ) throws(MapError) -> TableLog {
    let format = DescriptorFormat(stage: stage, granule: .size4K)
    guard
      let shape = WalkRoot(
        format: format, inputBits: 39, startLevel: .one, tableAddress: PhysicalAddress(0))
    else { throw MapError(input, .outsideInput) }
    let bits =
      stage == .one
      ? Stage1Attributes(attrIndex: 0, sh: .inner, accessFlag: true, uxn: true).encoded(in: format)
      : Stage2Attributes(
        memAttr: 0b1111, readable: true, writable: true, sh: .inner, accessFlag: true
      ).encoded(in: format)
    var memory = SparseMemory()
    let pool = TablePool(
      base: PhysicalAddress(0x4800_0000), byteCount: 16 << 12, granule: .size4K)
    var builder = try TableBuilder(like: shape, pool: pool, recorder: TableLog(), in: &memory)
    let attributes = LeafAttributes(bits: bits)
    let target = PhysicalAddress(output)
    switch operation {
    case .split:
      try builder.map(input, to: target, level: .two, attributes: attributes, in: &memory)
      builder.recorder = TableLog()
      try builder.split(input, in: &memory)
    case .collapse:
      try builder.mapRange(
        input, byteCount: 2 << 20, to: target, largest: .three, attributes: attributes, in: &memory)
      builder.recorder = TableLog()
      try builder.collapse(input, level: .two, in: &memory)
    case .memoryType:
      try builder.map(input, to: target, attributes: attributes, in: &memory)
      builder.recorder = TableLog()
      try builder.protect(
        input, byteCount: 4096, attributes: LeafAttributes(bits: bits ^ 1 << 2), in: &memory)
    }
    return builder.recorder
  }

  /// The log in words, with the barriers that an invalidation stands between.
  private static func items(of log: TableLog) -> [String] {
    // The filling of a table to which nothing leads yet may happen at any time before.
    guard case .write(let last)? = log.changes.last else { return [] }
    var items: [String] = []
    var waits = true
    for change in log.changes {
      switch change {
      case .write(let write) where write.entry != last.entry: break
      case .write(let write):
        let entry = "the \(write.level.words) entry at \(write.entry)"
        items.append(
          write.new == 0
            ? "write 0 to \(entry)" : "write the new descriptor, \(write.new.hexWord), to \(entry)")
      case .invalidation(let invalidation):
        let name = "TLBI \(invalidation.name)"
        if waits { items.append("DSB ISHST: wait until walks see the write") }
        waits = false
        items.append(
          invalidation.operation.takesAddress ? "\(name) for \(invalidation.address.hex)" : name)
        items.append("DSB ISH: wait until \(invalidation.name) is complete")
      }
    }
    return items
  }
}

extension Int {
  /// The stage of a number.
  fileprivate var stage: Stage { self == 2 ? .two : .one }
}
