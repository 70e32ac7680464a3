import ArgumentParser
import Foundation
import Recorder

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// `tablewalk record`: the script that records KVM's page-table work, printed or run.
struct RecordCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "record",
    abstract:
      "Print the script that records KVM on arm64 for “tablewalk replay”; run it with --run.",
    discussion: """
      Nothing is run unless --run is given: the script is printed, to be read, copied to the host of \
      the guest and run there as root. It needs a POSIX shell (busybox will do) and a kernel from \
      5.10 on with kprobes, and works out on that kernel what can be probed and where arguments are. \
      It records into a buffer of its own, and when it ends, by Ctrl-C too, it removes its kprobes \
      and puts back whatever it changed.

      tablewalk record --seconds 10 >record.sh     # to read, and to run elsewhere
      sudo tablewalk record --run --seconds 10
      sudo tablewalk record --run -o boot.txt -- qemu-system-aarch64 -accel kvm …
      """)

  @Flag(
    name: .customLong("run"), help: "Run it, here and now: as root, on the arm64 host of the guest."
  )
  var runsHere = false

  @Flag(help: "Only remove what a killed recording left behind (printed, or run with --run).")
  var clean = false

  @Flag(name: .customLong("trace-cmd"), help: "Print what to type for trace-cmd instead.")
  var traceCommand = false

  @Option(
    name: [.short, .long], help: "The file to record to; trace.txt, with --gzip trace.txt.gz.")
  var output: String?

  @Flag(help: "Compress the recording.")
  var gzip = false

  @Option(help: "Seconds to record. Without: until Ctrl-C, or while the command runs.")
  var seconds: Int?

  @Option(help: "Record one process (QEMU's) and its threads only; what others do is then missing.")
  var pid: Int?

  @Option(help: "KiB of buffer for each CPU. When it is full the oldest events are lost.")
  var buffer = RecordingPlan().bufferKibibytes

  @Option(help: "The time stamps' clock, as tracefs's trace_clock names it.")
  var clock = RecordingPlan().clock

  @Option(
    help: "Take arguments to be where they are in this release, such as 6.12 (default: look).")
  var kernel: String?

  @Flag(help: "Also probe clones compilers made of functions, though arguments may have moved.")
  var clones = false

  @Argument(parsing: .postTerminator, help: "A command to record while it runs, behind “--”.")
  var command: [String] = []

  func run() throws {
    let plan = try self.plan()
    if traceCommand {
      guard !runsHere, !clean else { throw UsageError(description: "--trace-cmd only prints.") }
      print(TraceCommandLines(plan, for: plan.kernel ?? newest).text, terminator: "")
      return
    }
    let script = RecordingScript(plan, action: clean ? .clean : .record).text
    guard runsHere else {
      print(script, terminator: "")
      return
    }
    try checkHost()
    try replaceProgram(with: script)
  }

  /// What trace-cmd's lines are for when no kernel is named: the newest layout known.
  private var newest: KernelVersion { KernelVersion(6, 12) }

  private func plan() throws -> RecordingPlan {
    func refuse(_ sentence: String) -> UsageError { UsageError(description: sentence) }
    var plan = RecordingPlan()
    plan.output = output ?? (gzip ? "trace.txt.gz" : "trace.txt")
    plan.isCompressed = gzip
    plan.usesClones = clones
    plan.command = command
    if let seconds, !(1...86_400).contains(seconds) {
      throw refuse("--seconds \(seconds): expected 1 to 86400.")
    }
    if seconds != nil && !command.isEmpty {
      throw refuse("--seconds and a command: the recording ends with the command. Leave one out.")
    }
    if let pid, pid < 1 { throw refuse("--pid \(pid): expected the number of a process.") }
    guard (16...1 << 24).contains(buffer) else {
      throw refuse("--buffer \(buffer): expected KiB for each CPU, 16 to \(1 << 24).")
    }
    guard !clock.isEmpty,
      clock.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") })
    else { throw refuse("--clock \(clock): expected a name such as mono, local or boot.") }
    if let kernel {
      guard let version = KernelVersion(kernel), version >= KernelVersion(5, 10) else {
        throw refuse("--kernel \(kernel): expected a release from 5.10 on, such as 6.12.")
      }
      plan.kernel = version
    }
    plan.seconds = seconds
    plan.process = pid
    plan.bufferKibibytes = buffer
    plan.clock = clock
    return plan
  }

  private func checkHost() throws {
    #if os(Linux) && arch(arm64)
      guard geteuid() == 0 else {
        throw UsageError(description: "--run sets kprobes, which only root may: use sudo.")
      }
    #else
      throw UsageError(
        description:
          "--run works on the arm64 Linux host of the guest only. Without it the script is "
          + "printed: run that there as root.")
    #endif
  }

  /// Becomes the shell that runs the script, so that Ctrl-C and exit status are the script's.
  private func replaceProgram(with script: String) throws {
    let words = ["sh", "-c", script, "tablewalk record"] + (clean ? ["clean"] : [])
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) }
    arguments.append(nil)
    execv("/bin/sh", arguments)
    let reason = String(cString: strerror(errno))
    throw UsageError(description: "/bin/sh cannot be run: \(reason).")
  }
}
