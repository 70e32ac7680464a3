import KVM

extension Outcome {
  /// Whether it is as a verdict says; nil where the search came to no end.
  public func agrees(with verdict: ScenarioExpectation.Verdict, reaching labels: [String] = [])
    -> Bool?
  {
    if findings.contains(where: { !$0.isConfirmed }) { return false }
    for need in verdict.needs {
      let isFound = findings.contains {
        $0.rule == need.rule && (need.step ?? $0.step) == $0.step
      }
      if !isFound { return result.isExhausted ? false : nil }
    }
    if findings.contains(where: { verdict.excludes.contains($0.rule) }) { return false }
    if !verdict.excludes.isEmpty, !result.isExhausted { return nil }
    guard verdict.isSafe else { return true }
    switch self.verdict {
    case .safe: return reachesEnd && labels.allSatisfy(takenLabels.contains)
    case .violation: return false
    case .notExhausted: return nil
    }
  }

  /// What was found, as the table says it: “ok”, “I1”, “I1 I8”, “?”.
  public func text(for verdict: ScenarioExpectation.Verdict) -> String {
    switch self.verdict {
    case .safe: return reachesEnd ? "ok" : "ok, no end"
    case .notExhausted: return "?"
    case .violation: break
    }
    // Of what was found beside what was looked for, only what was looked for was looked for everywhere.
    var rules: [InvariantRule] = []
    for need in verdict.needs where rules.contains(need.rule) == false {
      let isFound = findings.contains {
        $0.rule == need.rule && (need.step ?? $0.step) == $0.step
      }
      if isFound { rules.append(need.rule) }
    }
    if rules.count < Set(verdict.needs.map(\.rule)).count || verdict.needs.isEmpty {
      for finding in findings where !rules.contains(finding.rule) { rules.append(finding.rule) }
    }
    return rules.map(\.rawValue).joined(separator: " ")
  }

  /// The shortest of what was found that a verdict asks for; else the shortest of all.
  public func shortest(for verdict: ScenarioExpectation.Verdict? = nil) -> Finding? {
    let wanted = findings.filter { finding in
      verdict?.needs.contains {
        $0.rule == finding.rule && ($0.step ?? finding.step) == finding.step
      }
        ?? true
    }
    return (wanted.isEmpty ? findings : wanted).min {
      $0.schedule.moves.count < $1.schedule.moves.count
    }
  }
}
