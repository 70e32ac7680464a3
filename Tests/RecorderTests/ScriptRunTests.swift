import Foundation
import Recorder
import TestSupport
import Testing

@Suite("The recording script, run with a folder for tracefs")
struct ScriptRunTests {
  /// The shells of this machine that it must run under.
  static let shells = [["sh"], ["dash"], ["bash", "--posix"], ["busybox", "sh"]]
    .filter { SystemProgram($0[0]) != nil }

  /// What a shared buffer's files hold when everything is put back.
  private func expectRestored(_ fake: FakeTracefs, _ comment: Comment? = nil) {
    #expect(fake.kprobes() == [], comment)
    let after = [
      "tracing_on": "1", "current_tracer": "function", "buffer_size_kb": "7",
      "trace_clock": "local", "options/hash-ptr": "1", "options/event-fork": "0",
      "events/tablewalk/enable": "0", "events/kvm/kvm_entry/enable": "0",
      "events/lock/contention_begin/enable": "0",
    ]
    for (file, word) in after {
      let found = fake.word(file)
      #expect(
        found == word || found == FakeTracefs.before[file],
        "\(file) \(comment.map { "\($0)" } ?? "")"
      )
    }
    #expect(fake.word("events/kvm/kvm_exit/enable")?.prefix(1) == "1")
    let left = try? FileManager.default.contentsOfDirectory(atPath: fake.folder.path)
    #expect(left?.contains { $0.hasPrefix("tmp.") } == false, "temporary files are gone")
  }

  @Test(
    "without instances it uses the shared buffer and puts back everything it changed",
    arguments: shells)
  func sharedBuffer(shell: [String]) throws {
    let fake = try FakeTracefs()
    let result = try fake.run(
      shell: shell,
      then: "printf '# tracer: nop\\n#\\n a-1 [000] ..... 1.0: e: x\\n' >$TRACEFS/trace")
    #expect(result.status == 0, "\(result.errors)")
    let during = [
      "tracing_on": "1", "current_tracer": "nop", "buffer_size_kb": "16384", "trace_clock": "mono",
      "options/hash-ptr": "0", "events/tablewalk/enable": "1", "events/kvm/kvm_entry/enable": "1",
      "events/lock/contention_begin/enable": "1",
    ]
    for (file, word) in during { #expect(fake.word(file, in: "during") == word, "\(file)") }
    #expect(fake.word("trace_marker")?.hasPrefix("tablewalk record v1 kernel=") == true)
    #expect(fake.kprobes("during").count > 40)
    expectRestored(fake)
    let lines = (fake.folder.read("out") ?? "").split(separator: "\n")
    #expect(lines.first == "# tracer: nop")
    #expect(lines.last == " a-1 [000] ..... 1.0: e: x")
    #expect(fake.notes.last == "# tablewalk: events lost because the buffer was full: 8")
  }

  @Test("with instances it touches no buffer but its own, and removes that", arguments: shells)
  func ownBuffer(shell: [String]) throws {
    let fake = try FakeTracefs(hasInstances: true)
    let result = try fake.run(shell: shell)
    #expect(result.status == 0, "\(result.errors)")
    #expect(fake.word("instances/tablewalk/trace_clock", in: "during") == "mono")
    #expect(fake.word("instances/tablewalk/events/tablewalk/enable", in: "during") == "1")
    for (file, word) in FakeTracefs.before where file != "events/tablewalk/enable" {
      #expect(fake.folder.read("tracefs/\(file)") == word + "\n", "\(file)")
    }
    #expect(fake.folder.read("tracefs/instances/tablewalk/trace") == nil)
    expectRestored(fake)
    #expect(fake.folder.read("out")?.hasPrefix("# tracer: nop\n# tablewalk: ") == true)
  }

  @Test("interrupted, it still writes the recording and puts everything back", arguments: shells)
  func interrupted(shell: [String]) throws {
    for signal in ["INT", "TERM", "HUP"] {
      let fake = try FakeTracefs()
      let result = try fake.run(shell: shell, then: "kill -\(signal) $PPID; exit 3")
      #expect(result.status == 3, "\(signal): \(result.errors)")
      expectRestored(fake, "\(signal)")
      #expect(fake.folder.read("out") != nil, "\(signal): \(result.errors)")
    }
  }

  @Test("without a command it records until it is interrupted", arguments: shells)
  func untilInterrupted(shell: [String]) throws {
    for signal in ["INT", "TERM", "HUP"] {
      let fake = try FakeTracefs()
      // What it waits with interrupts it.
      try fake.tool("sleep", "kill -\(signal) $(head -n 1 '\(fake.folder.path)/pid')")
      let result = try fake.run(shell: shell, then: nil)
      #expect(result.status == 0, "\(signal): \(result.errors)")
      #expect(fake.word("trace_marker")?.hasPrefix("tablewalk record v1") == true)
      #expect(fake.folder.read("out") != nil)
      expectRestored(fake, "\(signal)")
    }
  }

  @Test("interrupted while it sets up, nothing is left, whatever was set last", arguments: shells)
  func interruptedInSetUp(shell: [String]) throws {
    // The script's own tools interrupt it, at several places between its first change and its last.
    for (tool, times) in [("mkdir", 1), ("cat", 3), ("uname", 1), ("sort", 1), ("tr", 2)] {
      let fake = try FakeTracefs(hasInstances: tool == "mkdir")
      let real = try #require(SystemProgram(tool)).path
      let count = fake.folder.path + "/count"
      let made = tool == "mkdir" ? "cp -r '\(fake.folder.path)/template' \"$1\"" : "\(real) \"$@\""
      try fake.tool(
        tool,
        """
        echo >>'\(count)'
        [ $(wc -l <'\(count)') -ne \(times) ] || kill -TERM $(head -n 1 '\(fake.folder.path)/pid')
        \(made)
        """)
      let result = try fake.run(shell: shell)
      #expect(result.status == 130, "\(tool): \(result.errors)")
      #expect(fake.folder.read("tracefs/instances/tablewalk/trace") == nil, "\(tool)")
      expectRestored(fake, "\(tool)")
      #expect(fake.folder.read("out") == nil)
    }
  }

  @Test("the command's failure is the script's exit status, and the recording is written")
  func commandFails() throws {
    let fake = try FakeTracefs()
    #expect(try fake.run(then: "exit 7").status == 7)
    #expect(fake.folder.read("out") != nil)
    expectRestored(fake)
  }

  @Test(
    "what it cannot set up ends it with a reason, and nothing is left behind", arguments: shells)
  func refusals(shell: [String]) throws {
    for (file, word) in [("buffer_size_kb", "--buffer"), ("trace_clock", "no clock mono")] {
      let fake = try FakeTracefs()
      let path = fake.folder.path + "/tracefs/" + file
      try FileManager.default.removeItem(atPath: path)
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
      let result = try fake.run(shell: shell)
      #expect(result.status == 1)
      #expect(result.errors.contains(word), "\(result.errors)")
      #expect(fake.kprobes() == [])
      #expect(fake.word("tracing_on") == "1")
    }
  }

  @Test("a kernel that takes no kprobe is said to, and nothing is left behind")
  func noKprobes() throws {
    let fake = try FakeTracefs()
    let path = fake.folder.path + "/tracefs/kprobe_events"
    try FileManager.default.removeItem(atPath: path)
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    let result = try fake.run()
    #expect(result.status == 1)
    #expect(result.errors.contains("the kernel took no kprobe"))
    expectRestored(fake)
  }

  @Test(
    "one process is recorded with all its threads, and the filter is put back", arguments: shells)
  func oneProcess(shell: [String]) throws {
    let fake = try FakeTracefs()
    var plan = RecordingPlan()
    plan.process = Int(ProcessInfo.processInfo.processIdentifier)
    #expect(try fake.run(plan, shell: shell).status == 0)
    let threads = (fake.word("set_event_pid", in: "during") ?? "").split(separator: "\n")
    #expect(threads.contains("\(plan.process ?? 0)"))
    #expect(fake.word("options/event-fork", in: "during") == "1")
    #expect(fake.word("set_event_pid") == "12 13")
    expectRestored(fake)
  }

  @Test("a recording with gzip unpacks to the trace")
  func compressed() throws {
    let gunzip = try #require(SystemProgram("gzip"))
    let fake = try FakeTracefs()
    var plan = RecordingPlan()
    plan.isCompressed = true
    #expect(try fake.run(plan).status == 0)
    let unpacked = try gunzip.run(["-dc", fake.folder.path + "/out"])
    #expect(unpacked.status == 0)
    #expect(unpacked.output.contains("# tablewalk: kernel "))
  }

  @Test("leftovers of a killed recording are refused, and cleaned when asked", arguments: shells)
  func leftovers(shell: [String]) throws {
    let fake = try FakeTracefs()
    try fake.folder.write(
      "tracefs/kprobe_events",
      "p:user/mine vfs_read\np:tablewalk/map vfs_read\nr4:tablewalk/map_ret vfs_read\n")
    let refused = try fake.run(shell: shell)
    #expect(refused.status == 1)
    #expect(refused.errors.contains("--clean"))
    #expect(fake.kprobes().count == 2, "another recording's kprobes are left alone")
    #expect(try fake.run(shell: shell, arguments: ["clean"]).status == 0)
    let removals = (fake.folder.read("tracefs/kprobe_events") ?? "").split(separator: "\n").suffix(
      2)
    #expect(removals == ["-:tablewalk/map", "-:tablewalk/map_ret"])
  }
}
