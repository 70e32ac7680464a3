import Machine

/// What the user may tell about a recording that it does not tell itself.
public struct ReadingOptions: Hashable, Sendable {
  /// A Linux version, as far as KVM's locking differs by it.
  public struct KernelVersion: Hashable, Comparable, Sendable {
    /// The first number.
    public var major: Int
    /// The second number.
    public var minor: Int

    /// Makes a version.
    public init(major: Int, minor: Int) {
      self.major = major
      self.minor = minor
    }

    /// Reads “6.12” or “v6.12.95”; nil when it is no version.
    public init?(_ text: String) {
      let parts = text.drop { $0 == "v" }.split(separator: ".", omittingEmptySubsequences: false)
      guard parts.count >= 2, let major = Int(parts[0]),
        let minor = Int(parts[1].prefix { $0.isNumber }), (1...99).contains(major), minor >= 0
      else { return nil }
      self.init(major: major, minor: minor)
    }

    /// Orders by major, then minor number.
    public static func < (left: KernelVersion, right: KernelVersion) -> Bool {
      (left.major, left.minor) < (right.major, right.minor)
    }

    /// How a fault holds mmu_lock: for reading since v6.2, alone before.
    ///
    /// Source: user_mem_abort, arch/arm64/kvm/mmu.c, v6.1 and v6.2.
    var faultLockMode: LockClaim.Mode {
      self >= KernelVersion(major: 6, minor: 2) ? .read : .write
    }
  }

  /// The kernel that was recorded; nil to tell by the recording.
  public var kernel: KernelVersion?

  /// Whether to tell what became true of tables, locks and threads; else only the events are read.
  public var infersFacts: Bool

  /// Makes options.
  public init(kernel: KernelVersion? = nil, infersFacts: Bool = true) {
    self.kernel = kernel
    self.infersFacts = infersFacts
  }
}
