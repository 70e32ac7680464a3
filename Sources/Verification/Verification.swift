import Files
import Foundation
import VMSA

/// Asks the engine everything `paths` hold, plain or compressed, and reports.
///
/// - Throws: ``FileError`` for a file that can't be opened, ``VerificationError`` for a line
///   that can't be read.
public func verify(paths: [String]) throws -> VerificationReport {
  var report = VerificationReport()
  for path in paths {
    let file = try FileBytes.open(path)
    try verify(file.bytes, file: path, report: &report)
  }
  return report
}

/// Asks the engine everything the lines of `bytes` hold.
func verify(
  _ bytes: UnsafeRawBufferPointer, file: String, report: inout VerificationReport
) throws(VerificationError) {
  let decoder = JSONDecoder()
  for (index, line) in bytes.split(separator: UInt8(ascii: "\n")).enumerated() {
    do throws(VerificationError.Problem) {
      try verify(line: Data(line), decoder: decoder, report: &report)
    } catch let problem {
      throw VerificationError(file: file, line: index + 1, problem: problem)
    }
  }
}

/// Asks the engine everything one case holds.
private func verify(
  line: Data, decoder: JSONDecoder, report: inout VerificationReport
) throws(VerificationError.Problem) {
  let recorded: RecordedCase
  do { recorded = try decoder.decode(RecordedCase.self, from: line) } catch let error {
    throw .malformed("\(error)")
  }
  var runner = try CaseRunner(recorded)
  report.cases += 1
  for query in recorded.queries {
    report.queries += 1
    switch try runner.run(query) {
    case .agree: report.agree += 1
    case .excused(let excuse): report.excused[excuse.rawValue, default: 0] += 1
    case .disagree(let got):
      report.add(
        VerificationReport.Disagreement(
          case: recorded.id, label: recorded.label, operation: query.operation,
          address: Hexadecimal.plain(query.address), expected: query.answer.description, got: got))
    }
  }
  report.tablesCompared += 1
  if let difference = runner.memoryDifference() {
    report.add(
      VerificationReport.Disagreement(
        case: recorded.id, label: recorded.label, operation: "mem_after",
        address: Hexadecimal.plain(difference.address),
        expected: Hexadecimal.plain(difference.expected), got: Hexadecimal.plain(difference.got)))
  }
}
