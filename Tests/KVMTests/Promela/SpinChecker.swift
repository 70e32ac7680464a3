import Foundation
import TestSupport

/// Spin and a C compiler, where both are installed.
struct SpinChecker {
  private let shell: SystemProgram

  /// nil where one is missing.
  init?() {
    guard let shell = SystemProgram("sh"), SystemProgram("spin") != nil,
      SystemProgram("cc") != nil
    else { return nil }
    self.shell = shell
  }

  /// What a checker that Spin made counted.
  struct Count: Equatable {
    /// States stored.
    var states = 0
    /// Transitions, the arrival in the first state among them; steps within an atomic left out.
    var transitions = 0
    /// What went wrong, in Spin's words; nil for nothing.
    var error: String?
    /// Whether it left nothing out.
    var isComplete = false
  }

  /// Searches a text's states, leaving out none: with its assertions, and without.
  func counts(of text: String) throws -> (checked: Count, unchecked: Count) {
    let folder = try TemporaryFolder()
    try folder.write("model.pml", text)
    // Spin's optimisations of the text merge states; without the compiler's the making is quicker.
    let make = """
      cd '\(folder.path)' && spin -a -o1 -o2 -o3 model.pml && \
      cc -O0 -w -DSAFETY -DNOREDUCE -DVECTORSZ=4096 -o pan pan.c
      """
    let made = try shell.run(["-c", make])
    guard made.status == 0 else { throw NotMade(output: made.output + made.errors) }
    let run = "cd '\(folder.path)' && ./pan -m1000000"
    return (
      count(try shell.run(["-c", run]).output), count(try shell.run(["-c", run + " -A"]).output)
    )
  }

  private func count(_ output: String) -> Count {
    var count = Count()
    for line in output.split(separator: "\n") {
      let words = line.split(separator: " ")
      if line.hasPrefix("pan:1: ") { count.error = String(line.dropFirst(7)) }
      if line.contains(" states, stored") { count.states = words.first.flatMap { Int($0) } ?? 0 }
      if line.contains(" transitions (= stored+matched)") {
        count.transitions = words.first.flatMap { Int($0) } ?? 0
      }
    }
    count.isComplete =
      count.states > 0 && count.error == nil && !output.contains("Search not completed")
      && !output.contains("max search depth too small")
    return count
  }

  /// Spin or the compiler did not take a text.
  struct NotMade: Error, CustomStringConvertible {
    var output: String
    var description: String { "no checker was made: \(output)" }
  }
}
