// An underscore for the dot: v6.2 and v6.12 must not look alike.
// swift-format-ignore: AlwaysUseLowerCamelCase
/// A kernel release whose stage-2 code the simulation can behave as.
///
/// The releases are those where something of it changed; each stands for those up to the next.
/// `v6.3` is v6.2.10 and newer, since the repairs of March 2023 were backported that far.
/// Source: the kernel's history as Documentation/KVM.md lists it.
public enum Edition: Int, Hashable, Sendable, CaseIterable, Comparable {
  case v5_14 = 514
  case v5_15 = 515
  case v5_18 = 518
  case v6_2 = 602
  case v6_3 = 603
  case v6_4 = 604
  case v6_5 = 605
  case v6_12 = 612
  case v6_13 = 613
  case v6_14 = 614
  case v6_19 = 619

  /// The editions that scenarios are judged in.
  public static let main: [Edition] = [.v5_14, .v5_15, .v5_18, .v6_2, .v6_3, .v6_19]

  /// Its name: “v6.2”.
  public var name: String { "v\(rawValue / 100).\(rawValue % 100)" }

  /// The edition with a name, with or without its “v”.
  public init?(name: String) {
    guard let match = Edition.allCases.first(where: { $0.name == name || $0.name == "v" + name })
    else { return nil }
    self = match
  }

  /// Whether one release is older than another.
  public static func < (left: Edition, right: Edition) -> Bool { left.rawValue < right.rawValue }
}
