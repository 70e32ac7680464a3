import NaiveEngine
import Testing
import VMSA

@testable import Lessons

/// Questions about faults against the naive engine's end of the same translation.
@Suite("Questions about faults have the answers of a second engine")
struct FaultOracleTests {
  private static let seeds = 0..<1000 as Range<UInt64>

  /// The naive engine's end, taken apart.
  private struct End {
    var kind = ""
    var level = 0
    var stage = 1
    var isTable = false
    var address: UInt64?

    init(_ text: String) {
      let words = text.split(separator: " ").map(String.init)
      kind = words[0]
      guard kind != "ok" else { return }
      level = Int(words[1]) ?? 99
      stage = words[2] == "s2" ? 2 : 1
      isTable = words.contains("table")
      address = stage == 2 ? UInt64(words[words.count - 1]) : nil
    }

    var name: String {
      [
        "translation": "translation fault", "size": "address size fault",
        "flag": "access flag fault",
      ][
        kind] ?? "permission fault"
    }

    /// The fault status code.
    var code: UInt64 {
      if level == -1 { return kind == "size" ? 0x29 : 0x2B }
      let first: UInt64 = ["size": 0, "translation": 4, "flag": 8][kind] ?? 12
      return first + UInt64(level)
    }
  }

  private func end(_ question: Question) throws -> (TranslationCase, End) {
    let given = try #require(question.evidence?.translation)
    return (given, End(given.naiveEnd()))
  }

