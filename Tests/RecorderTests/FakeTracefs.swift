import Foundation
import Recorder
import TestSupport

/// A folder that looks like tracefs, made of plain files: what is written to them stays to be read.
///
/// A plain file keeps what is appended, so kprobe_events holds every definition and every removal.
final class FakeTracefs: Sendable {
  let folder: TemporaryFolder
  /// What the kernel's functions are.
  static let functions =
    ProbeGroup.allProbes.map(\.function).joined(separator: "\n") + "\nvfs_read\n"
  /// What files of a buffer hold before.
  static let before = [
    "tracing_on": "1", "current_tracer": "function", "buffer_size_kb": "7 (expanded: 1408)",
    "trace_clock": "[local] global counter mono", "set_event_pid": "12\n13",
    "options/hash-ptr": "1", "options/event-fork": "0", "events/tablewalk/enable": "0",
    "events/kvm/kvm_entry/enable": "0", "events/kvm/kvm_exit/enable": "1*",
    "events/lock/contention_begin/enable": "0",
  ]

  init(functions: String = FakeTracefs.functions, hasInstances: Bool = false) throws {
    folder = try TemporaryFolder()
    try folder.write("tracefs/kprobe_events", "p:user/mine vfs_read\n")
    try folder.write("tracefs/available_filter_functions", functions)
    try folder.write("kallsyms", "0000000000000000 t stage2_map_walker\n")
    try makeBuffer("tracefs")
    guard hasInstances else { return }
    try makeBuffer("template")
    try FileManager.default.createDirectory(
      atPath: folder.path + "/tracefs/instances", withIntermediateDirectories: true)
    // What the kernel does when an instance is made and removed.
    try tool("mkdir", "exec cp -r '\(folder.path)/template' \"$1\"")
    try tool("rmdir", "exec rm -r \"$1\"")
  }

  private func makeBuffer(_ name: String) throws {
    for (file, word) in FakeTracefs.before { try folder.write("\(name)/\(file)", word + "\n") }
    try folder.write("\(name)/trace", "# tracer: nop\n#\n")
    try folder.write("\(name)/trace_marker", "")
    try folder.write("\(name)/per_cpu/cpu0/stats", "entries: 5\noverrun: 3\ncommit overrun: 9\n")
    try folder.write("\(name)/per_cpu/cpu1/stats", "overrun: 4\ndropped events: 1\n")
  }

  /// Puts a program before those of the machine.
  func tool(_ name: String, _ body: String) throws {
    let path = try folder.write("bin/\(name)", "#!/bin/sh\n\(body)\n")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
  }

  /// Runs a plan's script under a shell; the command copies tracefs to “during” and then does more;
  /// without more there is no command.
  func run(
    _ plan: RecordingPlan = RecordingPlan(), shell: [String] = ["sh"], arguments: [String] = [],
    then more: String? = ":"
  ) throws -> ProgramOutput {
    var plan = plan
    plan.output = folder.path + "/out"
    // A trace that holds nothing still has its header.
    let header =
      "find \"$TRACEFS\" -name trace -size 0 | while read -r t; do echo '# tracer: nop' >$t; done"
    if let more {
      plan.command = ["sh", "-c", "cp -r \"$TRACEFS\" '\(folder.path)/during'; \(header); \(more)"]
    }
    let script = try folder.write("record.sh", RecordingScript(plan).text)
    guard let program = SystemProgram("sh") else { throw CocoaError(.fileNoSuchFile) }
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    // Its tools may want to signal it: “pid” holds the number the script runs under.
    return try program.run(
      ["-c", "echo $$ >\"$TMPDIR/pid\"; exec \"$0\" \"$@\""] + shell + [script] + arguments,
      environment: [
        "TRACEFS": folder.path + "/tracefs", "KALLSYMS": folder.path + "/kallsyms",
        "PATH": folder.path + "/bin:" + path, "TMPDIR": folder.path,
      ])
  }

  /// The kprobes that exist after all lines of kprobe_events, without the user's.
  func kprobes(_ tree: String = "tracefs") -> [String] {
    var live: [String] = []
    for line in (folder.read("\(tree)/kprobe_events") ?? "").split(separator: "\n") {
      if line.hasPrefix("-:") {
        live.removeAll { $0.dropFirst().hasPrefix(line.dropFirst() + " ") }
      } else {
        live.append(String(line))
      }
    }
    return live.filter { $0 != "p:user/mine vfs_read" }
  }

  /// A file's first word as the kernel would show it: the chosen one, or the one written last.
  func word(_ file: String, in tree: String = "tracefs") -> String? {
    folder.read("\(tree)/\(file)")?.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// Notes of the recording.
  var notes: [String] {
    (folder.read("out") ?? "").split(separator: "\n").map(String.init)
      .filter { $0.hasPrefix("# tablewalk: ") }
  }
}
