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

  @Test("a denied access is a permission fault, with the syndrome the processor would report")
  func permissionFault() throws {
    let run = try ProgramOutput.run(
      "walk", "0xffff800080012340", "--tcr", tcr, "--ttbr1", "0x41b44000",
      "--entry", "0x41b44800=0x42000003", "--entry", "0x42000010=0x0060000080000f0d",
      "--access", "write", "--el0")
    #expect(run.output.contains("stage 1 permission fault, level 1: not writable"))
    // EC 0x24 (from a lower level), IL, WnR, FSC 0b001101.
    #expect(run.output.contains("ESR 0x9200004d"))
  }

  @Test("with both stages, every fetch of a stage 1 table is translated by stage 2")
  func nested() throws {
    let run = try ProgramOutput.run(
      "walk", "0xffff800080012340", "--tcr", tcr, "--ttbr1", "0x41b44000",
      "--vtcr", "0x80023558", "--vttbr", "0x44000000",
      "--entry", "0x44000008=0x400000400007fd", "--entry", "0x44000010=0x400000c00007fd",
      "--entry", "0x41b44800=0x42000003", "--entry", "0x42000010=0x0060000080000f0d",
      "--set", "MAIR_EL1=0xff000000", "--format", "json")
    #expect(run.status == 0, "\(run.errors)")
    let value = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
    let report = try #require(value as? [String: Any])
    #expect(report["result"] as? String == "mapped", "\(run.output)")
    #expect(report["intermediate"] as? String == "0x80012340")
    #expect(report["output"] as? String == "0xc0012340")
    let accesses = try #require(report["accesses"] as? [[String: Any]])
    #expect(accesses.map { $0["stage"] as? Int } == [2, 1, 2, 1, 2])
    #expect(report["fault"] is NSNull)
  }

  @Test("a stage 2 fault is taken to EL2 with the page of the intermediate address in HPFAR_EL2")
  func stage2Fault() throws {
    let run = try ProgramOutput.run(
      "walk", "0xffff800080012340", "--tcr", tcr, "--ttbr1", "0x41b44000",
      "--vtcr", "0x80023558", "--vttbr", "0x44000000",
      "--entry", "0x44000008=0x400000400007fd", "--entry", "0x44000010=0",
      "--entry", "0x41b44800=0x42000003", "--entry", "0x42000010=0x0060000080000f0d")
    #expect(run.output.contains("stage 2 translation fault, level 1"))
    #expect(run.output.contains("taken to EL2"))
    #expect(run.output.contains("HPFAR_EL2 0x800120"))
  }

  @Test("an unknown register, processor or access is refused with what there is")
  func badOptions() throws {
    for (option, value) in [
      ("--set", "TCR_EL9=1"), ("--set", "TCR_EL1"), ("--cpu", "z80"), ("--access", "jump"),
      ("--regime", "el4"),
    ] {
      let run = try ProgramOutput.run("walk", "0x1000", "--tcr", tcr, "--ttbr0", "0", option, value)
      #expect(run.status == 2, "\(option) \(value)")
      #expect(run.output.isEmpty)
    }
  }
}