  /// Who asks for what, as the prompt says.
  private func check(_ prompt: String, tells given: TranslationCase, _ seed: UInt64) {
    let verb = ["reads", "writes", "fetches"][Int(given.access.kind.rawValue)]
    #expect(
      prompt.hasPrefix("\(given.access.isUnprivileged ? "EL0" : "EL1") \(verb) "), "seed \(seed)")
    #expect(Asked.numbers(prompt).first == given.address.raw, "seed \(seed)")
  }

  @Test("access")
  func access() throws {
    var seen: [String: Int] = [:]
    for seed in Self.seeds {
      let question = try Asked.drill(AccessQuestion.self, seed: seed)
      let (given, end) = try end(question)
      check(question.prompt[0], tells: given, seed)
      let stage = given.registers.hcrEL2 == 1 ? "stage \(end.stage) " : ""
      let expected = end.kind == "ok" ? "it succeeds" : stage + end.name
      #expect(question.answer == expected, "seed \(seed)")
      seen[end.kind, default: 0] += 1
      if end.stage == 2 { seen["stage 2", default: 0] += 1 }
    }
    for kind in ["ok", "translation", "flag", "permission", "stage 2"] {
      #expect(seen[kind, default: 0] > 20, "\(kind)")
    }
  }

  @Test("fault-level")
  func faultLevel() throws {
    for seed in Self.seeds {
      let question = try Asked.drill(FaultLevelQuestion.self, seed: seed)
      let (given, end) = try end(question)
      check(question.prompt[0], tells: given, seed)
      #expect(question.prompt[0].contains(end.name), "seed \(seed)")
      #expect(question.answer == "level \(end.level)", "seed \(seed)")
    }
  }

  @Test("syndrome: status, value and meaning")
  func syndrome() throws {
    var seen: [String: Int] = [:]
    for seed in Self.seeds {
      let question = try Asked.drill(SyndromeQuestion.self, seed: seed)
      let (given, end) = try end(question)
      let isFetch = given.access.kind == .execute
      let isWrite = given.access.kind == .write
      let isLower = given.access.isUnprivileged || end.stage == 2
      let family: UInt64 = isFetch ? 0x20 : 0x24
      let esr =
        (family + (isLower ? 0 : 1)) * 0x400_0000 + 0x200_0000 + end.code
        + (end.isTable ? 0x80 : 0) + (isWrite ? 0x40 : 0)
      let what = question.asked("what") ?? ""
      seen[what, default: 0] += 1
      switch what {
      case "status":
        check(question.prompt[0], tells: given, seed)
        #expect(question.answer == "\(end.code)", "seed \(seed)")
      case "value":
        check(question.prompt[0], tells: given, seed)
        #expect(Hexadecimal.parse(question.answer) == esr, "seed \(seed)")
      default:
        #expect(Asked.numbers(question.prompt[0]) == [esr], "seed \(seed)")
        let actor = isFetch ? "An instruction fetch" : isWrite ? "A data write" : "A data read"
        let article = end.name.hasPrefix("a") ? "an" : "a"
        let expected =
          "\(actor) from \(isLower ? "a lower" : "the current") exception level met \(article) "
          + "\(end.name) at level \(end.level)"
          + (end.isTable ? ", in stage 2, on the address of a stage 1 table." : ".")
        #expect(question.answer == expected, "seed \(seed)")
      }
    }
    #expect(seen.values.allSatisfy { $0 > 100 } && seen.count == 3)
  }

  @Test("first-fault")
  func firstFault() throws {
    var tables = 0
    for seed in Self.seeds {
      let question = try Asked.drill(FirstFaultQuestion.self, seed: seed)
      let (given, end) = try end(question)
      check(question.prompt[0], tells: given, seed)
      let place =
        end.stage == 1
        ? ""
        : end.isTable
          ? ", on the address of a stage 1 table entry" : ", on the output address of stage 1"
      #expect(
        question.answer == "stage \(end.stage) \(end.name) at level \(end.level)\(place)",
        "seed \(seed)")
      if let address = end.address {
        #expect(question.explanation[0].contains("`\(Hexadecimal.grouped(address))`"))
      }
      tables += end.isTable ? 1 : 0
    }
    #expect(tables > 100)
  }

  @Test("reads: as many as the naive engine reads, and (n + 1)(m + 1) − 1 with two stages")
  func reads() throws {
    var seen: Set<Int> = []
    for seed in Self.seeds {
      let question = try Asked.drill(ReadsQuestion.self, seed: seed)
      let given = try #require(question.evidence?.translation)
      let naive = given.naive
      _ = given.naiveEnd(naive)
      #expect(question.answer == "\(naive.read.count)", "seed \(seed)")
      seen.insert(naive.read.count)
    }
    // Four levels over three: 4 entries and 5 walks of 3; four alone.
    #expect(seen.isSuperset(of: [4, 19, 24]), "\(seen)")
  }

  @Test("make: whatever is typed, the naive engine judges it the same")
  func make() throws {
    for seed in Self.seeds {
      let question = try Asked.drill(MakeQuestion.self, seed: seed)
      guard case .made(let example, let failing, let judge) = question.form else {
        Issue.record("seed \(seed): \(question.form)")
        return
      }
      let given = try #require(question.evidence?.translation)
      let place = try #require(question.asked("place").flatMap { UInt64($0) })
      let goal = try #require(question.asked("goal"))
      let output = Asked.numbers(question.prompt[0])[2]
      var random = SeededRandom(seed: seed)
      let noise = example ^ 1 << random.number(below: 64)
      for word in [example, failing, noise, example ^ 1 << 10, example ^ 1 << 6, example ^ 1 << 7] {
        let (permits, forbids) = Self.goals[goal] ?? ("", "")
        let allows = permits.split(separator: " ").allSatisfy {
          leads(given, place, word, String($0), to: output)
        }
        let denies = forbids.split(separator: " ").allSatisfy {
          !succeeds(given, place, word, String($0))
        }
        #expect(
          judge(word).isRight == (allows && denies),
          "seed \(seed), \(goal), \(word): \(judge(word))")
      }
    }
  }

  /// What each goal's sentence asks for: level and access.
  private static let goals = [
    "el0-writes": ("0w", ""), "el0-reads-only": ("0r", "0w"), "el1-executes": ("1x", "0w"),
    "el1-only": ("1w", "0r 0x"), "el0-executes": ("0r 0x", "1w 1x"),
    "el1-reads-only": ("1r", "1w 1x 0w 0x"),
  ]

  private func naive(_ given: TranslationCase, _ place: UInt64, _ word: UInt64, _ access: String)
    -> [Substring]
  {
    var tried = given
    tried.entries[place] = word
    return tried.naive.translate(
      given.address.raw,
      NaiveTranslator.Question(
        what: access.last ?? "r", isEL0: access.first == "0", pan: false), both: true
    ).split(separator: " ")
  }

  private func succeeds(
    _ given: TranslationCase, _ place: UInt64, _ word: UInt64, _ access: String
  ) -> Bool {
    naive(given, place, word, access)[0] == "ok"
  }

  private func leads(
    _ given: TranslationCase, _ place: UInt64, _ word: UInt64, _ access: String, to output: UInt64
  ) -> Bool {
    let end = naive(given, place, word, access)
    guard end[0] == "ok", let reached = UInt64(end[1]) else { return false }
    // The output named is the leaf's; the offset in it comes on top.
    return reached >= output && (reached - output) < 1 << 42
      && (reached - output) == given.address.raw % Self.leafSize(given, place)
  }

  /// The bytes of the leaf at a place: what the walk to it leaves of the address.
  private static func leafSize(_ given: TranslationCase, _ place: UInt64) -> UInt64 {
    let naive = given.naive
    _ = given.naiveEnd(naive)
    let tables = NaiveTables(stage1Of: naive, address: given.address.raw)
    let level = tables.startLevel + naive.read.count - 1
    return 1 << UInt64(NaiveWalker.lowest[tables.kilobytes]?[level] ?? 0)
  }
}
