import Documents
import KVM
import TestSupport
import Testing

@Suite("What is wrong with a text of the step language, and where")
struct SyntaxErrorTests {
  struct Wrong: CustomTestStringConvertible, Sendable {
    var source: String
    var line: Int
    var column: Int
    var words: String
    var testDescription: String { source }

    init(_ source: String, _ line: Int, _ column: Int, _ words: String) {
      (self.source, self.line, self.column, self.words) = (source, line, column, words)
    }
  }

  static let wrong: [Wrong] = [
    // Tokens.
    Wrong("var a: $", 1, 8, "“$” means nothing"),
    Wrong("var a: flag \"open", 1, 13, "no closing quotation mark"),
    Wrong("var a: 0..1000000", 1, 11, "1000000 is too large"),
    Wrong("var a: 0..99999999999999999999", 1, 11, "too large"),
    Wrong("define f() = 6.100", 1, 14, "6.100 is too large"),
    Wrong("# a comment\n\n  var a: %", 3, 10, "“%”"),
    // Declarations.
    Wrong("vra a: flag", 1, 1, "policy, const, var"),
    Wrong("var : flag", 1, 5, "a variable's name"),
    Wrong("var a flag", 1, 7, "“:”"),
    Wrong("var a: 1", 1, 9, "“..”"),
    Wrong("var a[cells: flag", 1, 12, "“]”"),
    Wrong("var a: { }", 1, 10, "a choice"),
    Wrong("var a: { x, y", 1, 14, "“}”"),
    Wrong("var a: flag b", 1, 13, "the end of the line"),
    Wrong("policy p: a | b = c", 1, 19, "nothing is called “c”"),
    Wrong("policy p: a | = a", 1, 15, "a choice"),
    Wrong("policy p: a | b", 1, 16, "“=”"),
    Wrong("define f(a, ) = 1", 1, 13, "a name"),
    Wrong("define f(a) 1", 1, 13, "“=”"),
    Wrong("routine r(a)\n  do", 2, 5, "a variable or a routine"),
    Wrong("lock l", 1, 7, "“:”"),
    Wrong("invariant I1 true", 1, 14, "“always”"),
    // Programs and clauses.
    Wrong("program", 1, 8, "a program's name"),
    Wrong("program p\nparam", 2, 6, "a parameter"),
    Wrong("program p\ninclude q", 2, 10, "“then”"),
    Wrong("program p\nstep A f\n  doo x = 1", 3, 3, "a clause of a step"),
    Wrong("program p\nstep A f g", 2, 10, "the end of the line"),
    Wrong("program p\nstep A f\n  was g", 3, 8, "“when”"),
    Wrong("program p\nstep A f\n  acquire l", 3, 12, "read or write"),
    Wrong("program p\nstep A f\n  do a", 3, 7, "“=”, “+=”, “-=” or “(”"),
    Wrong("program p\nstep A f\n  do a = 1;", 3, 12, "a variable or a routine"),
    Wrong("program p\nstep A f\n  do for x cells: a = 1", 3, 12, "“in”"),
    Wrong("program p\nstep A f\n  next a ==", 3, 12, "a value"),
    Wrong("program p\nstep A f\n  next 1 + 2", 3, 13, "“->” and a label"),
    Wrong("program p\nstep A f\n  next any A,", 3, 14, "a label"),
    // Formulas.
    Wrong("define f() = (1", 1, 16, "“)”"),
    Wrong("define f() = 1 ? 2", 1, 19, "“:”"),
    Wrong("define f() = all x cells: 1", 1, 20, "“in”"),
    Wrong("define f() = g(1", 1, 17, "“)”"),
    Wrong("define f() = a[1", 1, 17, "“]”"),
    Wrong("define f() = not", 1, 17, "a value"),
  ]

  @Test("every error has its line and column", arguments: wrong)
  func placed(item: Wrong) throws {
    let error = try #require(Language.syntaxError(item.source), "it was taken")
    #expect(error.text == "t")
    #expect((error.place.line, error.place.column) == (item.line, item.column), "\(error)")
    #expect("\(error)".contains(item.words), "\(error)")
    #expect("\(error)".hasPrefix("t:\(item.line):\(item.column): "))
  }

