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
    var addresses = 0
    for seed in Self.seeds {
      let question = try Asked.drill(FirstFaultQuestion.self, seed: seed)
      let (given, end) = try end(question)
      check(question.prompt[0], tells: given, seed)
      if question.asked("what") == "address" {
        #expect(Hexadecimal.parse(question.answer) == end.address, "seed \(seed)")
        addresses += 1
        continue
      }
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
    #expect(tables > 100 && addresses > 50)
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
}
