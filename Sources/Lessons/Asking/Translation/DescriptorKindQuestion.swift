import VMSA

/// “What is this entry: a table, a block, a page, or nothing?”
struct DescriptorKindQuestion: DescriptorMaker {
  static let kind = "descriptor-kind"
  static let title = "What an entry is"
  let choice: DescriptorChoice

  func question(in context: inout QuestionContext) throws(LessonError) -> Question {
    let descriptor = try choice.take(of: Descriptor.Kind.allCases, &context)
    let names = ["invalid", "reserved, treated as invalid", "table", "block", "page"]
    let right = names[Int(descriptor.kind.rawValue)]
    let level = descriptor.level
    let format = descriptor.format
    let blocks = Level.allCases.filter(format.permitsBlock).map(\.words).joined(separator: ", ")
    let type = ["00", "01", "10", "11"][Int(descriptor.raw & 0b11)]
    let why =
      switch descriptor.kind {
      case .invalid: "Bit 0 is clear: the entry is invalid, and the other bits are software's."
      case .reserved:
        level == .three
          ? "At level 3 01 is reserved: a page has 11."
          : "01 would be a block, but \(level.words) has none here; blocks may stand at \(blocks)."
      case .table: "Above level 3, 11 leads to the next table."
      case .block: "01 is a block where there are any: at \(blocks)."
      case .page: "At level 3, 11 is a page."
      }
    return Question(
      "An entry of \(descriptor.placeWords) is `\(descriptor.raw.hexWord)`. What is it to a walk?",
      form: .choice(of: names, right: right),
      hints: [
        "The lowest two bits and the level decide.",
        "Bits 1:0 are \(type), and the level is \(level.number).",
      ],
      explanation: ["Bits 1:0 are \(type). \(why)"])
  }
}
