import Lessons
import Testing

@Suite("Lesson text")
struct LessonTextTests {
  @Test("paragraphs flow, items and indented lines stay apart")
  func blocks() {
    let text = LessonText("One\ntwo.\n\n- a\n  b\n- c\n\n    x  y\n    z\n")
    #expect(
      text.blocks == [
        .paragraph([.init(text: "One two.", kind: .plain)]),
        .item([.init(text: "a b", kind: .plain)]), .item([.init(text: "c", kind: .plain)]),
        .preformatted(["x  y", "z"]),
      ])
    #expect(text.plain == ["One two.", "- a b", "- c", "x  y", "z"])
  }

  @Test(
    "a mark without its partner stands for itself",
    arguments: [
      ("a `b` *c*", "plain:a |code:b|plain: |strong:c"), ("a ` b", "plain:a ` b"),
      ("2 * 3 * 4", "plain:2 * 3 * 4"), ("``", "plain:``"), ("*", "plain:*"),
      ("v0*3 n1", "plain:v0*3 n1"), ("`v0*3`.", "code:v0*3|plain:."),
    ])
  func spans(line: String, expected: String) {
    let found = LessonText.spans(line).map { "\($0.kind):\($0.text)" }.joined(separator: "|")
    #expect(found == expected)
  }
}
