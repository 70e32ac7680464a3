/// Everything a stage 1 leaf of EL1&0 says about the memory it maps, apart from where it is.
///
/// Encoding and decoding are inverse in a given format; fields that a format or level does not
/// have are dropped: shareability with LPA2, `nT` in a page.
///
/// Source: Arm ARM, "Stage 1 attribute fields in VMSAv8-64 Block and Page descriptors".
public struct Stage1Attributes: Hashable, Sendable {
  /// AttrIndx, bits 4:2: which memory type of MAIR.
  public var attrIndex: AttributeIndex
  /// NS, bit 5.
  public var ns: Bool
  /// AP[2:1], bits 7:6.
  public var ap: Stage1AccessPermission
  /// SH, bits 9:8; nil with LPA2, where `TCR.SH0` or `SH1` says it for all.
  public var sh: Shareability?
  /// AF, bit 10: clear until the first access.
  public var accessFlag: Bool
  /// nG, bit 11: belongs to one address space (ASID).
  public var notGlobal: Bool
  /// nT, bit 16 of a block (FEAT_BBM): the block may be cached only as parts.
  public var nT: Bool
  /// GP, bit 50: guarded page (FEAT_BTI).
  public var gp: Bool
  /// DBM, bit 51: hardware may make the leaf writable instead of faulting.
  public var dbm: Bool
  /// Contiguous, bit 52: one of a run of entries that a TLB may hold as one.
  public var contiguous: Bool
  /// PXN, bit 53: EL1 never executes.
  public var pxn: Bool
  /// UXN, bit 54: EL0 never executes.
  public var uxn: Bool
  /// Bits 58:55, software's own.
  public var softwareBits: Nibble
  /// Bits 62:59, page-based hardware attributes (FEAT_HPDS2), with the overlay index in 62:60
  /// (FEAT_S1POE), or software's.
  public var pbha: Nibble

  /// Makes attributes; what isn't named is off, and the memory EL1's and non-shareable.
  public init(
    attrIndex: AttributeIndex, ap: Stage1AccessPermission = .privilegedReadWrite,
    sh: Shareability? = .nonShareable, accessFlag: Bool = false, notGlobal: Bool = false,
    contiguous: Bool = false, dbm: Bool = false, pxn: Bool = false, uxn: Bool = false,
    gp: Bool = false, ns: Bool = false, softwareBits: Nibble = 0, nT: Bool = false,
    pbha: Nibble = 0
  ) {
    self.attrIndex = attrIndex
    self.ns = ns
    self.ap = ap
    self.sh = sh
    self.accessFlag = accessFlag
    self.notGlobal = notGlobal
    self.nT = nT
    self.gp = gp
    self.dbm = dbm
    self.contiguous = contiguous
    self.pxn = pxn
    self.uxn = uxn
    self.softwareBits = softwareBits
    self.pbha = pbha
  }

  /// What this leaf alone lets EL1 do, "RW–": before table bits, WXN, PAN and stage 2.
  ///
  /// Memory EL0 can write is never executable at EL1, whatever PXN says.
  public var privilegedText: String {
    "R\(ap.isReadOnly ? "–" : "W")\(pxn || ap == .readWrite ? "–" : "X")"
  }

  /// What this leaf alone lets EL0 do, "R–X": before table bits, WXN and stage 2.
  public var unprivilegedText: String {
    let read = ap.includesEL0 ? "R" : "–"
    let write = ap == .readWrite ? "W" : "–"
    return "\(read)\(write)\(uxn ? "–" : "X")"
  }
}
