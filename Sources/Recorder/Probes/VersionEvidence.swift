/// A function that shows that a kernel's KVM is of a version or newer, whatever number it has.
///
/// Distributions put newer KVMs into older kernels.
public struct VersionEvidence: Hashable, Sendable {
  /// The function.
  public let function: String
  /// The release it came with.
  public let version: KernelVersion

  /// What is asked of every kernel, older before newer.
  public static let all = [
    // Came with the parallel map walker; asm/kvm_pgtable.h of 6.2.
    VersionEvidence(
      function: "kvm_pgtable_stage2_free_removed", version: KernelVersion(6, 2)),
    // Came with eager splitting; asm/kvm_pgtable.h of 6.5.
    VersionEvidence(function: "kvm_pgtable_stage2_split", version: KernelVersion(6, 5)),
  ]
}
