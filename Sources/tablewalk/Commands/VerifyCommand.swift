import ArgumentParser
import Foundation
import Verification

/// `tablewalk verify`: the engine against recorded answers.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check the translation engine against recorded answers.",
    discussion: """
      Each line of CASES is one machine as JSON: its registers, its tables, and questions with the \\
      recorded answers. Questions that the recording can't decide are excused by rules that don't \\
      look at our answer (Documentation/verification.md). The exit status is 1 if any disagrees.
      """)

  @Argument(
    help: "Recorded cases, JSON lines, compressed (gzip, xz, zstd) or not.", completion: .file())
  var cases: [String]

  @Option(help: "Write text or json.")
  var format = OutputFormat.text

  func run() throws {
    let report = try verify(paths: cases)
    switch format {
    case .json: try Output.write(try JSONOutput.text(report))
    case .text: try Output.write(report.text)
    case .ansi, .svg:
      throw UsageError(description: "verify is written as text or json, not \(format).")
    }
    if report.disagree > 0 { throw AnswerIsNo() }
  }
}

/// The command has said all there is to say, and the answer is “no”: exit status 1.
struct AnswerIsNo: Error {}

extension VerificationReport {
  /// The report for people.
  var text: String {
    var lines = [
      "\(cases) cases, \(queries) queries: \(agree) agree, \(excusedTotal) excused, "
        + "\(disagree) disagree"
    ]
    lines += excused.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map {
      "  excused \($0.value): \($0.key)"
    }
    lines += first.map { difference in
      "  case \(difference.case) (\(difference.label)): \(difference.operation) "
        + "\(difference.address): expected \(difference.expected), got \(difference.got)"
    }
    return lines.joined(separator: "\n")
  }
}
