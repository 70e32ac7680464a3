import Documents
import VMSA

/// “Does this change of a descriptor need break-before-make?”
struct BreakQuestion: DrillMaker {
  static let kind = "break"
  static let title = "Break before make"
  /// Those of a descriptor, which is the old one, and `becomes`: the new one.
  static let keys = DescriptorChoice.keys + ["becomes"]
  let choice: DescriptorChoice
  let becomes: UInt64?

  init(_ fields: QuestionFields) throws(DocumentError) {
    choice = try DescriptorChoice(fields)
    becomes = try fields["becomes"]?.word()
    if choice.raw != nil, becomes == nil { _ = try fields.need("becomes") }
  }

  init(difficulty: Int) {
    choice = DescriptorChoice(difficulty: difficulty)
    becomes = nil
  }

  func question(in context: inout QuestionContext) throws(LessonError) -> Question {
    let old = try choice.take(of: [.page, .block], mayBeWide: false, &context)
    let new: Descriptor
    let before: Descriptor
    if let becomes {
      new = Descriptor(raw: becomes, level: old.level, format: old.format)
      before = old
    } else {
      (before, new) = Self.change(of: old, &context.random)
    }
    let needsBreak = before.needsBreak(toBecome: new)
    let names = [
      "no: the new one may be written over the old one",
      "yes: first invalid, then a TLB invalidation, then the new one",
    ]
    return Question(
      "An entry of \(before.placeWords) is `\(before.raw.hexWord)` and is to become "
        + "`\(new.raw.hexWord)`, while other processors use it. Does that need break-before-make "
        + "where there is no FEAT_BBM?",
      form: .choice(names, right: needsBreak ? 1 : 0),
      hints: [
        "A TLB may hold the old and the new one at once: could they contradict one another?",
        "Bits that differ: \(Self.positions(before.raw ^ new.raw)).",
      ],
      explanation: [
        "Before: \(before.summary). After: \(new.summary). " + Self.difference(before, new),
        needsBreak
          ? "That is among what needs a break: size, output address, memory type, shareability, the "
            + "Contiguous bit, nG."
          : "Nothing that needs a break: it would be a change of size, output address, memory type, "
            + "shareability, the Contiguous bit or nG of a valid entry.",
        "Arm ARM, “Using break-before-make when updating translation table entries”.",
      ])
  }

  /// An entry and what becomes of it: one change, one time in four two.
  private static func change(
    of drawn: Descriptor, _ random: inout SeededRandom
  ) -> (Descriptor, Descriptor) {
    // A leaf without its access flag is in no TLB, and would need no break at all.
    let leaf = Descriptor(raw: drawn.raw | 1 << 10, level: drawn.level, format: drawn.format)
    func made(_ raw: UInt64) -> Descriptor {
      Descriptor(raw: raw, level: leaf.level, format: leaf.format)
    }
    let choice = random.number(below: 12)
    if choice == 0 { return (made(0), leaf) }
    if choice == 1 { return (leaf, made(random.coin() ? 0 : leaf.raw & ~1)) }
    if choice == 2, leaf.level != .three {
      let table = leaf.outputAddress.raw & ~(leaf.format.granule.pageSizeBytes - 1)
      return (leaf, made(table | 0b11))
    }
    let notGlobal: UInt64 = leaf.format.stage == .one ? 1 << 11 : 1 << 55
    let changes: [UInt64] = [
      1 << 7, 1 << 10, 1 << 54, 1 << 55, 1 << 51, 1 << 6,  // permissions, AF, software's, DBM
      leaf.leafSizeBytes, 1 << 2, 1 << 9, notGlobal, 1 << 52,
    ]
    var bits = random.one(of: changes) ?? 1 << 7
    if random.number(below: 4) == 0 { bits |= random.one(of: changes) ?? 0 }
    return (leaf, made(leaf.raw ^ bits))
  }

  private static func positions(_ bits: UInt64) -> String {
    let set = (0..<64).filter { bits >> UInt64($0) & 1 == 1 }
    return set.isEmpty ? "none" : set.map(String.init).joined(separator: ", ")
  }

  /// Which fields differ.
  private static func difference(_ old: Descriptor, _ new: Descriptor) -> String {
    guard old.isValid, new.isValid else {
      return old.isValid
        ? "Making an entry invalid is the break itself." : "An invalid entry is in no TLB."
    }
    guard old.kind == new.kind else { return "A \(old.kind) becomes a \(new.kind)." }
    let fields = zip(old.fields, new.fields).filter { $0.value != $1.value }.map(\.0.name)
    return "Different: \(fields.isEmpty ? "nothing" : fields.joined(separator: ", "))."
  }
}
