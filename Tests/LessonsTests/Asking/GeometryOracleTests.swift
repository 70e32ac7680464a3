import NaiveEngine
import Testing

@testable import Lessons

/// Questions about the shape of tables against geometry typed in.
@Suite("Questions about shapes of tables have the answers of plain arithmetic")
struct GeometryOracleTests {
  private static let seeds = 0..<1000 as Range<UInt64>
  private static let pages = [4: 4096, 16: 16384, 64: 65536]
  /// What an entry of each level spans.
  private static let spans: [Int: [Int: String]] = [
    4: [0: "512G", 1: "1G", 2: "2M", 3: "4K"],
    16: [0: "128T", 1: "64G", 2: "32M", 3: "16K"],
    64: [1: "4T", 2: "512M", 3: "64K"],
  ]
  private static let runs: [Int: [Int: String]] = [
    4: [1: "16G", 2: "32M", 3: "64K"], 16: [2: "1G", 3: "2M"], 64: [2: "16G", 3: "2M"],
  ]
  private static let names: [Int: [String]] = [
    2: ["", "", "PGD", "PTE"], 3: ["", "PGD", "PMD", "PTE"], 4: ["PGD", "PUD", "PMD", "PTE"],
    5: ["P4D", "PUD", "PMD", "PTE"],
  ]

  private func level(_ text: String) -> Int { Asked.number(in: text, /level (-?\d)/) ?? 99 }

  /// The first level and the bits its table resolves, by taking levels away from below.
  private func start(_ bits: Int, _ kilobytes: Int, extra: Int = 0) -> (level: Int, bits: Int) {
    let page = [4: 12, 16: 14, 64: 16][kilobytes] ?? 0
    var (left, level) = (bits - page, 3)
    while left > page - 3 + extra {
      left -= page - 3
      level -= 1
    }
    return (level, left)
  }

  @Test("start-level and table-entries")
  func starts() throws {
    for seed in Self.seeds {
      let question = try Asked.drill(StartLevelQuestion.self, seed: seed)
      let bits = Asked.number(in: question.prompt[0], /(\d+)-bit/) ?? 0
      let expected = start(bits, Asked.granule(question.prompt[0])).level
      #expect(question.answer == "level \(expected)", "seed \(seed)")

      let entries = try Asked.drill(TableEntriesQuestion.self, seed: seed)
      let kilobytes = Asked.granule(entries.prompt[0])
      let first = Asked.number(in: entries.prompt[0], /(\d+)-bit/).map { start($0, kilobytes) }
      let count = first.map { 1 << $0.bits } ?? (Self.pages[kilobytes] ?? 0) / 8
      #expect(entries.answer == "\(count)", "seed \(seed)")
      if let first { #expect(level(entries.prompt[0]) == first.level, "seed \(seed)") }
    }
  }

  @Test("span and contiguous-span")
  func spans() throws {
    for seed in Self.seeds {
      for (kind, sizes) in [
        (SpanQuestion.self, Self.spans), (ContiguousSpanQuestion.self, Self.runs),
      ] as [(any DrillMaker.Type, [Int: [Int: String]])] {
        let question = try Asked.drill(kind, seed: seed)
        let expected = sizes[Asked.granule(question.prompt[0])]?[level(question.prompt[0])]
        #expect(question.answer == expected, "\(kind.kind), seed \(seed)")
      }
    }
  }

  @Test("linux-name")
  func linuxNames() throws {
    for seed in Self.seeds {
      let question = try Asked.drill(LinuxNameQuestion.self, seed: seed)
      let count = Asked.number(in: question.prompt[0], /LEVELS=(\d)/) ?? 0
      let level = level(question.prompt[0])
      let expected = level == -1 ? "PGD" : Self.names[count]?[level]
      #expect(question.answer == expected, "seed \(seed): \(question.prompt[0])")
    }
  }

  @Test("first-tables")
  func firstTables() throws {
    for seed in Self.seeds {
      let question = try Asked.drill(FirstTablesQuestion.self, seed: seed)
      let prompt = question.prompt[0]
      let bits = Asked.number(in: prompt, /(\d+)-bit/) ?? 0
      let kilobytes = Asked.granule(prompt)
      let first = start(bits, kilobytes, extra: 4)
      let stride = [4: 9, 16: 11, 64: 13][kilobytes] ?? 0
      if prompt.contains("At which level") {
        #expect(question.answer == "level \(first.level)", "seed \(seed)")
      } else {
        #expect(question.answer == "\(1 << max(0, first.bits - stride))", "seed \(seed): \(prompt)")
        #expect(level(prompt) == first.level, "seed \(seed)")
      }
    }
  }
}
