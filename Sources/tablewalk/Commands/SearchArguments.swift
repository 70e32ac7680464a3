import ArgumentParser
import Explorer

/// How a scenario is searched, and where the search gives up.
struct SearchArguments: ParsableArguments {
  @Option(help: "Give up after so many states.")
  var maxStates: Int?

  @Option(help: "Give up when states take so much memory, such as 1G.")
  var maxMemory: String = "4G"

  @Option(help: "Give up after so many seconds.")
  var maxSeconds: Double?

  @Option(help: "Look no further than so many steps.")
  var maxDepth: Int?

  @Flag(
    help: """
      Leave out orders that differ only in what can't be told apart (persistent sets). The \
      counterexample need not be the shortest then. Rounds (I7) are looked for among all states \
      afterwards, unless --no-rounds.
      """)
  var reduction = false

  @Flag(help: "Count states that differ by an exchange of equal vCPUs as one; rounds as before.")
  var symmetry = false

  @Flag(help: "Look for no rounds in which someone never comes to an end (I7).")
  var noRounds = false

  @Flag(
    help: "Look at the newest states first: sooner deep, the counterexample is not the shortest.")
  var depthFirst = false

  @Flag(help: "Go on after the first violation, for those of other rules and steps.")
  var allViolations = false

  /// The same for the explorer.
  var options: SearchOptions {
    get throws {
      var options = SearchOptions()
      options.order = depthFirst ? .depthFirst : .breadthFirst
      options.reduces = reduction
      options.usesSymmetry = symmetry
      options.looksForAll = allViolations
      options.looksForRounds = !noRounds
      options.mostStates = try positive(maxStates, "--max-states") ?? .max
      options.mostDepth = try positive(maxDepth, "--max-depth") ?? .max
      options.mostBytes = try bytes
      return options
    }
  }

  private func positive(_ number: Int?, _ name: String) throws -> Int? {
    if let number, number < 1 {
      throw UsageError(description: "\(name) \(number): expected a number above 0.")
    }
    return number
  }

  private var bytes: Int {
    get throws {
      let shifts: [Character: Int] = ["K": 10, "M": 20, "G": 30]
      let shift = maxMemory.last.flatMap { shifts[$0] }
      let digits = shift == nil ? maxMemory[...] : maxMemory.dropLast()
      guard let number = Int(digits), number > 0, number < 1 << 40 else {
        throw UsageError(description: "--max-memory \(maxMemory): expected a size such as 512M.")
      }
      return number << (shift ?? 0)
    }
  }
}
