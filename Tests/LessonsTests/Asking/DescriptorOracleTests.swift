import NaiveEngine
import Testing
import VMSA

@testable import Lessons

/// Questions about one descriptor against division, and meanings typed from the architecture.
@Suite("Questions about descriptors have the answers of plain arithmetic")
struct DescriptorOracleTests {
  private static let seeds = 0..<1000 as Range<UInt64>

  /// What a prompt says of a descriptor.
  private struct Shown {
    let raw: UInt64
    let level: Int
    let kilobytes: Int
    let isStage2: Bool
    let isWide: Bool

    init(_ prompt: String) throws {
      raw = try #require(Asked.numbers(prompt).first)
      level = try #require(Asked.number(in: prompt, /level (-?\d)/))
      kilobytes = Asked.granule(prompt)
      isStage2 = prompt.contains("of stage 2")
      isWide = prompt.contains("52-bit")
    }

    func field(_ low: Int, _ count: Int) -> UInt64 {
      let above = raw / (1 << UInt64(low))
      return count == 64 ? above : above % (1 << UInt64(count))
    }

    var kind: String {
      if raw % 2 == 0 { return "invalid" }
      if raw % 4 == 3 { return level == 3 ? "page" : "table" }
      let blocks = NaiveWalker.blocks[kilobytes]
      let has = level < 3 && (isWide ? blocks?.wide : blocks?.narrow)?.contains(level) == true
      return has ? "block" : "reserved, treated as invalid"
    }

    var address: UInt64 {
      let lowest = NaiveWalker.lowest[kilobytes] ?? [:]
      let low = (kind == "table" ? lowest[3] : lowest[level]) ?? 0
      let plain = field(low, 48 - low) * (1 << UInt64(low))
      guard isWide else { return plain }
      if kilobytes == 64 { return plain + field(12, 4) * (1 << 48) }
      return plain + field(48, 2) * (1 << 48) + field(8, 2) * (1 << 50)
    }
  }

  @Test("descriptor-kind: all five come up")
  func kinds() throws {
    var seen: Set<String> = []
    for seed in Self.seeds {
      let question = try Asked.drill(DescriptorKindQuestion.self, seed: seed)
      let shown = try Shown(question.prompt[0])
      #expect(question.answer == shown.kind, "seed \(seed): \(question.prompt[0])")
      seen.insert(shown.kind)
    }
    #expect(seen.count == 5)
  }

  @Test("descriptor-address")
  func addresses() throws {
    for seed in Self.seeds {
      let question = try Asked.drill(DescriptorAddressQuestion.self, seed: seed)
      let shown = try Shown(question.prompt[0])
      #expect(
        Hexadecimal.parse(question.answer) == shown.address, "seed \(seed): \(question.prompt[0])")
    }
  }

  /// Lowest bit, how many bits, and what their values mean.
  private static let fields: [String: (low: Int, count: Int, meanings: [String])] = [
    "UXN": (54, 1, ["EL0 may execute", "EL0 never executes"]),
    "PXN": (53, 1, ["EL1 may execute", "EL1 never executes"]),
    "XN": (
      53, 2,
      ["execute at EL1 and EL0", "execute at EL0 only", "never execute", "execute at EL1 only"]
    ),
    "Contiguous": (52, 1, ["alone", "one of a contiguous run"]),
    "DBM": (51, 1, ["writable only by software", "hardware may make it writable"]),
    "nG": (11, 1, ["global", "this address space only"]),
    "AF": (10, 1, ["not accessed yet", "accessed"]),
    "SH": (8, 2, ["non-shareable", "reserved shareability", "outer shareable", "inner shareable"]),
    "AP": (
      6, 2,
      [
        "EL1 read and write, EL0 none", "EL1 and EL0 read and write", "EL1 read, EL0 none",
        "EL1 and EL0 read",
      ]
    ),
    "S2AP": (6, 2, ["no access", "read", "write", "read and write"]),
    "AttrIndx": (2, 3, (0..<8).map { "memory type \($0) of MAIR" }),
    "APTable": (
      61, 2,
      [
        "no restriction", "no EL0 access below", "no writes below",
        "no writes and no EL0 access below",
      ]
    ),
    "UXNTable": (60, 1, ["no restriction", "EL0 executes nothing below"]),
    "PXNTable": (59, 1, ["no restriction", "EL1 executes nothing below"]),
  ]

  @Test("descriptor-field")
  func meanings() throws {
    var seen: Set<String> = []
    for seed in Self.seeds {
      let question = try Asked.drill(DescriptorFieldQuestion.self, seed: seed)
      let prompt = question.prompt[0]
      let shown = try Shown(prompt)
      let name = try #require(prompt.firstMatch(of: /its field (\w+),/)).output.1
      seen.insert(String(name))
      guard name != "MemAttr" else {
        #expect(question.answer == memoryType(shown.field(2, 4)), "seed \(seed)")
        continue
      }
      // With FEAT_HAFT a table's bit 10 is an access flag.
      let isTable = shown.kind == "table"
      if isTable && name == "AF" {
        #expect(question.answer.hasSuffix("(with FEAT_HAFT)"), "seed \(seed)")
        continue
      }
      let field = try #require(Self.fields[String(name)])
      var expected = field.meanings[Int(shown.field(field.low, field.count))]
      if name == "PXN" && shown.field(53, 1) == 0 && shown.field(6, 2) == 1 {
        expected = "EL1 never executes what EL0 can write"
      }
      #expect(question.answer == expected, "seed \(seed): \(prompt)")
    }
    #expect(seen.isSuperset(of: ["XN", "S2AP", "AP", "UXN", "APTable", "MemAttr"]))
  }

  private func memoryType(_ bits: UInt64) -> String {
    if bits < 4 {
      return ["Device-nGnRnE", "Device-nGnRE", "Device-nGRE", "Device-GRE"][Int(bits)]
    }
    let names = ["", "NC", "WT", "WB"]
    let (outer, inner) = (names[Int(bits / 4)], names[Int(bits % 4)])
    if inner.isEmpty { return "reserved memory type" }
    return outer == inner ? "Normal \(outer)" : "Normal outer \(outer) inner \(inner)"
  }
}
