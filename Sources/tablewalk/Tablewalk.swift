import ArgumentParser

/// The `tablewalk` command.
@main
struct Tablewalk: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tablewalk",
    abstract: "A time machine for arm64 page tables.",
    discussion: """
      Without arguments it offers what there is to watch. On a terminal it is interactive (press ? \
      for the keys); in a pipe it prints the first screen as text.

      Exit status: 0 done; 1 the answer is no; 2 bad usage; 3 input that can't be read.
      """,
    version: "tablewalk 0.1.0",
    subcommands: [
      StartCommand.self, StepCommand.self, ExploreCommand.self, ReplayCommand.self,
      RecordCommand.self, LearnCommand.self, ExportCommand.self, WalkCommand.self,
      VerifyCommand.self,
    ],
    defaultSubcommand: StartCommand.self)

  static func main() {
    do {
      var command = try Tablewalk.parseAsRoot()
      try command.run()
    } catch {
      Failure.exit(with: error)
    }
  }
}
