/// Which function a probe stands for, by its event's name and its fields, where no symbol is told.
///
/// A name that tools make of the symbol is enough: `p_symbol_0` and `r_symbol_0` (the kernel's own),
/// `symbol__return` (perf), `symbol__entry` and `symbol__exit` (fprobes). Else both must agree: the
/// name holds the function's symbol, or a usual short form of it, and the fields are those that a
/// probe of it records. The longest form counts; two of the same length
/// leave it open.
enum ProbeGuess {
  private struct Form {
    var function: KernelFunction
    /// Short forms of its symbol.
    var words: [String]
    /// Fields that a probe of it has.
    var fields: Set<String>

    init(_ function: KernelFunction, _ words: [String], _ fields: Set<String>) {
      self.function = function
      self.words = words
      self.fields = fields
    }
  }

  /// The function of a probe.
  ///
  /// - Parameter fields: the names of its fields; nil for a return, whose only field is its value.
  static func function(named name: String, fields: Set<String>?) -> KernelFunction? {
    if let function = KernelFunction(symbol: ProbeGuess.symbol(madeInto: name)) { return function }
    if let fields, fields.isSuperset(of: ["pgt", "addr", "size", "phys", "prot"]) {
      return .mapStage2
    }
    var longest = 0
    var found: [KernelFunction] = []
    for form in forms where fields?.isSuperset(of: form.fields) ?? true {
      let words = form.words + [form.function.symbol]
      guard let length = words.filter({ name.contains($0) }).map(\.count).max() else { continue }
      if length > longest { (longest, found) = (length, []) }
      if length == longest { found.append(form.function) }
    }
    return found.count == 1 ? found[0] : nil
  }

  /// The symbol that a tool made a name of; the name where it looks like none of theirs.
  private static func symbol(madeInto name: String) -> String {
    var symbol = name[...]
    if symbol.hasSuffix("_0"), symbol.hasPrefix("p_") || symbol.hasPrefix("r_") {
      symbol = symbol.dropFirst(2).dropLast(2)
    }
    for ending in ["__return", "__entry", "__exit"] where symbol.hasSuffix(ending) {
      symbol = symbol.dropLast(ending.count)
    }
    return String(symbol)
  }

  private static let walk: Set<String> = ["addr", "level", "visit"]
  private static let pages: Set<String> = ["pgt", "addr", "size"]

  private static let forms: [Form] = [
    Form(.handleGuestAbort, ["guest_abort"], ["vcpu"]),
    Form(.mapStage2, ["s2map", "stage2_map"], ["pgt", "addr", "size", "phys", "prot"]),
    Form(.unmapStage2, ["unmap"], pages),
    Form(.writeProtectStage2, ["wrprot", "protect"], pages),
    Form(.makeYoungStage2, ["mkyoung"], ["pgt", "addr"]),
    Form(.makeOldStage2, ["mkold"], ["pgt", "addr"]),
    Form(.relaxStage2, ["relax"], ["pgt", "addr", "prot"]),
    Form(.flushStage2, ["s2flush", "stage2_flush"], pages),
    Form(.destroyStage2, ["destroy"], ["pgt"]),
    Form(.testClearYoungStage2, ["clryoung", "clear_young"], pages),
    Form(.splitStage2, ["split"], pages),
    Form(.mapWalker, ["mapwalk", "map_walk"], walk),
    Form(.unmapWalker, ["unmapwalk", "unmap_walk"], walk),
    Form(.attributeWalker, ["attrwalk", "attr_walk"], walk),
    Form(.ageWalker, ["agewalk", "age_walk"], walk),
    Form(.splitWalker, ["splitwalk", "split_walk"], walk),
    Form(.tryBreak, ["trybreak", "try_break"], ["addr", "level"]),
    Form(.trySet, ["trysetpte", "try_set"], ["addr", "level", "new"]),
    Form(.makeEntry, ["make"], ["addr", "level", "new"]),
    Form(.invalidateRangeStart, ["inv_start", "range_start"], ["start", "end"]),
    Form(.invalidateRangeEnd, ["inv_end", "range_end"], ["start", "end"]),
    Form(.notifierRelease, ["release"], ["mn"]),
    Form(.flushShadowAll, ["flush_all", "shadow_all"], ["kvm"]),
    Form(.flushShadowMemslot, ["flush_slot", "shadow_memslot"], ["kvm"]),
    Form(.freeStage2Root, ["free_pgd", "free_stage2"], ["mmu"]),
    Form(.unmapGuestRange, ["unmap_gfn"], ["kvm", "start", "end"]),
    Form(.ageGuestRange, ["age_gfn"], ["kvm", "start", "end"]),
    Form(.testAgeGuestRange, ["test_age_gfn"], ["kvm", "start", "end"]),
    Form(.writeProtectRange, ["wp_range"], ["mmu", "addr", "end"]),
    Form(.unmapRange, ["unmap_range"], ["mmu", "start", "size"]),
    Form(.readLockSlowPath, ["rlock_slow", "read_lock_slow"], ["lock"]),
    Form(.writeLockSlowPath, ["wlock_slow", "write_lock_slow"], ["lock"]),
    Form(.flushTLBRange, ["tlbi_range", "flush_vmid_range"], ["mmu", "start"]),
    Form(.flushTLBAddressLocally, ["ipa_nsh"], ["mmu", "ipa"]),
    Form(.flushTLBAddress, ["tlbi_ipa", "flush_vmid_ipa"], ["mmu", "ipa"]),
    Form(.flushTLB, ["tlbi_vmid"], ["mmu"]),
  ]
}
