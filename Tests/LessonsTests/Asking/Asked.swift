import Documents
import NaiveEngine
import Testing
import VMSA

@testable import Lessons

/// Questions made of kinds, for tests.
enum Asked {
  /// The question of a seed; its difficulty goes round with the seed.
  static func drill(_ kind: any DrillMaker.Type, seed: UInt64) throws -> Question {
    try question(kind.init(difficulty: Int(seed % 3) + 1), seed: seed)
  }

  static func question(
    _ maker: any QuestionMaker, seed: UInt64, scene: Scene? = nil
  ) throws -> Question {
    var context = QuestionContext(
      random: SeededRandom(seed: seed), world: .withoutRecordings, scene: scene)
    return try maker.question(in: &context)
  }

  /// A maker as a lesson's file states it, with the keys that the text gives.
  static func maker(_ kind: any QuestionMaker.Type, _ text: String) throws -> any QuestionMaker {
    let value = try DocumentValue.root(of: text, file: "test.yaml")
    var fields: [String: DocumentValue] = [:]
    for (name, _) in value.node.mapping ?? [:] {
      if let name = name.string { fields[name] = value[name] }
    }
    return try kind.init(QuestionFields(value: value, fields: fields))
  }

  /// The numbers between backticks, in order.
  static func numbers(_ text: String) -> [UInt64] {
    text.split(separator: "`", omittingEmptySubsequences: false).enumerated()
      .filter { $0.offset % 2 == 1 }.compactMap { Hexadecimal.parse($0.element) }
  }

  /// What stands behind a word up to a blank or another mark: “16K” behind “a ”.
  static func number(in text: String, _ pattern: Regex<(Substring, Substring)>) -> Int? {
    text.firstMatch(of: pattern).flatMap { Int($0.output.1) }
  }

  /// Lines such as “[12] 0x0000_0000_0000_1003”.
  static func words(_ lines: [String]) -> [(index: Int, word: UInt64)] {
    lines.compactMap { line in
      let parts = line.split(separator: " ")
      guard parts.count == 2, let index = Int(parts[0].dropFirst().dropLast()),
        let word = Hexadecimal.parse(parts[1])
      else { return nil }
      return (index, word)
    }
  }

  /// The kilobytes of the granule that a text names.
  static func granule(_ text: String) -> Int {
    number(in: text, /(4|16|64)K (?:granule|pages|tables)/) ?? 0
  }
}

extension Question {
  /// The right answer as one can compare it: a choice's words, else what is typed.
  var answer: String {
    if case .choice(let choices, let right) = form { return choices[right] }
    return form.rightInput
  }

  /// What evidence says is asked, by name: “level=2” gives "2" for "level".
  func asked(_ name: String) -> String? {
    evidence?.asked.split(separator: " ").first { $0.hasPrefix(name + "=") }
      .map { String($0.dropFirst(name.count + 1)) }
  }
}

extension TranslationCase {
  /// The case in the other engine's terms.
  var naive: NaiveTranslator {
    var values: [String: UInt64] = [:]
    for name in [
      "SCTLR_EL1", "TCR_EL1", "TTBR0_EL1", "TTBR1_EL1", "MAIR_EL1", "HCR_EL2", "VTCR_EL2",
      "VTTBR_EL2",
    ] {
      if let path = SystemRegisters.path(named: name) { values[name] = registers[keyPath: path] }
    }
    var processor = NaiveProcessor()
    processor.addressBits = self.processor.physicalAddressBits
    if processor.addressBits < 52 { processor.lpa2 = [] }
    let words = entries
    return NaiveTranslator(
      registers: values, processor: processor, regime: "EL1&0", memory: { words[$0] ?? 0 })
  }

  /// How the other engine ends: “ok 123 123”, “permission 3 s1”.
  func naiveEnd(_ engine: NaiveTranslator? = nil) -> String {
    (engine ?? naive).translate(
      address.raw,
      NaiveTranslator.Question(
        what: access.kind == .read ? "r" : access.kind == .write ? "w" : "x",
        isEL0: access.isUnprivileged, pan: access.neverAccessesUserMemory),
      both: true)
  }
}
