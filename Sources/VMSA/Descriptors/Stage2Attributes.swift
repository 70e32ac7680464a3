/// Everything a stage 2 leaf says about the memory it maps, apart from where it is.
///
/// Encoding and decoding are inverse in a given format; fields that a format or level does not
/// have are dropped: shareability with LPA2, `nT` in a page.
///
/// Source: Arm ARM, "Stage 2 attribute fields in VMSAv8-64 Block and Page descriptors".
public struct Stage2Attributes: Hashable, Sendable {
  /// MemAttr, bits 5:2.
  public var memAttr: Stage2MemoryAttribute
  /// S2AP[0], bit 6.
  public var readable: Bool
  /// S2AP[1], bit 7.
  public var writable: Bool
  /// SH, bits 9:8; nil with LPA2, where `VTCR_EL2.SH0` says it for all.
  public var sh: Shareability?
  /// AF, bit 10: clear until the first access.
  public var accessFlag: Bool
  /// FnXS, bit 11 (FEAT_XS).
  public var fnXS: Bool
  /// nT, bit 16 of a block (FEAT_BBM): the block may be cached only as parts.
  public var nT: Bool
  /// DBM, bit 51: hardware may make the leaf writable instead of faulting.
  public var dbm: Bool
  /// Contiguous, bit 52: one of a run of entries that a TLB may hold as one.
  public var contiguous: Bool
  /// XN[1:0], bits 54:53.
  public var executeNever: Stage2ExecuteNever
  /// Bits 58:55, software's own.
  public var softwareBits: Nibble
  /// Bits 62:59, page-based hardware attributes (FEAT_HPDS2) or software's.
  public var pbha: Nibble

  /// Makes attributes; what isn't named is off, and the memory non-shareable.
  public init(
    memAttr: Stage2MemoryAttribute, readable: Bool = false, writable: Bool = false,
    sh: Shareability? = .nonShareable, accessFlag: Bool = false,
    executeNever: Stage2ExecuteNever = .everyone, contiguous: Bool = false, dbm: Bool = false,
    softwareBits: Nibble = 0, fnXS: Bool = false, nT: Bool = false, pbha: Nibble = 0
  ) {
    self.memAttr = memAttr
    self.readable = readable
    self.writable = writable
    self.sh = sh
    self.accessFlag = accessFlag
    self.fnXS = fnXS
    self.nT = nT
    self.dbm = dbm
    self.contiguous = contiguous
    self.executeNever = executeNever
    self.softwareBits = softwareBits
    self.pbha = pbha
  }

  /// "RWX", "R–X", "R––": read, write, execute.
  public var permissionText: String {
    "\(readable ? "R" : "–")\(writable ? "W" : "–")\(executeNever.letter)"
  }
}
