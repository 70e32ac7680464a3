/// A kernel function that is recorded: at its entry, at its return, or both.
public struct KernelProbe: Hashable, Sendable {
  /// What its events are called; the return's has “_ret” behind it.
  public let event: String
  /// The function's symbol.
  public let function: String
  /// What is read at its entry; nil when the entry is not recorded.
  public let entry: Arguments?
  /// What is read at its return, as a kprobe definition has it; nil when it is not recorded.
  public let returned: String?

  /// What a probe reads.
  public struct Arguments: Hashable, Sendable {
    /// What depends on the kernel.
    public let layout: ArgumentLayout?
    /// What is the same for all kernels.
    public let fixed: String

    /// As the script's double-quoted word has them.
    var shellText: String {
      [layout.map { "$" + $0.name }, fixed.isEmpty ? nil : fixed].compactMap(\.self)
        .joined(separator: " ")
    }

    /// As a kernel's kprobe definition has them; nil when the layout has none for it.
    public func text(for version: KernelVersion, functions: Set<String> = []) -> String? {
      guard let layout else { return fixed }
      guard let varying = layout.arguments(for: version, functions: functions) else { return nil }
      return fixed.isEmpty ? varying : varying + " " + fixed
    }
  }

  /// Names of what the entry reads, in order: “addr”, “level”.
  public func argumentNames(for version: KernelVersion) -> [String] {
    (entry?.text(for: version) ?? "").split(separator: " ")
      .compactMap { $0.split(separator: "=").first.map(String.init) }
  }
}
