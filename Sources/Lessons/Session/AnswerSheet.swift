import Documents

/// Answers to a paper, as a file that a student hands in.
///
/// `paper: one-address`, `seed: 7`, `answers: [b, 0x1f, "c a b"]`; an answer left out is “-”.
public struct AnswerSheet: Hashable, Sendable {
  /// The lesson's short name.
  public var lesson: String
  /// The paper's seed.
  public var seed: UInt64
  /// The answers in order.
  public var answers: [String]

  /// The most answers that are read.
  private static let most = 1_000

  /// Reads a sheet.
  ///
  /// - Throws: ``DocumentError`` with file, line and key.
  public init(yaml text: String, file: String) throws(DocumentError) {
    let root = try DocumentValue.root(of: text, file: file)
    let fields = try root.fields("paper", "seed", "answers")
    lesson = try fields.need("paper", of: root).text()
    seed = try fields.need("seed", of: root).word()
    answers = []
    for value in try fields.need("answers", of: root).list(atMost: AnswerSheet.most) {
      let answer = try value.text()
      answers.append(answer == "-" ? "" : answer)
    }
  }
}
