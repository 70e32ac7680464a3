import Machine
import VMSA

/// Table entries in words, the same everywhere on the screen.
enum EntryWords {
  /// The place of an entry: “L2[1]”.
  static func place(ofSlot slot: Int, cast: Cast) -> String {
    guard let number = cast.table(ofSlot: slot) else { return "entry \(slot)" }
    let table = cast.tables[number]
    return "\(table.level.shortName)[\(slot - table.firstSlot)]"
  }

  /// An entry's content in one line.
  static func summary(of raw: UInt64, slot: Int, cast: Cast) -> String {
    guard let number = cast.table(ofSlot: slot),
      cast.roots.indices.contains(cast.tables[number].root)
    else { return Hexadecimal.grouped(raw, groups: 4) }
    let root = cast.roots[cast.tables[number].root]
    return summary(
      of: Descriptor(raw: raw, level: cast.tables[number].level, format: root.format), in: root)
  }

  /// A descriptor in one line, KVM's own marks told apart from plain invalid entries.
  static func summary(of descriptor: Descriptor, in root: RootInfo) -> String {
    if isLocked(descriptor) { return "locked by KVM while it is broken" }
    if descriptor.kind == .table, descriptor.raw & ~0b11 == 0 {
      return "table, its address not recorded"
    }
    return descriptor.summary(forcedWriteBack: root.forcedWriteBack)
  }

  /// The first words of a summary: “block 2M”, “table”, “invalid”.
  static func kind(of raw: UInt64, slot: Int, cast: Cast) -> String {
    guard let number = cast.table(ofSlot: slot),
      cast.roots.indices.contains(cast.tables[number].root)
    else { return Hexadecimal.grouped(raw, groups: 4) }
    let descriptor = Descriptor(
      raw: raw, level: cast.tables[number].level,
      format: cast.roots[cast.tables[number].root].format)
    if isLocked(descriptor) { return "locked" }
    let size = descriptor.format.granule.leafSizeName(at: descriptor.level)
    switch descriptor.kind {
    case .block: return "block \(size)"
    case .page: return "page \(size)"
    case .table: return "table"
    case .invalid: return raw == 0 ? "invalid" : "invalid, software bits set"
    case .reserved: return "reserved"
    }
  }

  /// Whether an invalid entry is KVM's mark that a thread is changing it: bit 10 alone until 7.0,
  /// the type 1 in bits 63:60 since.
  static func isLocked(_ descriptor: Descriptor) -> Bool {
    guard descriptor.format.stage == .two, descriptor.kind == .invalid else { return false }
    return descriptor.raw == 0x400 || descriptor.raw >> 60 == 1
  }
}
