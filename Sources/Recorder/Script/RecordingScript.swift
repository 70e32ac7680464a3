/// The shell script that records what a plan asks for, on the kernel it is run on.
///
/// It is read by people before they run it as root, so it says what it does and relies on nothing but
/// a POSIX shell and the usual small programs; busybox has them all.
public struct RecordingScript: Sendable {
  let plan: RecordingPlan
  let action: Action

  /// What the script does when it is run without a word.
  public enum Action: String, Sendable {
    /// Records.
    case record
    /// Removes what a killed recording left behind.
    case clean
  }

  /// Makes the script of a plan.
  public init(_ plan: RecordingPlan, action: Action = .record) {
    self.plan = plan
    self.action = action
  }

  /// The script.
  public var text: String {
    head + options
      + String(decoding: PackageResources.preparation_sh, as: UTF8.self)
      + versions + layouts + probes + tracepoints
      + String(decoding: PackageResources.recording_sh, as: UTF8.self)
  }

  private var head: String {
    """
    #!/bin/sh
    # Records the page-table work of KVM on arm64 for “tablewalk replay”. Run it as root on the host.
    #
    # It sets kprobes of the group tablewalk/ and records them, with tracepoints, into a buffer of its
    # own. When it ends, however it ends, it removes both and puts back whatever else it changed; only
    # kill -9 leaves something behind, which running it with the word “clean” removes.
    # Kprobes slow the functions they are on: a busy host is noticeably slower meanwhile.
    #
    # For shellcheck: $retval is for the kernel, not for the shell; a trap calls restore.
    # shellcheck disable=SC2016,SC2317
    set -u
    action=${1:-\(action.rawValue)}


    """
  }

  private var options: String {
    let command = plan.command.map { " " + ShellText.quoted($0) }.joined()
    return """
      # ---------------------------------------------------------------- what was asked for

      output=\(ShellText.quoted(plan.output)) # where the recording goes
      compress=\(plan.isCompressed ? "yes" : "no") # with gzip
      buffer_kilobytes=\(max(1, plan.bufferKibibytes)) # for each CPU
      clock=\(ShellText.quoted(plan.clock))
      pid='\(plan.process.map(String.init) ?? "")' # one process only
      seconds='\(plan.seconds.map(String.init) ?? "")' # none: until Ctrl-C, or while the command runs
      kernel='\(plan.kernel.map(\.description) ?? "")' # whose layouts to use; none: this kernel's
      clones=\(plan.usesClones ? "yes" : "no") # functions that compilers made clones of
      set --\(command) # a command to record

      # Every function that may be probed or that tells a version.
      functions='\(ProbeGroup.askedFunctions.joined(separator: "|"))'

      """
  }

  private var versions: String {
    "\n# What shows a newer KVM than the kernel's number says.\n"
      + VersionEvidence.all.map { "shows \($0.function) \($0.version)\n" }.joined()
  }

  private var layouts: String {
    let body = ArgumentLayout.all.map(\.shellText).joined(separator: "\n")
    return """

      # ------------------------------------------- where arguments are, by version of the kernel
      # As kprobes have them: %x0 is the first argument, +8(%x0) what lies 8 bytes into what it points to.

      \(body)
      """
  }

  private var probes: String {
    var text = "\n# ---------------------------------------------------------------- kprobes\n"
    text += "# probe EVENT FUNCTION ARGUMENTS RETURN-ARGUMENTS; “-” is no probe there.\n"
    for group in ProbeGroup.all {
      text += "\n" + ShellText.comment(group.tells)
      for probe in group.probes {
        let returned = probe.returned.map(ShellText.quoted) ?? "-"
        text +=
          "probe \(probe.event) \(probe.function) \(ShellText.word(probe.entry)) \(returned)\n"
      }
    }
    return text
  }

  private var tracepoints: String {
    "\n# Tracepoints.\n"
      + RecordedTracepoints.all.map { "event \($0.group) \($0.names.joined(separator: " "))\n" }
      .joined()
  }
}

extension ArgumentLayout {
  /// The script's lines that set the variable.
  var shellText: String {
    var text = ShellText.comment("\(name): \(meaning).")
    for source in sources { text += ShellText.comment("  " + source) }
    if let only = variants.first, only.condition == .otherwise {
      return text + "\(name)='\(only.arguments)'\n"
    }
    for (index, variant) in variants.enumerated() {
      let keyword = index == 0 ? "if" : "elif"
      switch variant.condition {
      case .since(let version): text += "\(keyword) since \(version); then\n"
      case .has(let function): text += "\(keyword) has \(function); then\n"
      case .otherwise: text += "else\n"
      }
      text += "  \(name)='\(variant.arguments)'\n"
    }
    return text + "fi\n"
  }

  /// Functions whose presence decides.
  var deciding: [String] {
    variants.compactMap {
      if case .has(let function) = $0.condition { function } else { nil }
    }
  }
}

extension ProbeGroup {
  /// Every function that the script asks the kernel about.
  static var askedFunctions: [String] {
    allProbes.map(\.function)
      + VersionEvidence.all.map(\.function).filter { name in
        !allProbes.contains { $0.function == name }
      } + ArgumentLayout.all.flatMap(\.deciding)
  }
}
