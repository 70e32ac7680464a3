import VMSA

/// Where the recorded machines leave the architecture, or can't show it.
///
/// Each is a rule about the registers, the tables and the engine's own answer; none looks at the
/// recorded one. The numbers are those of the corpus's description.
public enum Excuse: String, CaseIterable, Hashable, Sendable {
  /// (2), and (1) of an access that is no AT: the walk reads a table where a device may answer, or
  /// the recording doesn't show the abort.
  ///
  /// Where nothing answers an AT aborts and leaves PAR alone, which is compared, not excused.
  case tableOutsideMemory = "table outside RAM"
  /// (3): an address in an entry or base register has bits above 47, IPS or PS allows 48 or fewer,
  /// and without those bits it would be in range; the machine ignores them.
  case highAddressBits = "address bits 51:48 above IPS"
  /// (4): HCR_EL2.PTW forbids a table in Device memory; the machine reports level 0.
  case deviceTableLevel = "level of a PTW fault"
  /// (5): the access itself, not its translation, aborts for want of memory at the output.
  case outputOutsideMemory = "output outside RAM"
  /// (6): HPD is set on a processor without FEAT_HPDS, and that makes a difference.
  case hierarchyDisabled = "HPD without FEAT_HPDS"
  /// Without FWB, one stage says Device and the other Normal; the machine reads the Normal stage's
  /// inner cacheability as a Device type, and that is stricter than the Device stage's own.
  ///
  /// The architecture takes the Device stage's type (pseudocode S2CombineS1MemAttrs). Not in the
  /// corpus's list: found by this comparison, and visible in QEMU 10's combined_attrs_nofwb.
  case deviceBesideNormal = "Device type beside Normal"

  /// The excuse for a translation; nil when there is none.
  static func of(
    _ translation: Translation, by translator: Translator, registers: SystemRegisters,
    stages: StageSelection, isProgram: Bool, memory: RecordedMemory
  ) -> Excuse? {
    switch translation.result {
    case .failure(.unknownEntry(let entry, _, _)):
      return isProgram || RecordedMemory.mayBeDevice(entry) ? .tableOutsideMemory : nil
    case .failure(.fault(let fault)):
      if fault.reason == .tableInDeviceMemory { return .deviceTableLevel }
      if ignoresHighBits(fault, of: translation, by: translator) { return .highAddressBits }
    case .success(let mapping):
      if isProgram && !RecordedMemory.ram.contains(mapping.output.raw) {
        return .outputOutsideMemory
      }
      if !isProgram && mistakesDevice(mapping, of: translation, by: translator) {
        return .deviceBesideNormal
      }
    }
    return dependsOnHPDS(
      translation, by: translator, registers: registers, stages: stages, memory: memory)
      ? .hierarchyDisabled : nil
  }

  /// Whether an address size fault would be none without address bits 51:48.
  private static func ignoresHighBits(
    _ fault: TranslationFault, of translation: Translation, by translator: Translator
  ) -> Bool {
    guard case .addressSize = fault.status else { return false }
    let root =
      fault.stage == .one
      ? translator.half(of: translation.address).root : translator.stage2?.root
    guard let root, root.physicalAddressBits <= 48 else { return false }
    let address: UInt64
    switch fault.reason {
    case .baseOutOfRange: address = root.tableAddress.raw
    case .addressOutOfRange:
      guard let entry = translation.accesses.last?.step.descriptor else { return false }
      address = (entry.kind == .table ? entry.nextTableAddress : entry.outputAddress).raw
    default: return false
    }
    let kept = address & 0x0000_FFFF_FFFF_FFFF
    return kept != address && kept >> UInt64(root.physicalAddressBits) == 0
  }

  /// Whether a Normal stage's inner nibble looks like a stricter Device type than the other stage's.
  private static func mistakesDevice(
    _ mapping: Mapping, of translation: Translation, by translator: Translator
  ) -> Bool {
    guard let stage2 = translator.stage2, !stage2.forcesWriteBack, let leaf = mapping.stage2Leaf
    else { return false }
    let first = translator.stage1Attributes(
      of: mapping, at: translation.address, for: translation.access)
    let field = UInt8(truncatingIfNeeded: leaf.raw >> 2) & 0xF
    let second = Stage2MemoryAttribute(field)
    let (type, normal): (UInt8, UInt8)
    switch (first.type.isDevice, second.isDevice(forcedWriteBack: false)) {
    case (true, false):
      let isNonCacheable = stage2.disablesDataCache || field & 0b11 == 0b01
      (type, normal) = (first.encodedType, isNonCacheable ? 0b0100 : 0b1111)
    case (false, true): (type, normal) = (field << 2, first.encodedType & 0xF)
    default: return false
    }
    return normal & 0b11 == 0 && normal < type
  }

  /// Whether the answer would be another if the processor had FEAT_HPDS.
  private static func dependsOnHPDS(
    _ translation: Translation, by translator: Translator, registers: SystemRegisters,
    stages: StageSelection, memory: RecordedMemory
  ) -> Bool {
    guard !translator.processor.has(.hpds) else { return false }
    var processor = translator.processor
    processor.features.insert(.hpds)
    let other = Translator(registers, regime: translator.regime, processor: processor)
    return other.translate(
      translation.address, for: translation.access, stages: stages, in: memory
    ).result != translation.result
  }
}
