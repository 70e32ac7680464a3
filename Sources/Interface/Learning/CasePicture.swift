import Lessons
import Screen
import VMSA

/// A translation in lines: the access, the registers, the address cut into its fields, the entries read.
struct CasePicture {
  private let translation: TranslationCase
  /// Whether the way through the tables is told, which is what questions ask about.
  let reveals: Bool

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
    return lines + CasePicture.split(translation) + [.blank]
      + CasePicture.walk(translation)
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
      lines += hasTwoStages ? [short(access, number + 1)] : long(access, number + 1)
    }
    return lines + [end(of: whole, hasTwoStages: hasTwoStages)]
  }

  /// An entry with all of its bits, and what they say below.
  private static func long(_ access: TableAccess, _ number: Int) -> [Line] {
    let step = access.step
    let name = step.level.linuxName(granule: step.descriptor.format.granule)
    let head: Line = [
      Word("\(number)".trailingColumn(2) + " ", .faint),
      Word("\(step.level.shortName) \(name)".column(7), .strong),
      Word("[\(step.index)] ".column(7)), Word(access.physicalAddress.grouped + " ", .faint),
      Word("─► "), Word(Hexadecimal.grouped(step.descriptor.raw, groups: 4), ink(of: access)),
    ]
    return [head]
      + Prose.lines(step.descriptor.summary, width: 56, ink: .faint).map {
        Line([Word(String(repeating: " ", count: 10))] + $0.words)
      }
  }

  /// An entry of two stages on one line: there may be two dozen of them.
  private static func short(_ access: TableAccess, _ number: Int) -> Line {
    let step = access.step
    let descriptor = step.descriptor
    let leads =
      switch descriptor.kind {
      case .table: "table \(descriptor.nextTableAddress.grouped)"
      case .block: "block \(descriptor.outputAddress.grouped)"
      case .page: "page \(descriptor.outputAddress.grouped)"
      case .invalid, .reserved: "invalid"
      }
    return [
      Word("\(number)".trailingColumn(2) + " ", .faint),
      Word("stage \(access.stage.rawValue) \(step.level.shortName)".column(11), .strong),
      Word("[\(step.index)] ".column(7)), Word(access.physicalAddress.grouped + " ", .faint),
      Word("─► "), Word(leads, ink(of: access)),
    ]
  }

  private static func ink(of access: TableAccess) -> Ink {
    let descriptor = access.step.descriptor
    return descriptor.kind == .block ? .block : descriptor.isLeaf ? .page : .text
  }

  private static func end(of translation: Translation, hasTwoStages: Bool) -> Line {
    switch translation.result {
    case .success(let mapping):
      let intermediate =
        hasTwoStages ? "intermediate physical address \(mapping.intermediate.grouped), " : ""
      return Line("   \(intermediate)output address \(mapping.output.grouped)", .strong)
    case .failure(.fault(let fault)): return Line("   ✗ \(fault.words)", .bad)
    case .failure(.unknownEntry(let place, _, _)):
      return Line("   the entry at \(place.grouped) is not known", .bad)
    }
  }
}
