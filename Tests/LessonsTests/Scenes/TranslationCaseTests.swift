import Documents
import NaiveEngine
import Testing
import VMSA

@testable import Lessons

@Suite("Cases of translation")
struct TranslationCaseTests {
  private func read(_ text: String) throws -> TranslationCase {
    try TranslationCase(DocumentValue.root(of: text, file: "case.yaml"))
  }

  private func problem(_ text: String) -> String {
    do {
      _ = try read(text)
      return "none"
    } catch { return "\(error)" }
  }

  @Test("a case of a file is built with real tables, and leads where the file says")
  func oneStage() throws {
    let given = try read(
      """
      granule: 4K
      bits: 48
      address: 0xffff_8000_1234_5678
      access: write
      at: el0
      map:
        - {at: 0xffff_8000_1234_5000, to: 0x8_1234_5000, el0: rw, execute: none}
        - {at: 0xffff_8000_1240_0000, to: 0x8_4000_0000, size: 2M, el1: r, execute: el1}
      """)
    let mapping = try #require(given.translation.mapping)
    #expect(mapping.output == PhysicalAddress(0x8_1234_5678))
    #expect(given.naiveEnd() == "ok \(0x8_1234_5678) \(0x8_1234_5678)")
    #expect(given.steps.map(\.level) == [.zero, .one, .two, .three])
    #expect(given.lines.count == 5)
    // The block's entry stands beside that of the page's table.
    #expect(
      given.figure.contains { $0.hasPrefix("  [146] at ") && $0.hasSuffix("0x0040_0008_4000_0781") }
    )
    let fetch = given.translation(for: Access(.execute, isUnprivileged: true))
    #expect(fetch.fault?.status == .permission(.three))
  }

  @Test(
    "two stages: 24 reads of four levels over four, and stage 1's tables get pages of their own")
  func twoStages() throws {
    let given = try read(
      """
      address: 0x1234_5678
      map: [{at: 0x1234_5000, to: 0x9000_0000}]
      stage2:
        bits: 48
        map: [{at: 0x9000_0000, to: 0x2_0000_0000}]
      """)
    #expect(given.translation.accesses.count == 24)
    #expect(given.naiveEnd() == "ok \(0x2_0000_0678) \(0x9000_0678)")
    let short = try read(
      """
      address: 0x1234_5678
      map: [{at: 0x1234_5000, to: 0x9000_0000}]
      stage2: {bits: 40, map: [{at: 0x8000_0000, to: 0x2_0000_0000, size: 2M}]}
      """)
    #expect(short.translation.fault?.stage == .two)
    #expect(short.translation.fault?.isStage1TableWalk == false)
    #expect(short.stage2Root?.concatenatedTables == 2)
  }

  @Test("limits, control bits and runs are where the file puts them")
  func controls() throws {
    let given = try read(
      """
      address: 0x4001_0000
      access: write
      map: [{at: 0x4001_0000, to: 0x8001_0000, contiguous: true, young: false}]
      limits: [{level: 1, no-write: true}]
      hardware-young: true
      wxn: true
      """)
    #expect(given.translation.fault?.status == .permission(.three))
    #expect(given.flagWords == ["SCTLR_EL1.WXN", "TCR_EL1.HA"])
    #expect(given.entries.values.filter { $0 >> 52 & 1 == 1 }.count == 16)
    #expect(given.naiveEnd() == "permission 3 s1")
  }

  @Test(
    "what can't be is named with its line and key",
    arguments: [
      ("map: []", "“address” is missing"),
      ("address: high", "“address” should be a number"),
      ("address: 0x1000\nmap: [{at: 0x1004, to: 0x8000}]", "is no multiple of 4096 bytes"),
      (
        "address: 0x1000\nmap: [{at: 0x1000, to: 0x8000, size: 3M}]",
        "“map[0].size” should be the size"
      ),
      ("address: 0x1000\nmap: [{at: 0x1000, to: 0x8000, el0: r, el1: rw}]", "no AP says"),
      (
        "address: 0x1000\nmap: [{at: 0x0, to: 0x0, size: 1G, contiguous: true}, {at: 0x0, to: 0x0}]",
        "something is mapped"
      ),
      ("address: 0x1000\nbits: 52", "can't be built"),
      ("address: 0x1000\nlevels: 4", "“levels” means nothing here"),
      (
        "address: 0x1000\ntables: 0xffff_ffff_ffff_f000", "“tables” should be the address of a page"
      ),
      ("address: 0x1000\nstage2: {bits: 16, map: [{at: 0x0, to: 0xffff_ffff_ffff_f000}]}", "built"),
    ])
  func errors(text: String, expected: String) {
    #expect(problem(text).contains(expected), "\(problem(text))")
  }

  @Test(
    "a thousand drawn cases of every difficulty: the access succeeds where it should, by both engines"
  )
  func drawn() throws {
    for seed in 0..<1000 as Range<UInt64> {
      var random = SeededRandom(seed: seed)
      let difficulty = Int(seed % 3) + 1
      let given = try TranslationCase.random(using: &random, difficulty: difficulty)
      let output = try #require(given.translation.mapping, "seed \(seed)")
      #expect(
        given.naiveEnd() == "ok \(output.output.raw) \(output.intermediate.raw)", "seed \(seed)")
      #expect(given.lines.count == given.translation.accesses.count + 1, "seed \(seed)")
    }
  }

  @Test("what is drawn can be built, at the ends of small address spaces too")
  func buildable() throws {
    for seed in 0..<4000 as Range<UInt64> {
      var random = SeededRandom(seed: seed)
      for difficulty in 2...3 {
        #expect(throws: Never.self, "seed \(seed), difficulty \(difficulty)") {
          _ = try TranslationCase.random(using: &random, difficulty: difficulty, canFault: true)
        }
      }
    }
  }

  @Test(
    "a question is about the file's case, else the scene's where nothing says how hard it may be")
  func choosing() throws {
    let shown = try read("address: 0x1000\nmap: [{at: 0x1000, to: 0x8000}]")
    let plain = try Asked.maker(OutputQuestion.self, "ask: output")
    let scene = Scene.translation(shown)
    #expect(try Asked.question(plain, seed: 1, scene: scene).answer == "0x0000_8000")
    let own = try Asked.maker(
      OutputQuestion.self, "case: {address: 0x2004, map: [{at: 0x2000, to: 0xa000}]}")
    #expect(try Asked.question(own, seed: 1, scene: scene).answer == "0x0000_a004")
    let drawn = try Asked.maker(OutputQuestion.self, "difficulty: 1")
    #expect(try Asked.question(drawn, seed: 1, scene: scene).answer != "0x0000_8000")
    let faulty = try Asked.maker(OutputQuestion.self, "case: {address: 0x2004}")
    #expect(throws: LessonError.self) { try Asked.question(faulty, seed: 1) }
  }
}
