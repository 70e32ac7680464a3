/// A release of Linux, as far as layouts depend on it.
public struct KernelVersion: Comparable, Hashable, Sendable, CustomStringConvertible {
  /// The first number: 6 of 6.12.95.
  public let major: Int
  /// The second: 12 of 6.12.95.
  public let minor: Int
  /// The stable release; 0 for the first.
  public let patch: Int

  /// Makes one from its numbers.
  public init(_ major: Int, _ minor: Int, _ patch: Int = 0) {
    self.major = major
    self.minor = minor
    self.patch = patch
  }

  /// Reads “6.12”, “v6.12.95” or what `uname -r` prints; nil for other text and numbers above 999.
  public init?(_ text: some StringProtocol) {
    let digits = (text.first == "v" ? Substring(text.dropFirst()) : Substring(text))
      .prefix { $0 == "." || $0.isASCII && $0.isNumber }
    let numbers = digits.split(separator: ".", omittingEmptySubsequences: true).map { Int($0) }
    guard numbers.count >= 2, let major = numbers[0], let minor = numbers[1] else { return nil }
    let patch = numbers.count > 2 ? numbers[2] ?? 0 : 0
    guard (0..<1000).contains(major), (0..<1000).contains(minor), (0..<1000).contains(patch)
    else { return nil }
    self.init(major, minor, patch)
  }

  /// Older before newer.
  public static func < (left: KernelVersion, right: KernelVersion) -> Bool {
    (left.major, left.minor, left.patch) < (right.major, right.minor, right.patch)
  }

  /// “6.12” or “6.3.4”.
  public var description: String {
    patch == 0 ? "\(major).\(minor)" : "\(major).\(minor).\(patch)"
  }
}
