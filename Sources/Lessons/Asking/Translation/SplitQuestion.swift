import Documents
import VMSA

/// “Which is the highest bit of level 2's index?”
struct SplitQuestion: DrillMaker {
  static let kind = "split"
  static let title = "Which bits are which index"
  /// Those of a case, and `end`: highest or lowest.
  static let keys = CaseChoice.keysWithLevel + ["end"]
  let choice: CaseChoice
  let end: End?

  /// Which end of the bits is asked for.
  enum End: Sendable {
    case highest, lowest
  }

  init(_ fields: QuestionFields) throws(DocumentError) {
    choice = try CaseChoice(fields)
    end = try fields["end"]?.one(of: ["highest": .highest, "lowest": .lowest])
  }

  init(difficulty: Int) {
    choice = CaseChoice(difficulty: difficulty)
    end = nil
  }

  func question(in context: inout QuestionContext) throws(LessonError) -> Question {
    let (taken, root) = try choice.takeWithRoot(&context)
    let level = try choice.level(of: root.levels, &context)
    let bits = root.indexBits(at: level)
    let drawn: End = context.random.coin() ? .highest : .lowest
    let isHighest = (end ?? drawn) == .highest
    let granule = root.format.granule
    return Question(
      "With a \(root.words), which is the \(isHighest ? "highest" : "lowest") bit of an address "
        + "that belongs to the index into the \(level.words) table?",
      form: .number(UInt64(isHighest ? bits.upperBound : bits.lowerBound), unit: ""),
      hints: [
        "Begin at the bottom: the offset in a page of \(granule.name) takes bits "
          + "\(granule.pageShift - 1):0, and the index of level 3 is above it.",
        "A table has \(granule.entriesPerTable) entries, so an index has \(granule.stride) bits; "
          + "at the top there may be fewer left.",
      ],
      explanation: [
        "The offset takes bits \(granule.pageShift - 1):0, and every level below "
          + "\(level.words) \(granule.stride) bits. \(level.words.capitalizedFirst)'s index is bits "
          + "\(bits.upperBound):\(bits.lowerBound).",
        AddressSplit(taken.address.raw, root: root).fields.filter { $0.role != .unused }
          .map { "\($0.label.prefix { $0 != "[" }) \($0.bits.upperBound):\($0.bits.lowerBound)" }
          .joined(separator: ", ") + ".",
      ],
      evidence: TranslationEvidence(
        taken, asked: "split level=\(level.number) end=\(isHighest ? "highest" : "lowest")"))
  }
}
