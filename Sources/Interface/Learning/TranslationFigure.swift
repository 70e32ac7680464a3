import Lessons
import Screen
import VMSA

/// A translation in lines: the access, the registers, the address cut into its fields, the entries read.
struct TranslationFigure {
  private let translation: TranslationCase
  /// Whether the way through the tables is told, which is what questions ask about.
  private let reveals: Bool

  init(_ translation: TranslationCase, reveals: Bool) {
    self.translation = translation
    self.reveals = reveals
  }

  /// All lines, for a width; entries of tables are not broken.
  func lines(width: Int) -> [Line] {
    var lines = [Line(translation.accessWords.filter { $0 != "`" }, .strong)]
    for register in translation.registerLines {
      lines += Prose.lines(register, width: width, ink: .faint)
    }
    lines.append(.blank)
    guard reveals else {
      return lines
        + Prose.lines(
          "The way through the tables is shown once the question is answered.", width: width,
          ink: .faint)
    }
    return lines + TranslationFigure.split(translation) + [.blank]
      + TranslationFigure.walk(translation)
  }

  /// The address cut into indexes and offset: one line a field, its bits and its value.
  private static func split(_ translation: TranslationCase) -> [Line] {
    guard let root = translation.root else { return [] }
    let fields = AddressSplit(translation.address.raw, root: root).fields
    let width = fields.map(\.label.count).max() ?? 0
    return [Line("The address, cut", .label)]
      + fields.filter { $0.role != .unused }.map { field in
        let bits = "bits \(field.bits.upperBound):\(field.bits.lowerBound)".column(11)
        return [
          Word("  "), Word(field.label.column(width + 1), .strong), Word(bits, .faint),
          Word(field.binary),
        ]
      }
  }

  /// The entries in the order they are read, and the end.
  private static func walk(_ translation: TranslationCase) -> [Line] {
    let whole = translation.translation
    let hasTwoStages = translation.translator.stage2 != nil
    var lines = [Line("The walk", .label)]
    for (number, access) in whole.accesses.enumerated() {
      let step = access.step
      let granule = step.descriptor.format.granule
      let name =
        access.stage == .one
        ? step.level.linuxName(granule: granule) : step.level.stage2Name(granule: granule)
      let stage = hasTwoStages ? "S\(access.stage.rawValue) " : ""
      let ink: Ink =
        step.descriptor.kind == .block ? .block : step.descriptor.isLeaf ? .page : .text
      lines.append([
        Word("\(number + 1)".trailingColumn(2) + " ", .faint),
        Word("\(stage)\(step.level.shortName) \(name)".column(hasTwoStages ? 10 : 7), .strong),
        Word("[\(step.index)] ".column(7)), Word(access.physicalAddress.grouped + " ", .faint),
        Word("─► "), Word(Hexadecimal.grouped(step.descriptor.raw, groups: 4), ink),
      ])
      lines += Prose.lines(step.descriptor.summary, width: 56, ink: .faint).map {
        Line([Word(String(repeating: " ", count: hasTwoStages ? 13 : 10))] + $0.words)
      }
    }
    switch whole.result {
    case .success(let mapping):
      let intermediate =
        hasTwoStages ? "intermediate physical address \(mapping.intermediate.grouped), " : ""
      lines.append(Line("   \(intermediate)output address \(mapping.output.grouped)", .strong))
    case .failure(.fault(let fault)): lines.append(Line("   ✗ \(fault.words)", .bad))
    case .failure(.unknownEntry(let place, _, _)):
      lines.append(Line("   the entry at \(place.grouped) is not known", .bad))
    }
    return lines
  }
}
