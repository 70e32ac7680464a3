import Testing

@testable import Lessons

/// Questions about TLBs and changes of live entries.
@Suite("Questions about TLBs and breaks have the answers of a second engine")
struct TLBOracleTests {
  private static let seeds = 0..<1000 as Range<UInt64>

  @Test("tlb: stale, new, fault and conflict all come up")
  func tlb() throws {
    var seen: [String: Int] = [:]
    for seed in Self.seeds {
      let question = try Asked.drill(TLBQuestion.self, seed: seed)
      let last = NaiveTLB(question.figure).last
      let words =
        switch last {
        case "fault": "it takes a translation fault"
        case "conflict": "the TLB has two answers: it reaches either, or takes a TLB conflict abort"
        default: "it reaches \(last)"
        }
      #expect(question.answer == words, "seed \(seed): \(question.figure)")
      seen[last.hasPrefix("0x") ? "reached" : last, default: 0] += 1
    }
    for kind in ["reached", "fault", "conflict"] {
      #expect(seen[kind, default: 0] > 20, "\(kind): \(seen)")
    }
  }

  @Test("tlb: the textbook cases, stated in a file")
  func stated() throws {
    let cases: [(String, String)] = [
      (
        "[map 0x1000 to 0x8000 asid 1, use 0x1000 asid 1, map 0x1000 to 0x9000 asid 1, use 0x1004 asid 1]",
        "it reaches 0x0000_8004"
      ),
      (
        "[map 0x1000 to 0x8000 asid 1, use 0x1000 asid 1, map 0x1000 to 0x9000 asid 1, tlbi vae1 0x1000 asid 1, use 0x1004 asid 1]",
        "it reaches 0x0000_9004"
      ),
      (
        "[map 0x1000 to 0x8000 global, use 0x1000 asid 1, unmap 0x1000 global, tlbi aside1 asid 2, use 0x1000 asid 2]",
        "it reaches 0x0000_8000"
      ),
      (
        "[map 0x1000 to 0x8000 asid 1, use 0x1000 asid 1, map 0x0 to 0x200000 asid 1 block, use 0x0 asid 1, use 0x1000 asid 1]",
        "the TLB has two answers: it reaches either, or takes a TLB conflict abort"
      ),
    ]
    for (steps, expected) in cases {
      let maker = try Asked.maker(TLBQuestion.self, "steps: \(steps)")
      let question = try Asked.question(maker, seed: 1)
      #expect(question.answer == expected, "\(steps)")
      #expect(question.form.isSound)
    }
  }

  @Test("tlb: steps that mean nothing are named with their place")
  func badSteps() {
    for steps in [
      "[use]", "[map 0x1000 to 0x2000]", "[jump 0x1000, use 0x1000]", "[tlbi alle3, use 0x1000]",
      "[use 0x1000 asid 70000]", "[use 0x1000 asid 1 twice]", "[]",
    ] {
      #expect(throws: (any Error).self, "\(steps)") {
        try Asked.maker(TLBQuestion.self, "steps: \(steps)")
      }
    }
  }

  /// The bits whose change needs a break, typed from the architecture: memory type, shareability,
  /// the Contiguous bit, nT, and nG of stage 1.
  private func needsBreak(_ old: UInt64, _ new: UInt64, level: Int, _ prompt: String) -> Bool {
    guard old % 2 == 1, new % 2 == 1 else { return false }
    // A table and a block, or a page and something reserved.
    if old % 4 != new % 4 { return level == 3 ? new % 4 == 3 : true }
    let lowest = [4: [1: 30, 2: 21, 3: 12], 16: [2: 25, 3: 14], 64: [2: 29, 3: 16]]
    let low = lowest[Asked.granule(prompt)]?[level] ?? 0
    var bits = Array(low...47) + [52, 8, 9, 2, 3, 4]
    bits.append(prompt.contains("stage 2") ? 5 : 11)
    if level < 3 { bits.append(16) }
    return bits.contains { (old ^ new) / (1 << UInt64($0)) % 2 == 1 }
  }

  @Test("break: by bits typed from the architecture")
  func breaks() throws {
    var seen: [Bool: Int] = [:]
    for seed in Self.seeds {
      let question = try Asked.drill(BreakQuestion.self, seed: seed)
      let prompt = question.prompt[0]
      let numbers = Asked.numbers(prompt)
      let level = try #require(Asked.number(in: prompt, /level (\d)/))
      let expected = needsBreak(numbers[0], numbers[1], level: level, prompt)
      #expect(question.answer.hasPrefix(expected ? "yes" : "no"), "seed \(seed): \(prompt)")
      seen[expected, default: 0] += 1
    }
    #expect(seen.values.allSatisfy { $0 > 200 } && seen.count == 2)
  }

  @Test("break-order: break, barrier, each TLBI with its barrier, IPA before stage 1, make")
  func order() throws {
    for seed in Self.seeds {
      let question = try Asked.drill(BreakOrderQuestion.self, seed: seed)
      guard case .order(let items, let right) = question.form else {
        Issue.record("seed \(seed): \(question.form)")
        return
      }
      let ordered = right.map { items[$0] }
      #expect(ordered[0].hasPrefix("write 0 to"), "seed \(seed)")
      #expect(ordered[1].hasPrefix("DSB ISHST"), "seed \(seed)")
      let isStage2 = question.prompt[0].contains("stage 2")
      #expect(ordered.count == (isStage2 ? 7 : 5), "seed \(seed): \(ordered)")
      for place in stride(from: 2, to: ordered.count - 1, by: 2) {
        let name = try #require(ordered[place].split(separator: " ").dropFirst().first)
        #expect(ordered[place].hasPrefix("TLBI "), "seed \(seed)")
        #expect(ordered[place + 1].hasPrefix("DSB ISH: wait until \(name)"), "seed \(seed)")
      }
      if isStage2 { #expect(ordered[2].contains("IPAS2") && ordered[4].contains("VMALLE1IS")) }
      #expect(ordered.last?.hasPrefix("write the new") == true, "seed \(seed)")
    }
  }

  @Test("contiguous: members compared one by one")
  func contiguous() throws {
    var seen: [String: Int] = [:]
    for seed in Self.seeds {
      let question = try Asked.drill(ContiguousQuestion.self, seed: seed)
      let prompt = question.prompt[0]
      let isSmall = Asked.granule(prompt) == 4
      let count = isSmall ? 16 : 32
      guard !question.figure.isEmpty else {
        let member = try #require(Asked.number(in: prompt, /Entry (\d+)/))
        #expect(question.answer == "\(member / count * count)", "seed \(seed)")
        seen["first", default: 0] += 1
        continue
      }
      #expect(question.figure.count == count, "seed \(seed)")
      let isPage = prompt.contains("level 3")
      let size: UInt64 =
        isPage ? (isSmall ? 4096 : 65536) : (isSmall ? 2_097_152 : 536_870_912)
      let words = Asked.words(question.figure)
      let first = try #require(words.first)
      let bad = words.indices.first { place in
        let expected = first.word + UInt64(place) * size
        // The access flag may differ: bit 10.
        return words[place].word != expected && words[place].word != expected - 1024
      }
      let expected = bad.map { "no: entry \(words[$0].index) " } ?? "yes"
      #expect(question.answer.hasPrefix(expected), "seed \(seed)")
      seen[bad == nil ? "yes" : "no", default: 0] += 1
    }
    #expect(seen.values.allSatisfy { $0 > 100 } && seen.count == 3, "\(seen)")
  }
}
