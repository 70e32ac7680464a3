/// Where some of a function's arguments are, by kernel.
///
/// A kprobe reads registers and memory; where a field of a structure lies changes between versions.
/// A layout is a shell variable of the script, set once for the kernel it runs on.
public struct ArgumentLayout: Hashable, Sendable {
  /// The variable's name.
  public let name: String
  /// What it reads, for the script's comment.
  public let meaning: String
  /// The source facts it relies on, for the script's comment.
  public let sources: [String]
  /// The kernels' layouts: the first whose condition holds is taken.
  public let variants: [Variant]

  /// One layout and the kernels it is that of.
  public struct Variant: Hashable, Sendable {
    /// Which kernels.
    public let condition: Condition
    /// As a kprobe definition has them: Documentation/trace/kprobetrace.rst of Linux.
    public let arguments: String
  }

  /// What tells that a kernel has a layout.
  public enum Condition: Hashable, Sendable {
    /// The kernel is of this release or newer.
    case since(KernelVersion)
    /// The kernel has a function that came and went with the layout.
    case has(function: String)
    /// Any other kernel.
    case otherwise
  }

  /// The layout of a kernel of which only the release is known; nil when it has none.
  ///
  /// - Parameter functions: functions the kernel is known to have.
  public func arguments(for version: KernelVersion, functions: Set<String> = []) -> String? {
    variants.first {
      switch $0.condition {
      case .since(let first): version >= first
      case .has(let function): functions.contains(function)
      case .otherwise: true
      }
    }?.arguments
  }
}