  /// Every clause and every kind of formula once.
  static let everything = """
    policy way: left | right = left "which way"
    const c[cells]: 0..9 "given"
    var a[cells]: entry "entries"
    var k: 0..9 = 4 "a number"
    lock l: spinlock when ed < 5.18 | rwlock fair way == left "a lock"
    define f(x) = all i in cells: not (c[i] == x) or -1 < x
    routine r(x)
      do for i in cells: a[i] = leaf(x, true, false, true) if i == x
    invariant I2 when way == right always all i in cells: isLeaf(a[i]) "{i} is free"
    program p "a program"
    param n: { one, two }, m: cells, o
    local x: cells = none "a cell"
    include q then B when way == left
    step A do_it
      was did_it when ed < 6.1
      when ed >= 5.15 and not (way == right)
      wait k == 4 and (all t in threads: t == me) "others"
      acquire l write
      need I6 holds(l) "not held"
      do my.x = 1; k += 1; k -= 1; r(2) if k < 9
      check I8 f(3) ? true : false "no"
      release l
      next my.x == none -> A | any i in cells: c[i] == 1 -> B | END
      say "goes on to {my.x}" if k == 4
      src "somewhere"
    mark B
    route R
      next any A, B
    program q
    step Q f
      queue l
    """

  @Test("a text that ends at any byte is read or refused")
  func truncation() throws {
    #expect(Language.syntaxError(Self.everything) == nil)
    let bytes = Array(Self.everything.utf8)
    var read = 0
    for end in bytes.indices {
      let error = Language.syntaxError(String(decoding: bytes[..<end], as: UTF8.self))
      guard let error else {
        read += 1
        continue
      }
      #expect(error.place.line >= 1 && error.place.column >= 1, "\(end)")
    }
    #expect(read > 20 && read < bytes.count / 2)
  }

  @Test(
    "so are the kernel's own texts, cut at random", arguments: StepLibrary.standardTexts.indices)
  func truncatedLibrary(number: Int) {
    let (name, source) = StepLibrary.standardTexts[number]
    let seed = seed(of: "truncation", name)
    print("truncation of \(name), seed \(seed)")
    var random = SplitMix64(seed: seed)
    let bytes = Array(source.utf8)
    for _ in 0..<12 {
      let end = Int(random.next() % UInt64(bytes.count))
      let error = Language.syntaxError(String(decoding: bytes[..<end], as: UTF8.self))
      #expect(error.map { $0.place.line >= 1 } ?? true, "seed \(seed), \(end) bytes")
    }
  }

  @Test("tokens left out or doubled at random: read or refused, never a trap")
  func tokenDeletion() throws {
    let seed = seed(of: "token deletion")
    print("token deletion, seed \(seed)")
    var random = SplitMix64(seed: seed)
    let base = try Scenario(yaml: ScenarioErrorTests.good, file: "t.yaml")
    var made = 0
    for _ in 0..<30 {
      var texts = StepLibrary.standardTexts
      let which = Int(random.next() % UInt64(texts.count))
      var words = texts[which].source.split(separator: " ", omittingEmptySubsequences: false)
      let place = Int(random.next() % UInt64(words.count))
      if random.once(in: 3) {
        words.insert(words[place], at: place)
      } else {
        words.remove(at: place)
      }
      texts[which].source = words.joined(separator: " ")
      guard let library = try? StepLibrary(texts: texts),
        let (model, _) = try? base.model(library: library)
      else { continue }
      made += 1
      guard made % 2 == 0 else { continue }
      var run = RandomRun(model, seed: random.next())
      for _ in 0..<60 { _ = run.step() }
    }
    #expect(made > 4, "seed \(seed)")
  }

  @Test("formulas nested deeper than any person writes them", arguments: [10, 100, 2_000, 20_000])
  func nesting(depth: Int) {
    for (open, close) in [("(", ")"), ("not ", ""), ("- ", ""), ("f(", ")"), ("1 ? 1 : ", "")] {
      let formula =
        String(repeating: open, count: depth) + "1" + String(repeating: close, count: depth)
      let error = Language.syntaxError("define g() = " + formula)
      #expect(error == nil || depth > 40)
    }
  }
}
