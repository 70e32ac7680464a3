import Recorder
import TestSupport
import Testing

@Suite("The recording script's text")
struct ScriptTextTests {
  @Test("the script of a plan that changes nothing reads so")
  func plain() {
    expectSnapshot(RecordingScript(RecordingPlan()).text, named: "plain", fileExtension: "sh")
  }

  @Test("a plan's choices stand at the beginning, whatever they hold, as words of the shell")
  func choices() throws {
    let text = RecordingScript(.everything).text
    let options = try #require(text.components(separatedBy: "# Every function").first)
    expectSnapshot(options, named: "everything", fileExtension: "sh")
  }

  @Test(
    "shells and shellcheck find nothing wrong",
    arguments: [
      ["sh", "-n"], ["dash", "-n"], ["bash", "-n"], ["busybox", "sh", "-n"],
      ["shellcheck", "-s", "sh", "-S", "style"],
    ].filter { SystemProgram($0[0]) != nil })
  func syntax(command: [String]) throws {
    let checker = try #require(SystemProgram(command[0]))
    for plan in [RecordingPlan(), .everything] {
      let folder = try TemporaryFolder()
      let file = try folder.write("record.sh", RecordingScript(plan).text)
      let result = try checker.run(command.dropFirst() + [file])
      #expect(result.status == 0, "\(result.output)\(result.errors)")
      #expect(result.output + result.errors == "")
    }
  }

  @Test(
    "what checks the script is installed",
    .enabled(
      if: ["dash", "busybox", "shellcheck"].allSatisfy { SystemProgram($0) != nil },
      "dash, busybox or shellcheck is not installed: their checks are left out"))
  func checkers() {}

  @Test("trace-cmd's lines for a kernel read so")
  func traceCommand() {
    expectSnapshot(
      TraceCommandLines(RecordingPlan(), for: KernelVersion(6, 12)).text,
      named: "trace-cmd-6.12", fileExtension: "sh")
  }
}

extension RecordingPlan {
  /// A plan in which every choice is made, with words that mean something to a shell.
  static var everything: RecordingPlan {
    var plan = RecordingPlan()
    plan.output = "it's $HOME/`id`.gz"
    plan.isCompressed = true
    plan.bufferKibibytes = 64
    plan.clock = "boot"
    plan.process = 4711
    plan.seconds = 5
    plan.kernel = KernelVersion(6, 1)
    plan.usesClones = true
    plan.command = ["echo", "a  b", "$x", "it's", "a\\b", "-n"]
    return plan
  }
}
