/// One translation of one stage: the entries read, and how it ended.
///
/// Permissions are not looked at, nor does a walk ask a second stage for the tables' addresses.
///
/// Source: Arm ARM, "Translation table walk"; pseudocode AArch64.S1Walk and AArch64.S2Walk.
public struct Walk: Hashable, Sendable {
  /// The input address.
  public let address: UInt64
  /// Where the walk started.
  public let root: WalkRoot
  /// The entries read, in order.
  public let steps: WalkSteps
  /// How it ended.
  public let result: Result

  /// How a walk ends.
  public enum Result: Hashable, Sendable {
    /// At a leaf: the address maps to `output`.
    case mapped(output: PhysicalAddress, leaf: Descriptor)
    /// In a fault.
    case fault(WalkFault)
    /// At an entry, `at` this address, the memory knows nothing of.
    case unknownEntry(PhysicalAddress)
  }

  /// The steps as an array, for display.
  public var stepsArray: [WalkStep] { Array(steps) }

  /// Makes a walk from what it found.
  @inlinable
  init(address: UInt64, root: WalkRoot, steps: WalkSteps, result: Result) {
    self.address = address
    self.root = root
    self.steps = steps
    self.result = result
  }
}
