import KVM
import VMSA

/// What a person can type after `:` while stepping through a scenario.
enum SimulationCommand: Hashable, Sendable {
  /// Start again in an edition, by its name.
  case edition(String)
  /// Show an edition beside this one; nil for the usual one, or none.
  case compare(String?)
  /// Show a policy, or choose.
  case policy(String?, choice: String?)
  /// Set up one of the scenario's variants, by its number from 1.
  case variant(Int)
  /// Play a schedule; empty to show the one so far.
  case schedule(String)
  /// Add an access to those of a vCPU.
  case access(thread: String, GuestAccess)
  /// Take a thread's next step one of the ways it can go.
  case choose(thread: String, way: Int)

  /// The words these commands begin with.
  static let names = ["access", "choose", "compare", "edition", "policy", "schedule", "variant"]

  /// Reads what stands after one of these words; nil for other words.
  init?(named name: String, _ argument: Substring) throws(CommandError) {
    let words = argument.split(separator: " ").map(String.init)
    switch name {
    case "edition":
      guard words.count == 1 else {
        throw .expected("an edition such as v6.2", found: String(argument))
      }
      self = .edition(words[0])
    case "compare": self = .compare(words.first)
    case "policy":
      guard words.count <= 2 else {
        throw .expected("a policy and a choice", found: String(argument))
      }
      self = .policy(words.first, choice: words.count > 1 ? words[1] : nil)
    case "variant":
      guard words.count == 1, let number = Int(words[0]) else {
        throw .expected(
          "a variant's number; Why lists them at the beginning", found: String(argument))
      }
      self = .variant(number)
    case "schedule": self = .schedule(String(argument))
    case "access": self = try SimulationCommand.access(words, argument)
    case "choose":
      guard words.count == 2, let way = Int(words[1]), way >= 0 else {
        throw .expected("a thread and a number from 0, such as v0 1", found: String(argument))
      }
      self = .choose(thread: words[0], way: way)
    default: return nil
    }
  }

  private static func access(
    _ words: [String], _ argument: Substring
  ) throws(CommandError) -> SimulationCommand {
    guard words.count == 3, words[1] == "read" || words[1] == "write",
      let address = Hexadecimal.parse(words[2][...]), address < 1 << 40
    else {
      throw .expected(
        "a vCPU, read or write, and an address below 2^40, such as v0 write 0x40001000",
        found: String(argument))
    }
    return .access(
      thread: words[0], GuestAccess(address: address, isWrite: words[1] == "write"))
  }
}

extension Command {
  /// The commands of a simulation, for the help and for completion.
  static let steppingHelpLines: [Help] = [
    Help(usage: ":12", words: "go to the instant after 12 steps, of those taken"),
    Help(usage: ":schedule v0*3 n1", words: "play a schedule; without one show the steps so far"),
    Help(usage: ":choose v0 1", words: "step v0, going the second way where it can go several"),
    Help(usage: ":variant 2", words: "set up one of the ways this scenario can go; Why lists them"),
    Help(usage: ":edition v6.2", words: Edition.allCases.map(\.name).joined(separator: ", ")),
    Help(usage: ":policy NAME CHOICE", words: "let the kernel differ; without CHOICE what it is"),
    Help(usage: ":access v0 write 0x40001000", words: "one more access of a vCPU"),
    Help(usage: ":compare v5.14", words: "show another edition beside; without one none"),
    Help(usage: ":address 0x40201000", words: "walk this address; without one follow the steps"),
    Help(usage: ":theme NAME", words: Theme.all.map(\.name).joined(separator: ", ")),
    Help(usage: ":ascii", words: "draw with ASCII only, or no longer"),
    Help(usage: ":help", words: "this help"),
    Help(usage: ":quit", words: "quit"),
  ]
}
