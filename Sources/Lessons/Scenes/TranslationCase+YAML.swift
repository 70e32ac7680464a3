import Documents
import Memory
import VMSA

extension TranslationCase {
  /// Reads a case of a lesson's file: what is mapped is built with real tables. Its keys:
  ///
  /// - `granule`: 4K (if left open), 16K or 64K; `bits`: of a virtual address, 48 if left open.
  /// - `address`: the address asked for, any; `access`: read (if left open), write or execute; `at`:
  ///   el1 (if left open) or el0.
  /// - `map`: what stage 1 maps, a list, see ``TranslationPlan/Leaf``; `tables`: where its tables stand.
  /// - `wide`: descriptors with 52-bit addresses (LPA2, LPA).
  /// - `pan`, `wxn`: PSTATE.PAN and SCTLR_EL1.WXN; `hardware-young`, `hardware-dirty`: TCR_EL1.HA, HD.
  /// - `limits`: of table entries on the way, a list of `level` and `no-write`, `no-el0`,
  ///   `no-execute-el0`, `no-execute-el1`.
  /// - `stage2`: `granule`, `bits` (40 if left open), `map` and `tables` of a second stage.
  ///
  /// - Throws: ``DocumentError`` with file, line and key.
  package init(_ value: DocumentValue) throws(DocumentError) {
    let fields = try value.fields(
      "granule", "bits", "address", "access", "at", "map", "tables", "wide", "pan", "wxn",
      "hardware-young", "hardware-dirty", "limits", "stage2")
    let address = try fields.need("address", of: value).word()
    let kind = try fields["access"]?.one(
      of: ["read": Access.Kind.read, "write": .write, "execute": .execute])
    let isEL0 = try fields["at"]?.one(of: ["el0": true, "el1": false] as [String: Bool]) ?? false
    let isWide = try fields["wide"]?.flag() ?? false
    let access = Access(
      kind ?? .read, isUnprivileged: isEL0, pan: try fields["pan"]?.flag() ?? false)
    var plan = TranslationPlan(
      stage1: try TranslationPlan.Tables(fields, .one, isWide: isWide, of: value),
      address: address, access: access)
    plan.isWide = isWide
    plan.writableIsNeverExecuted = try fields["wxn"]?.flag() ?? false
    plan.setsDirtyState = try fields["hardware-dirty"]?.flag() ?? false
    plan.setsAccessFlag = try fields["hardware-young"]?.flag() ?? plan.setsDirtyState
    for limit in try fields["limits"]?.list(atMost: 5) ?? [] {
      let (level, bits) = try limit.tableLimit()
      plan.limits[level] = bits
    }
    if let below = fields["stage2"] {
      let fields = try below.fields("granule", "bits", "map", "tables")
      plan.stage2 = try TranslationPlan.Tables(fields, .two, isWide: isWide, of: below)
    }
    do throws(MapError) {
      self = try plan.build()
    } catch { throw value.failure(.refused("can't be built: \(error)")) }
  }
}

extension DocumentValue {
  /// Limits that a table entry sets to all below it.
  fileprivate func tableLimit() throws(DocumentError) -> (Level, UInt64) {
    let fields = try fields("level", "no-write", "no-el0", "no-execute-el0", "no-execute-el1")
    let places = [
      ("no-write", 62), ("no-el0", 61), ("no-execute-el0", 60), ("no-execute-el1", 59),
    ]
    var bits: UInt64 = 0
    for (name, place) in places where try fields[name]?.flag() ?? false { bits |= 1 << place }
    return (try fields.need("level", of: self).level(), bits)
  }
}
