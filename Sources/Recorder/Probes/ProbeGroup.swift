/// Probes that tell one thing, which is what the script says above them.
public struct ProbeGroup: Hashable, Sendable {
  /// What they tell.
  public let tells: String
  /// The probes, in the order they are set.
  public let probes: [KernelProbe]

  /// Every probe of every group.
  public static var allProbes: [KernelProbe] { all.flatMap(\.probes) }
}

extension KernelProbe {
  static func call(_ event: String, _ function: String, _ fixed: String) -> KernelProbe {
    KernelProbe(
      event: event, function: function, entry: Arguments(layout: nil, fixed: fixed), returned: nil)
  }

  static func call(
    _ event: String, _ function: String, _ layout: ArgumentLayout, _ fixed: String = ""
  ) -> KernelProbe {
    KernelProbe(
      event: event, function: function, entry: Arguments(layout: layout, fixed: fixed),
      returned: nil)
  }

  /// The same, with its return recorded.
  func returning(_ value: String = "") -> KernelProbe {
    KernelProbe(event: event, function: function, entry: entry, returned: value)
  }
}
