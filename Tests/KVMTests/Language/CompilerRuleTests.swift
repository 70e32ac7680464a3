import KVM
import Testing

@Suite("Models made from the step language")
struct CompilerRuleTests {
  @Test("a label whose step was left out leads to the next one kept")
  func leftOutLabelsLeadOn() throws {
    let source = """
      program p
      step A f
        next C
      step B f
      step C f
        when ed >= 6.12
      step D f
      """
    #expect(Language.run(try Language.model(source)).labels == ["A", "D"])
    #expect(Language.run(try Language.model(source, edition: .v6_12)).labels == ["A", "C", "D"])
  }

  @Test("a route sends on at once, also to routes, under the conditions on the way")
  func routes() throws {
    let source = """
      var a: 0..9 = 1
      program p
      step A f
        next R
      step B f
        next END
      route R
        next a == 1 -> S | B
      step C f
        next END
      route S
        next a == 2 -> B | C
      """
    #expect(Language.run(try Language.model(source)).labels == ["A", "C"])
    let other = source.replacing("= 1\n", with: "= 3\n")
    #expect(Language.run(try Language.model(other)).labels == ["A", "B"])
  }

  @Test("routes in a circle are an error, not a hang")
  func routesInACircle() {
    let source = "program p\nstep A f\nroute R\n  next S\nroute S\n  next R"
    guard case .syntax(let error)? = Language.modelError(source) else {
      Issue.record("it was taken")
      return
    }
    #expect(error.problem == .includesItself("S") || error.problem == .includesItself("R"))
  }

  @Test("an included program's end leads where the include says; its locals are the thread's")
  func includes() throws {
    let source = """
      program p
      step A f
      include q then C
      step B f
      step C f
        need model my.x == 4 "x"
      program q
      local x: 0..9 = 3
      step Q f
        do my.x += 1
        next END
      step R f
      """
    let run = Language.run(try Language.model(source))
    #expect(run.labels == ["A", "Q", "C"] && run.violation == nil)
    let circle = "program p\ninclude q then END\nprogram q\ninclude p then END"
    guard case .syntax(let error)? = Language.modelError(circle) else {
      Issue.record("it was taken")
      return
    }
    #expect(error.problem == .includesItself("p"))
  }

  @Test("quantifiers are what a loop over the members gives")
  func quantifiers() throws {
    let source = """
      var a[cells]: 0..9
      var r[rows][cells]: 0..99
      program p
      step A f
        do for i in cells: a[i] = i + 1
        do for j in rows: for i in cells: r[j][i] = j == 0 ? i : 9 + i if i != 1
        need model (all i in cells: a[i] > 0) and not (all i in cells: a[i] > 1) "all"
        need model (any i in cells: a[i] == 3) and not (any i in cells: a[i] == 4) "any"
        need model (sum i in cells: a[i]) == 6 "sum"
        need model (first i in cells: a[i] > 1) == 1 and (first i in cells: a[i] > 5) == none "first"
        need model r[0][2] == 2 and r[1][2] == 11 and r[1][1] == 0 "two indexes"
      """
    #expect(Language.run(try Language.model(source)).violation == nil)
  }

  @Test("an index outside its set is a violation of the model, not a trap")
  func indexOutOfRange() throws {
    for statement in [
      "a[k] = 1", "a[k - 9] = 1", "k = a[k]", "r[0][k] = 1", "r[k][0] = 1", "k = r[0][k - 5]",
      "a[3] = 1", "k = a[3]", "k = c[k]",
    ] {
      let source = """
        var a[cells]: 0..9
        var r[rows][cells]: 0..9
        var k: 0..9 = 4
        const c[cells]: 0..9
        program p
        step A f
          do \(statement)
        """
      let model = try Language.model(source, constants: ["c": [0, 0, 0]])
      #expect(Language.run(model).violation?.rule == .model, "\(statement)")
    }
  }

  @Test("a value its variable can't hold is a violation of the model")
  func valueOutOfRange() throws {
    for statement in ["k = 10", "k -= 5", "k += 6", "b = 2", "m = 3", "m = 0 - 2"] {
      let source = """
        var k: 0..9 = 4
        var b: flag
        var m: cells
        program p
        step A f
          do \(statement)
        """
      #expect(Language.run(try Language.model(source)).violation?.rule == .model, "\(statement)")
    }
    #expect(
      Language.modelError("var k: 0..9 = 10\nprogram p\nstep A f")
        == .valueOutOfRange(variable: "k", value: 10))
  }

  @Test("a function that was called otherwise before has the name of its edition")
  func formerNames() throws {
    let source = "program p\nstep A new\n  was old when ed < 6.1\n  was older when ed < 5.15"
    let names = try [Edition.v5_14, .v5_18, .v6_2].map {
      try Language.model(source, edition: $0).threads[0].steps[0].function
    }
    #expect(names == ["older", "old", "new"])
  }

  @Test("policies decide what is kept; a name or a choice that isn't there is an error")
  func policies() throws {
    let source = """
      policy way: left | right = left "which way"
      program p
      step L f
        when way == left
      step R f
        when way == right
      """
    #expect(Language.run(try Language.model(source)).labels == ["L"])
    let right = try Language.model(source, policies: ["way": "right"])
    #expect(Language.run(right).labels == ["R"])
    #expect(throws: ModelInputError.unknownPolicy("wya", known: ["way"])) {
      try Language.model(source, policies: ["wya": "left"])
    }
    let unknown = ModelInputError.unknownChoice(
      policy: "way", choice: "up", known: ["left", "right"])
    #expect(throws: unknown) { try Language.model(source, policies: ["way": "up"]) }
  }

  @Test(
    "names that nothing declares, and numbers of indexes and arguments that don't fit",
    arguments: [
      ("do b = 1", "nothing is called “b”"), ("do a[0] = 1", "takes 0 indexes, found 1"),
      ("do a = f(1, 2)", "takes 1 arguments, found 2"), ("do a = g(1)", "nothing is called “g”"),
      ("next X", "nothing is called “X”"), ("acquire l read", "nothing is called “l”"),
      ("need I9 a == 1 \"x\"", "nothing is called “I9”"), ("when a == 1", "before anything runs"),
      ("do for i in things: a = i", "nothing is called “things”"),
      ("say \"{b}\"", "nothing is called “b”"), ("do r(1)", "takes 2 arguments, found 1"),
    ])
  func unresolved(clause: String, words: String) throws {
    let source = """
      var a: 0..9
      define f(x) = x
      routine r(x, y)
        do a = x
      program p
      step A fun
        \(clause)
      """
    let error = try #require(Language.modelError(source))
    #expect(error.words.contains(words), "\(error.words)")
  }

  @Test("a formula that calls itself is an error, not a hang")
  func definitionsInACircle() {
    #expect(
      Language.modelError("define f(x) = f(x)\nvar a: 0..9\nprogram p\nstep A g\n  do a = f(1)")
        != nil)
    #expect(Language.modelError("routine r()\n  do r()\nprogram p\nstep A g\n  do r()") != nil)
  }
}
