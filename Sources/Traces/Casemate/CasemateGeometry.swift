import VMSA

/// How the tables below a base register are walked.
struct CasemateGeometry {
  var format: DescriptorFormat
  var startLevel: Level
  /// The entries of the first table, concatenated tables together.
  var entryCount: Int
  /// Where the first table lies.
  var address: UInt64

  /// The geometry that VTCR_EL2 and VTTBR_EL2 give; where the architecture has none for them, as
  /// many levels as the input bits need, which is how casemate's own checker reads them.
  static func stage2(control: UInt64, base: UInt64) -> CasemateGeometry {
    guard let root = try? Stage2Configuration(vtcr: control, vttbr: base).root() else {
      return CasemateGeometry(stage: .two, control: control, base: base)
    }
    return CasemateGeometry(
      format: root.format, startLevel: root.startLevel,
      entryCount: Int(root.firstTableSizeBytes / 8), address: root.tableAddress.raw)
  }

  /// The geometry that TCR_EL2 and TTBR0_EL2 give.
  static func stage1(control: UInt64, base: UInt64) -> CasemateGeometry {
    CasemateGeometry(stage: .one, control: control, base: base)
  }

  private init(format: DescriptorFormat, startLevel: Level, entryCount: Int, address: UInt64) {
    self.format = format
    self.startLevel = startLevel
    self.entryCount = entryCount
    self.address = address
  }

  /// T0SZ is bits 5:0 and TG0 bits 15:14 in both registers; tables begin where their size says.
  private init(stage: Stage, control: UInt64, base: UInt64) {
    let granule: Granule =
      switch control >> 14 & 0b11 {
      case 0b01: .size64K
      case 0b10: .size16K
      default: .size4K
      }
    let inputBits = min(48, max(granule.pageShift + 1, 64 - Int(control & 0x3F)))
    let levels = (inputBits - granule.pageShift + granule.stride - 1) / granule.stride
    startLevel = Level(rawValue: Int8(4 - levels)) ?? .zero
    format = DescriptorFormat(stage: stage, granule: granule)
    entryCount = 1 << (inputBits - granule.shift(at: startLevel))
    address = TableBase(base).address(isWide: false) & ~(UInt64(entryCount) * 8 - 1)
  }
}
