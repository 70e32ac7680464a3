import VMSA

/// “What does this descriptor's S2AP mean?”
struct DescriptorFieldQuestion: DescriptorMaker {
  static let kind = "descriptor-field"
  static let title = "Fields of descriptors"
  /// Those of a descriptor, and `field`: the name of the one asked about.
  static let keys = DescriptorChoice.keys + ["field"]
  let choice: DescriptorChoice

  /// The fields whose meanings can be told apart.
  private static let names = [
    "UXN", "PXN", "Contiguous", "DBM", "nG", "AF", "SH", "AP", "AttrIndx", "XN", "S2AP", "MemAttr",
    "APTable", "UXNTable", "PXNTable",
  ]

  func question(in context: inout QuestionContext) throws(LessonError) -> Question {
    let kinds: [Descriptor.Kind] = choice.difficulty == 1 ? [.page] : [.page, .block, .table]
    let drawn = choice.field == nil ? kinds : [.page, .block, .table]
    for _ in 0..<200 {
      let descriptor = try choice.take(of: drawn, mayBeWide: false, &context)
      // A table's AF means something with FEAT_HAFT only.
      let fields = descriptor.fields(forcedWriteBack: false).filter {
        Self.names.contains($0.name) && !(descriptor.kind == .table && $0.name == "AF")
      }
      let asked = choice.field.map { name in fields.first { $0.name == name } }
      if let field = asked ?? context.random.one(of: fields) {
        return question(of: field, in: descriptor, &context)
      }
      if choice.raw != nil { break }
    }
    throw LessonError("the descriptor has no such field")
  }

  private func question(
    of field: DescriptorField, in descriptor: Descriptor, _ context: inout QuestionContext
  ) -> Question {
    let low = field.bits.lowerBound
    let values = (0..<(1 << UInt64(field.bits.count))) as Range<UInt64>
    let mask = (values.upperBound - 1) << UInt64(low)
    let meanings = values.map { value in
      Descriptor(
        raw: descriptor.raw & ~mask | value << UInt64(low), level: descriptor.level,
        format: descriptor.format
      ).fields(forcedWriteBack: false).first { $0.name == field.name }?.meaning ?? ""
    }
    let place =
      field.bits.count == 1
      ? "bit \(low)" : "bits \(field.bits.upperBound):\(field.bits.lowerBound)"
    let processor =
      field.name == "XN"
      ? " on a processor with FEAT_XNX" : field.name == "MemAttr" ? " with HCR_EL2.FWB clear" : ""
    return Question(
      "An entry of \(descriptor.placeWords) is `\(descriptor.raw.hexWord)`. "
        + "What does its field \(field.name), \(place), say\(processor)?",
      form: .choice(
        right: field.meaning, wrong: context.random.shuffled(meanings.filter { !$0.isEmpty }),
        &context.random),
      hints: [
        "Write the digits around \(place) in binary.", "\(field.name) is \(field.valueText) here.",
      ],
      explanation: [
        "\(place.capitalizedFirst) of `\(descriptor.raw.hexWord)` \(field.bits.count == 1 ? "is" : "are") "
          + "\(field.valueText), and \(field.name) = \(field.valueText) says: \(field.meaning).",
        "The whole descriptor: \(descriptor.summary(forcedWriteBack: false)).",
      ])
  }
}
