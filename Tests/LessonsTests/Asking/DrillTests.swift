import Lessons
import Testing

@Suite("Drills")
struct DrillTests {
  static let drills = QuestionKinds.drills.indices

  @Test("of a hundred seeds every question is sound, and can be shown as it is", arguments: drills)
  func sound(number: Int) throws {
    let kind = QuestionKinds.drills[number]
    for seed in 0..<100 as Range<UInt64> {
      let question = try Asked.drill(kind, seed: seed)
      #expect(question.form.isSound, "\(kind.kind), seed \(seed): \(question.form)")
      #expect(question.form.mark(question.form.rightInput).isRight, "\(kind.kind), seed \(seed)")
      #expect(!question.form.mark(question.form.wrongInput).isRight, "\(kind.kind), seed \(seed)")
      #expect(!question.prompt.joined().isEmpty && !question.explanation.isEmpty)
      #expect((1...2).contains(question.hints.count), "\(kind.kind), seed \(seed)")
      let lines = question.prompt + question.figure + question.hints + question.explanation
      for scalar in lines.joined().unicodeScalars
      where scalar.properties.generalCategory == .control {
        Issue.record("\(kind.kind), seed \(seed): control character \(scalar.value)")
      }
    }
  }

  @Test("the same seed asks the same, and others ask something else", arguments: drills)
  func seeds(number: Int) throws {
    let kind = QuestionKinds.drills[number]
    var different: Set<[String]> = []
    for seed in 0..<30 as Range<UInt64> {
      let question = Self.text(try Asked.drill(kind, seed: seed))
      #expect(
        question == Self.text(try Asked.drill(kind, seed: seed)), "\(kind.kind), seed \(seed)")
      different.insert(question)
    }
    #expect(different.count > 4, "\(kind.kind)")
  }

  @Test("every kind has a word, a heading and keys of its own")
  func names() {
    let words = QuestionKinds.all.map { $0.kind }
    #expect(Set(words).count == words.count)
    #expect(Set(QuestionKinds.drills.map { $0.title }).count == QuestionKinds.drills.count)
    for kind in QuestionKinds.all { #expect(Set(kind.keys).count == kind.keys.count) }
  }

  private static func text(_ question: Question) -> [String] {
    question.prompt + question.figure + question.explanation + question.hints
      + [question.form.rightInput, question.form.rightWords, question.form.wrongInput]
  }
}
