import Foundation
import TestSupport
import Testing

@Suite("tablewalk walk")
struct WalkCommandTests {
  /// T1SZ 16, TG1 4K, IPS 48 bits: a kernel's TCR_EL1.
  private let tcr = "0x5b5103510"

  @Test("a walk goes level by level to the page and its output address")
  func mapped() throws {
    let run = try ProgramOutput.run(
      "walk", "0xffff800080012340", "--tcr", tcr, "--ttbr1", "0x41b44000",
      "--entry", "0x41b44800=0x42000003", "--entry", "0x42000010=0x42001003",
      "--entry", "0x42001000=0x42002003", "--entry", "0x42002090=0x0078000040212703")
    #expect(run.status == 0)
    for word in ["PGD[256]", "PUD[2]", "PMD[0]", "PTE[18]", "0x40212340", "page 4K"] {
      #expect(run.output.contains(word), "\(word) in \(run.output)")
    }
  }

  @Test("an entry that was not given is named, with how to give it")
  func unknownEntry() throws {
    let run = try ProgramOutput.run(
      "walk", "0xffff800080012340", "--tcr", tcr, "--ttbr1", "0x41b44000")
    #expect(run.status == 0)
    #expect(run.output.contains("--entry 0x41b44800=DESCRIPTOR"))
  }

  @Test("a stage-2 walk through concatenated tables comes to a block")
  func stage2() throws {
    // T0SZ 24 (40 bits), SL0 1: two concatenated tables of level 1.
    let run = try ProgramOutput.run(
      "walk", "0x8040201000", "--vtcr", "0x80023558", "--vttbr", "0x10000044000000",
      "--entry", "0x44001008=0x45000003", "--entry", "0x45000008=0x400000004a2007fd",
      "--format", "json")
    #expect(run.status == 0, "\(run.errors)")
    let value = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
    let report = try #require(value as? [String: Any])
    #expect(report["result"] as? String == "mapped", "\(run.output)")
    #expect(report["output"] as? String == "0x4a201000")
  }

  @Test("an invalid entry is a translation fault at its level")
  func fault() throws {
    let run = try ProgramOutput.run(
      "walk", "0xffff800080012340", "--tcr", tcr, "--ttbr1", "0x41b44000",
      "--entry", "0x41b44800=0x0")
    #expect(run.output.contains("translation fault, level 0"))
  }

  @Test("registers that start no walk are refused, naming the bits")
  func badRegister() throws {
    let run = try ProgramOutput.run(
      "walk", "0x1000", "--tcr", "0x3f", "--ttbr0", "0x41b44000")
    #expect(run.status == 2)
    #expect(run.errors.contains("TCR_EL1[5:0]"))
  }
}
