import Documents
import VMSA

/// “What does ESR say of this fault?”, and the other way round.
struct SyndromeQuestion: DrillMaker {
  static let kind = "syndrome"
  static let title = "Syndromes of faults"
  /// Those of a case, and `what`: status (DFSC or IFSC), value (all of ESR) or meaning.
  static let keys = CaseChoice.keys + ["what"]
  let choice: CaseChoice
  let what: What?

  /// What is asked for.
  enum What: String, CaseIterable, Sendable {
    case status, value, meaning
  }

  init(_ fields: QuestionFields) throws(DocumentError) {
    choice = try CaseChoice(fields)
    what = try fields["what"]?.one(of: ["status": .status, "value": .value, "meaning": .meaning])
  }

  init(difficulty: Int) {
    choice = CaseChoice(difficulty: difficulty)
    what = nil
  }

  func question(in context: inout QuestionContext) throws(LessonError) -> Question {
    let open: [What] = choice.difficulty == 1 ? [.status, .meaning] : What.allCases
    let what = self.what ?? context.random.one(of: open) ?? .status
    let taken = try choice.take(&context, canFault: true) {
      $0.translation.fault?.status.code != nil
    }
    guard let fault = taken.translation.fault, let code = fault.status.code else {
      throw LessonError("the access has no fault with a status")
    }
    let abort = taken.translator.abort(for: fault, at: taken.address, access: taken.access)
    let syndrome = abort.syndrome
    let register = "ESR_EL\(abort.exceptionLevel)"
    let isFetch = taken.access.kind == .execute
    let story =
      "\(taken.accessWords) and gets a \(fault.stage.words) \(fault.status.words)"
      + (fault.isStage1TableWalk ? " on the address of a stage 1 table" : "")
    let evidence = TranslationEvidence(taken, asked: "syndrome what=\(what.rawValue)")
    let explanation = Self.explanation(syndrome, code: code)
    switch what {
    case .status:
      return Question(
        "\(story). Which fault status does \(register) have in its \(isFetch ? "IFSC" : "DFSC"), "
          + "bits 5:0?", form: .number(UInt64(code), unit: ""),
        hints: [
          "Bits 1:0 of the status are the level.",
          "Address size faults begin at 0x00, translation faults at 0x04, access flag faults at "
            + "0x08, permission faults at 0x0c.",
        ], explanation: explanation, evidence: evidence)
    case .value:
      return Question(
        "\(story). It is taken to EL\(abort.exceptionLevel), with ISV clear and no error of memory. "
          + "Which value has \(register)?", form: .address(syndrome.raw),
        hints: [
          "EC (bits 31:26) is 0x24 or 0x25 for data, 0x20 or 0x21 for instructions, the lower one "
            + "from a lower exception level; IL (25) is 1.",
          "Then S1PTW (7), WnR (6) and the fault status (5:0).",
        ], explanation: explanation, evidence: evidence)
    case .meaning:
      return Question(
        "\(register) is `\(syndrome.raw.hex)` when an exception is taken. What happened?",
        form: .choice(
          right: syndrome.sentence, wrong: Self.mistakes(syndrome.raw), &context.random),
        hints: [
          "EC is bits 31:26, \(Hexadecimal.plain(syndrome.raw >> 26)).",
          "The status is bits 5:0, \(Hexadecimal.plain(UInt64(code))): its lowest two bits are the "
            + "level.",
        ], explanation: explanation, evidence: evidence)
    }
  }

  /// What syndromes say that differ in one thing.
  private static func mistakes(_ raw: UInt64) -> [String] {
    let kinds = [raw ^ 0x4, raw ^ 0x8].filter { FaultStatus(code: UInt8($0 & 0x3F)).level != nil }
    let others = [raw ^ 1 << 26, raw ^ 1 << 6, raw ^ 1, raw ^ 2, raw ^ 1 << 7] + kinds
    return others.map { ExceptionSyndrome(raw: $0).sentence }
  }

  private static func explanation(_ syndrome: ExceptionSyndrome, code: UInt8) -> [String] {
    let fields = syndrome.fields.filter {
      ["EC", "IL", "S1PTW", "WnR", "DFSC", "IFSC"].contains($0.name)
    }
    return [
      syndrome.sentence,
      "`\(syndrome.raw.hex)`: "
        + fields.map { "\($0.name) = \(Hexadecimal.plain($0.value)), \($0.meaning)" }
        .joined(separator: "; ") + ".",
      "Arm ARM, “ESR_EL1, Exception Syndrome Register (EL1)”.",
    ]
  }
}
