import Foundation

extension ExplorationReport {
  /// The same for people.
  var text: String {
    var lines = ["\(scenario) \(edition)\(policyWords): \(answer)"]
    for finding in findings { lines += words(of: finding) }
    let rate = "\(statesPerSecond) states/s, \(bytesPerState) bytes a state"
    let time = String(format: "%.2f", seconds)
    lines.append(
      "  \(states) states, \(transitions) steps, depth \(depth), \(time) s, \(rate)")
    if let statesForRounds {
      lines.append("  Rounds (I7) were looked for among all \(statesForRounds) states.")
    }
    if exhausted, !reachesEnd, findings.isEmpty {
      lines.append("  This “safe” says little: in no order does everyone come to an end.")
    }
    if exhausted, !looksForRounds, findings.isEmpty {
      lines.append("  Rounds in which someone never comes to an end (I7) were not looked for.")
    }
    if exhausted, !neverTaken.isEmpty, findings.isEmpty {
      let threads = neverTaken.sorted { $0.key < $1.key }
        .map { "\($0.key): \($0.value.joined(separator: " "))" }
      lines.append("  Steps that no order takes: " + threads.joined(separator: "; "))
    }
    return lines.joined(separator: "\n")
  }

  private var policyWords: String {
    policies.sorted { $0.key < $1.key }.map { ", \($0.key)=\($0.value)" }.joined()
  }

  private var answer: String {
    switch verdict {
    case "safe": return "safe, every order was searched"
    case "violation": return "violation of \(invariant ?? "")"
    default:
      let why = ["time": "time is up", "cancelled": "stopped"][stopped ?? ""]
      return
        "not exhausted (\(why ?? "bound: \(stopped ?? "rounds")")): \(states) states, "
        + "frontier \(frontier)"
    }
  }

  private func words(of finding: FindingReport) -> [String] {
    let who = finding.thread.isEmpty ? "" : "\(finding.thread) at \(finding.step): "
    let own = file.map { "--file \($0)" } ?? scenario
    let options = policies.sorted { $0.key < $1.key }
      .map { " --policy \($0.key)=\($0.value)" }.joined()
    let count = vcpus.map { " --vcpus \($0)" } ?? ""
    return [
      "  \(finding.rule) after \(finding.steps) steps: \(finding.words)",
      "    \(who)\(finding.reason)",
      "    tablewalk step \(own) --edition \(edition)\(options)\(count) "
        + "--schedule \"\(finding.schedule)\"",
    ] + (finding.confirmed ? [] : ["    The stepper does not confirm this: the search is wrong."])
  }
}
