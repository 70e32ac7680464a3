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
      log = try BreakLog.log(of: operation, stage, input, output)
    } catch { throw LessonError("the tables can't be changed: \(error)") }
    let items = BreakLog.items(of: log)
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
}

extension Int {
  /// The stage of a number.
  fileprivate var stage: Stage { self == 2 ? .two : .one }
}
