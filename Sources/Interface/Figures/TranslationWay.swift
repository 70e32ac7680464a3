import VMSA

/// What a translation would have done next, after the entries that it has read.
struct TranslationWay {
  private let translation: Translation
  private let translator: Translator

  init(_ translation: Translation, _ translator: Translator) {
    self.translation = translation
    self.translator = translator
  }

  /// What comes next, and the address that stage 2 translates for it; nil where nothing does.
  var next: (purpose: TableAccess.Purpose, input: UInt64)? {
    guard let last = translation.accesses.last else { return first }
    guard last.stage == .two else { return next(afterStage1: last) }
    guard last.step.descriptor.isLeaf else { return (last.purpose, last.input) }
    switch last.purpose {
    // The address that was located is that of a stage 1 entry.
    case .locatesTable: return (last.purpose, last.input)
    case .updatesTable:
      return translation.accesses.last { $0.stage == .one }.flatMap(next(afterStage1:))
    case .locatesOutput, .stage1: return nil
    }
  }

  private func next(
    afterStage1 last: TableAccess
  ) -> (purpose: TableAccess.Purpose, input: UInt64)? {
    let descriptor = last.step.descriptor
    if descriptor.isLeaf {
      let offset = translation.address.raw & (descriptor.leafSizeBytes &- 1)
      return (.locatesOutput, descriptor.outputAddress.raw | offset)
    }
    guard descriptor.kind == .table, let level = last.level.next else { return nil }
    let index = descriptor.format.granule.index(of: translation.address.raw, at: level)
    return (.locatesTable(level), descriptor.nextTableAddress.raw &+ 8 &* UInt64(index))
  }

  private var first: (purpose: TableAccess.Purpose, input: UInt64)? {
    guard translator.stage1.isOn else { return (.locatesOutput, translation.address.raw) }
    guard let root = translator.half(of: translation.address).root else { return nil }
    let index = UInt64(truncatingIfNeeded: root.index(of: translation.address.raw))
    return (.locatesTable(root.startLevel), root.tableAddress.raw &+ 8 &* index)
  }
}
