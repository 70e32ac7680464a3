import TestSupport
import Testing

@Suite("tablewalk record")
struct RecordCommandTests {
  @Test("it prints a script with what was asked for, and says so in its help that nothing is run")
  func prints() throws {
    let run = try ProgramOutput.run([
      "record", "--gzip", "--buffer", "512", "--pid", "42", "--kernel", "6.1", "--", "echo", "a b",
    ])
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.hasPrefix("#!/bin/sh\n"))
    let lines = run.output.split(separator: "\n").map(String.init)
    for start in [
      "output='trace.txt.gz'", "compress=yes", "buffer_kilobytes=512", "pid='42'", "kernel='6.1'",
      "set -- 'echo' 'a b'",
    ] {
      #expect(lines.contains { $0.hasPrefix(start) }, "\(start)")
    }
    #expect(
      try ProgramOutput.run("record", "--help").output.contains("Nothing is run unless --run"))
  }

  @Test("what makes no sense is bad usage, with what would make sense")
  func badUsage() throws {
    for (arguments, word) in [
      (["--seconds", "0"], "1 to 86400"), (["--pid", "-3"], "pid"), (["--buffer", "1"], "16 to"),
      (["--clock", "a b"], "mono"), (["--kernel", "4.19"], "from 5.10 on"),
      (["--seconds", "5", "--", "true"], "Leave one out"),
      (["--trace-cmd", "--run"], "only prints"),
    ] {
      let run = try ProgramOutput.run(["record"] + arguments)
      #expect(run.status == 2, "\(arguments)")
      #expect(run.errors.contains(word), "\(arguments): \(run.errors)")
      #expect(run.output == "")
    }
  }

  #if !(os(Linux) && arch(arm64))
    @Test("--run is refused where there is no KVM on arm64, saying what to do instead")
    func runElsewhere() throws {
      let run = try ProgramOutput.run("record", "--run", "--", "true")
      #expect(run.status == 2)
      #expect(run.errors.contains("arm64"))
    }
  #endif

  @Test("--clean prints a script that only cleans")
  func cleans() throws {
    #expect(try ProgramOutput.run("record", "--clean").output.contains("action=${1:-clean}\n"))
  }

  @Test("--trace-cmd prints lines for the kernel named")
  func traceCommand() throws {
    let old = try ProgramOutput.run("record", "--trace-cmd", "--kernel", "6.1").output
    #expect(old.contains("stage2_map_walker addr=%x0 end=%x1 level=%x2:s8"))
    #expect(old.contains("trace-cmd start -B tablewalk"))
    let new = try ProgramOutput.run("record", "--trace-cmd", "--kernel", "6.12").output
    #expect(new.contains("stage2_map_walker addr=+40(%x0):x64"))
  }
}
