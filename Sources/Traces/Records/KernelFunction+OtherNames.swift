extension KernelFunction {
  /// What other releases call a function, or what they made of one.
  ///
  /// v6.19 (and v6.17-rc) frees a stage-2 tree in chunks: a range at a time, then its root.
  ///
  /// Source: kvm_stage2_destroy(), arch/arm64/kvm/mmu.c, v6.18.2 and v6.19.
  static let otherNames: [String: KernelFunction] = [
    "kvm_pgtable_stage2_destroy_range": .destroyStage2,
    "kvm_pgtable_stage2_destroy_pgd": .destroyStage2,
  ]
}
