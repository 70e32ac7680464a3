import Documents
import VMSA

extension TranslationPlan.Tables {
  /// Reads `granule`, `bits`, `map` and `tables` of a stage.
  init(
    _ fields: [String: DocumentValue], _ stage: Stage, isWide: Bool, of value: DocumentValue
  ) throws(DocumentError) {
    let granule = try fields["granule"]?.granule() ?? .size4K
    let bits = try fields["bits"]?.number(16...52) ?? (stage == .one ? 48 : 40)
    let tablesAt = try fields["tables"]?.word() ?? (stage == .one ? 0x4020_0000 : 0x8_4000_0000)
    guard tablesAt < 1 << 47, tablesAt % granule.pageSizeBytes == 0 else {
      throw (fields["tables"] ?? value).expected("the address of a page below 2^47")
    }
    let format = DescriptorFormat(
      stage: stage, granule: granule, outputAddressBits: isWide ? 52 : 48)
    var leaves: [TranslationPlan.Leaf] = []
    for leaf in try fields["map"]?.list(atMost: 32) ?? [] {
      leaves.append(try TranslationPlan.Leaf(leaf, format))
    }
    self.init(granule: granule, inputBits: bits, leaves: leaves, tablesAt: tablesAt)
  }
}

extension TranslationPlan.Leaf {
  /// The keys of one thing mapped.
  ///
  /// - `at`, `to`: the first input and output address, multiples of the size.
  /// - `size`: of the leaf, one that the granule has: 4K (or the page), 2M, 1G…
  /// - `el1`: rw (if left open) or r; `el0`: none (if left open), r or rw; both of stage 1.
  /// - `read`, `write`: of stage 2, both true if left open.
  /// - `execute`: none (if left open), el0, el1 or both.
  /// - `young`: the access flag, set if left open; `global`: nG clear, as if left open.
  /// - `dirty-bit-modifier`: DBM; `contiguous`: a whole run from `at` on; `memory`: normal (if left
  ///   open), device or uncached.
  init(_ value: DocumentValue, _ format: DescriptorFormat) throws(DocumentError) {
    let fields = try value.fields(
      "at", "to", "size", "el1", "el0", "read", "write", "execute", "young", "global",
      "dirty-bit-modifier", "contiguous", "memory")
    let granule = format.granule
    var level = Level.three
    if let size = fields["size"] {
      let bytes = try size.size()
      let found = Level.allCases.first {
        granule.entrySpanBytes(at: $0) == bytes && format.permitsLeaf(at: $0)
      }
      guard let found else {
        throw size.expected("the size of a page or block of \(granule.name) tables")
      }
      level = found
    }
    let isRun = try fields["contiguous"]?.flag() ?? false
    if isRun, granule.contiguousEntries(at: level) == nil {
      throw (fields["contiguous"] ?? value).failure(.refused("no runs are there at \(level.words)"))
    }
    let bits =
      switch format.stage {
      case .one: try Self.stage1(fields, isRun: isRun, of: value).encoded(in: format)
      case .two: try Self.stage2(fields, isRun: isRun).encoded(in: format)
      }
    self.init(
      at: try fields.need("at", of: value).word(), to: try fields.need("to", of: value).word(),
      level: level, bits: bits)
  }

  private static func stage1(
    _ fields: [String: DocumentValue], isRun: Bool, of value: DocumentValue
  ) throws(DocumentError) -> Stage1Attributes {
    let user = try fields["el0"]?.one(of: ["none": 0, "r": 1, "rw": 2]) ?? 0
    let canWrite = try fields["el1"]?.one(of: ["r": false, "rw": true]) ?? (user != 1)
    let permission: Stage1AccessPermission
    switch (user, canWrite) {
    case (0, true): permission = .privilegedReadWrite
    case (0, false): permission = .privilegedReadOnly
    case (1, false): permission = .readOnly
    case (2, true): permission = .readWrite
    default: throw value.failure(.refused("no AP says that EL0 and EL1 differ in writing so"))
    }
    let execute = try fields["execute"]?.one(
      of: [
        "none": (false, false), "el0": (true, false), "el1": (false, true), "both": (true, true),
      ])
    let memory: AttributeIndex =
      try fields["memory"]?.one(of: ["normal": 0, "device": 1, "uncached": 2]) ?? 0
    return Stage1Attributes(
      attrIndex: memory, ap: permission, sh: .inner,
      accessFlag: try fields["young"]?.flag() ?? true,
      notGlobal: !(try fields["global"]?.flag() ?? true), contiguous: isRun,
      dbm: try fields["dirty-bit-modifier"]?.flag() ?? false, pxn: !(execute?.1 ?? false),
      uxn: !(execute?.0 ?? false))
  }

  private static func stage2(
    _ fields: [String: DocumentValue], isRun: Bool
  ) throws(DocumentError) -> Stage2Attributes {
    let execute = try fields["execute"]?.one(
      of: ["none": .nobody, "el0": .onlyEL0, "el1": .onlyEL1, "both": Stage2ExecuteNever.everyone])
    let memory: Stage2MemoryAttribute =
      try fields["memory"]?.one(of: ["normal": 0b1111, "device": 0b0001, "uncached": 0b0101])
      ?? 0b1111
    return Stage2Attributes(
      memAttr: memory, readable: try fields["read"]?.flag() ?? true,
      writable: try fields["write"]?.flag() ?? true, sh: .inner,
      accessFlag: try fields["young"]?.flag() ?? true, executeNever: execute ?? .nobody,
      contiguous: isRun, dbm: try fields["dirty-bit-modifier"]?.flag() ?? false)
  }
}
