import VMSA

extension TableBuilder {
  /// Tells the recorder which translations must be forgotten after a change.
  ///
  /// Stage 1 goes by VA, leaves only unless tables went too. Stage 2 goes by IPA, and then stage 1
  /// of the virtual machine as well, for a TLB may hold both stages as one entry, which only that
  /// removes.
  ///
  /// Source: Arm ARM, "TLB maintenance instructions" (IPAS2E1), and Linux `kvm_tlb_flush_vmid_ipa`.
  @usableFromInline @inline(never)
  mutating func invalidate(_ input: UInt64, bytes: UInt64, shift: UInt64, tables: Bool) {
    // A plain instruction finds one leaf, and the tables on the way to one page.
    let isPlain = bytes == 1 << shift && (!tables || shift == geometry.pageShift)
    // A hint speaks of one level; where tables went, leaves of several may have gone.
    let hint =
      tables
      ? nil
      : TLBInvalidation.Hint(granule: root.format.granule, level: geometry.level(at: shift))
    let operation: TLBOperation =
      switch root.stage {
      case .one: tables ? .vae1 : .vale1
      case .two: tables ? .ipas2e1 : .ipas2le1
      }
    recorder.invalidated(
      TLBInvalidation(
        operation, address: input, byteCount: isPlain ? nil : bytes, asid: owner.asid,
        vmid: owner.vmid, hint: hint, granule: root.format.granule))
    if root.stage == .two {
      recorder.invalidated(TLBInvalidation(.vmalle1, vmid: owner.vmid))
    }
  }
}
