import Lessons

/// `learn --grade`: what answers to a paper are worth.
struct PaperMarking {
  let paper: Paper
  let sheet: AnswerSheet
  let grade: Paper.Grade

  /// The most bytes a file of answers may have.
  private static let longestFile = 1 << 20

  init(file: String) throws {
    sheet = try AnswerSheet(
      yaml: try DocumentFile.text(file, limit: PaperMarking.longestFile), file: file)
    paper = try Paper(try Lesson.chosen(sheet.lesson), seed: sheet.seed, world: .ofProgram)
    guard sheet.answers.count <= paper.questions.count else {
      throw UsageError(
        description: "\(file): there are \(sheet.answers.count) answers, and the paper has "
          + "\(paper.questions.count) questions.")
    }
    grade = paper.grade(sheet.answers)
  }

  /// Writes it; throws where an answer is not right.
  func write(as format: LearnFormat) throws {
    try Output.write(format == .json ? try JSONOutput.text(Report(self)) : text)
    if grade.right < paper.questions.count { throw AnswerIsNo() }
  }

  private var text: String {
    var lines = [
      "\(paper.lesson.title), paper \(paper.seed): \(grade.right) of \(paper.questions.count) right"
    ]
    for (number, marking) in grade.markings.enumerated() where !marking.isRight {
      let answer = sheet.answers.indices.contains(number) ? sheet.answers[number] : ""
      let said = answer.isEmpty ? "no answer" : "“\(answer)”"
      lines.append(
        "\(number + 1). \(said): the answer is \(paper.questions[number].question.form.rightWords)")
      for paragraph in paper.questions[number].question.explanation {
        lines += LessonText(paragraph).plain.map { "   " + $0 }
      }
    }
    return lines.joined(separator: "\n")
  }

  /// The same for scripts.
  ///
  /// The keys are a promise: none is renamed or dropped while ``version`` is 1.
  private struct Report: Encodable {
    let version = 1
    let lesson: String
    let seed: UInt64
    let right: Int
    let total: Int
    let answers: [Answer]

    struct Answer: Encodable {
      let given: String
      let right: Bool
      let answer: String
    }

    init(_ marking: PaperMarking) {
      lesson = marking.paper.lesson.id
      seed = marking.paper.seed
      right = marking.grade.right
      total = marking.paper.questions.count
      answers = marking.paper.questions.enumerated().map { number, item in
        Answer(
          given: marking.sheet.answers.indices.contains(number)
            ? marking.sheet.answers[number] : "",
          right: marking.grade.markings[number].isRight, answer: item.question.form.rightInput)
      }
    }
  }
}
