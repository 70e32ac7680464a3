import VMSA

/// One visit of a KVM page-table walker's callback, as its kprobe prints it.
///
/// `addr=… level=… ptep=… old=… visit=…`; visit is 1 for a leaf, 2 for a table before its entries,
/// 4 for a table after them. Source: struct kvm_pgtable_visit_ctx, arch/arm64/include/asm/kvm_pgtable.h.
struct WalkerVisit: Equatable {
  var address: UInt64
  var level: Level
  /// The kernel virtual address of the entry.
  var entryAddress: UInt64
  /// The entry as the walker read it.
  var old: UInt64
  var when: When
  /// Whether the event has the `start` field of kernels since v6.2.
  var hasStart: Bool

  enum When: Int {
    case leaf = 1
    case beforeTable = 2
    case afterTable = 4
  }

  /// Reads the fields; nil when one is missing or makes no sense.
  init?(_ fields: borrowing RecordFields) {
    guard let address = fields[.addr], let number = fields.signed(.level),
      let level = Int8(exactly: number).flatMap(Level.init(rawValue:)),
      let entryAddress = fields[.ptep], let old = fields[.old]
    else { return nil }
    guard let when = When(rawValue: fields.signed(.visit) ?? 1) else { return nil }
    self.address = address
    self.level = level
    self.entryAddress = entryAddress
    self.old = old
    self.when = when
    hasStart = fields[.start] != nil
  }

  /// The kernel virtual address of the table page the entry is in.
  func page(_ granule: Granule) -> UInt64 { entryAddress & ~(granule.pageSizeBytes - 1) }
}
