extension Stage1Attributes {
  /// Adds a stage 1 leaf's attribute fields, but for `nT`, which depends on the level.
  func addFields(to list: inout DescriptorFieldList) {
    list.addIgnored(63...63)
    list.add(59...62, "PBHA", "page-based hardware attributes, overlay index, or software's")
    list.add(55...58, "Software", softwareWords)
    list.add(54, "UXN", set: "EL0 never executes", clear: "EL0 may execute")
    list.add(53, "PXN", set: "EL1 never executes", clear: pxnClearWords)
    list.add(52, "Contiguous", set: "one of a contiguous run", clear: "alone")
    list.add(51, "DBM", set: "hardware may make it writable", clear: "writable only by software")
    list.add(50, "GP", set: "guarded page", clear: "not guarded")
    list.add(11, "nG", set: "this address space only", clear: "global")
    list.add(10, "AF", set: "accessed", clear: "not accessed yet")
    if let sh { list.add(8...9, "SH", sh.words) }
    list.add(6...7, "AP", ap.words)
    list.add(5, "NS", set: "Non-secure output", clear: "Secure output, where there is a choice")
    list.add(2...4, "AttrIndx", "memory type \(attrIndex.value) of MAIR")
  }

  /// What Linux keeps in bits 58:55 of a page: dirty, special, devmap (until 6.14) and uffd-wp.
  ///
  /// Source: Linux, arch/arm64/include/asm/pgtable-prot.h, `PTE_DIRTY` to `PTE_UFFD_WP`.
  private var softwareWords: String {
    let names = ["dirty", "special", "devmap", "uffd-wp"]
    let set = names.indices.filter { softwareBits.value >> $0 & 1 == 1 }.map { names[$0] }
    return set.isEmpty
      ? "software's own, clear" : "software's own; Linux: \(set.joined(separator: ", "))"
  }

  /// What a clear PXN means next to this AP.
  private var pxnClearWords: String {
    ap == .readWrite ? "EL1 never executes what EL0 can write" : "EL1 may execute"
  }
}
