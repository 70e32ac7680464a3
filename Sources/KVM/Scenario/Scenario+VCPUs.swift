extension Scenario {
  /// The same scenario with so many vCPUs: the last are left out, or the last is doubled.
  public func running(vcpus count: Int) -> Scenario {
    var copy = self
    let vcpus = threads.filter { $0.program == "vcpu" }
    guard let last = vcpus.last, count >= 1 else { return self }
    let kept = Set(vcpus.prefix(count).map(\.name))
    copy.threads.removeAll { $0.program == "vcpu" && !kept.contains($0.name) }
    for number in vcpus.count..<max(vcpus.count, count) {
      var plan = last
      plan.name = copy.freeName(from: number)
      let place = copy.threads.lastIndex { $0.program == "vcpu" } ?? 0
      copy.threads.insert(plan, at: place + 1)
    }
    return copy
  }

  private func freeName(from number: Int) -> String {
    var number = number
    while threads.contains(where: { $0.name == "v\(number)" }) { number += 1 }
    return "v\(number)"
  }
}
