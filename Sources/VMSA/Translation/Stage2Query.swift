/// What stage 2 is asked, and why.
@usableFromInline
struct Stage2Query {
  /// The address to translate.
  @usableFromInline
  let address: IntermediateAddress
  /// What is to be done there; reading or writing a table counts as privileged.
  @usableFromInline
  let access: Access
  /// Why it is asked.
  @usableFromInline
  let purpose: TableAccess.Purpose

  @inlinable
  init(address: IntermediateAddress, access: Access, purpose: TableAccess.Purpose) {
    self.address = address
    self.access = access
    self.purpose = purpose
  }

  /// Whether a stage 1 table is looked for, not the output.
  @inlinable
  var isTableWalk: Bool {
    switch purpose {
    case .locatesOutput: false
    case .stage1, .locatesTable, .updatesTable: true
    }
  }

  /// The end of the translation in a stage 2 fault.
  @usableFromInline @inline(never)
  func fault(_ status: FaultStatus, _ reason: FaultReason) -> TranslationStop {
    .fault(
      TranslationFault(status, reason, at: address, isStage1TableWalk: isTableWalk))
  }
}
