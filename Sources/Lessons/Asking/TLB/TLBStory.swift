import Memory
import VMSA

/// What happens to tables and a TLB, step by step: with a real walk at every miss.
struct TLBStory {
  /// The steps.
  let steps: [TLBStep]
  /// What happened, in words.
  private(set) var told: [String] = []
  private var tlb = TLB()
  private var tables: [UInt16: [TLBMapping]] = [:]

  /// What an access comes to.
  enum Outcome: Hashable {
    /// It reaches memory at a physical address.
    case reaches(UInt64)
    /// No translation is there.
    case fault
    /// The TLB holds two that contradict one another.
    case conflict

    /// As it stands among choices.
    var words: String {
      switch self {
      case .reaches(let output): "it reaches \(output.hex)"
      case .fault: "it takes a translation fault"
      case .conflict: "the TLB has two answers: it reaches either, or takes a TLB conflict abort"
      }
    }
  }

  /// Takes the steps.
  init(steps: [TLBStep]) {
    self.steps = steps
    for step in steps {
      switch step {
      case .map(let mapping): tables[mapping.asid ?? 1] = []
      case .unmap(_, let asid): tables[asid ?? 1] = []
      case .use(_, let asid): tables[asid] = []
      case .invalidate: break
      }
    }
  }

  /// Goes through all steps; what the last access comes to.
  mutating func run() throws(LessonError) -> Outcome {
    var outcome = Outcome.fault
    for (number, step) in steps.enumerated() {
      var words = ""
      switch step {
      case .map(let mapping):
        write(mapping)
        words = "the tables say \(mapping.output.hex) now"
      case .unmap(let address, let asid):
        for space in spaces(asid) { tables[space]?.removeAll { $0.covers(address) } }
        words = "the tables say nothing now"
      case .invalidate(let invalidation):
        let before = tlb.entries.count
        tlb.apply(invalidation)
        let count = tlb.entries.count
        words =
          "of \(before) \(before == 1 ? "entry" : "entries") \(count) \(count == 1 ? "stays" : "stay")"
      case .use(let address, let asid):
        (outcome, words) = try use(address, asid)
        if outcome == .conflict, number < steps.count - 1 {
          throw LessonError(
            "step \(number + 1) meets a TLB conflict, after which nothing is certain")
        }
      }
      told.append("\(number + 1). \(step.text): \(words).")
    }
    return outcome
  }

  private func spaces(_ asid: UInt16?) -> [UInt16] { asid.map { [$0] } ?? tables.keys.sorted() }

  private mutating func write(_ mapping: TLBMapping) {
    for space in spaces(mapping.asid) {
      tables[space]?.removeAll { $0.covers(mapping.address) || mapping.covers($0.address) }
      tables[space]?.append(mapping)
    }
  }

  /// An access: the TLB's answer, or a walk whose leaf the TLB keeps.
  private mutating func use(
    _ address: UInt64, _ asid: UInt16
  ) throws(LessonError) -> (Outcome, String) {
    switch tlb.lookUp(VirtualAddress(address), asid: asid) {
    case .hit(let entry):
      let output = entry.output(of: address).raw
      return (.reaches(output), "the TLB has it: \(output.hex)")
    case .conflict(let entries):
      return (.conflict, "the TLB has \(entries.count) entries for it that contradict one another")
    case .miss: break
    }
    guard let mapping = try walk(address, asid).mapping, let leaf = mapping.stage1Leaf,
      let entry = TLBEntry.stage1(leaf, input: address, asid: asid)
    else {
      return (
        .fault, "not in the TLB, and the walk finds an invalid entry: a fault, which no TLB keeps"
      )
    }
    tlb.insert(entry)
    let owner = entry.asid.map { "for ASID \($0)" } ?? "as global"
    let output = mapping.output.raw
    return (
      .reaches(output), "not in the TLB; the walk finds \(output.hex), which it keeps \(owner)"
    )
  }

  /// A walk of real tables of an address space as they are now.
  private func walk(_ address: UInt64, _ asid: UInt16) throws(LessonError) -> Translation {
    let format = DescriptorFormat(stage: .one, granule: .size4K)
    // Each half has tables of its own.
    let half = (tables[asid] ?? []).filter { ($0.address ^ address) >> 55 & 1 == 0 }
    let leaves = half.map { mapping in
      let attributes = Stage1Attributes(
        attrIndex: 0, ap: .readWrite, sh: .inner, accessFlag: true, notGlobal: mapping.asid != nil)
      return TranslationPlan.Leaf(
        at: mapping.address, to: mapping.output, level: mapping.isBlock ? .two : .three,
        bits: attributes.encoded(in: format))
    }
    let plan = TranslationPlan(
      stage1: TranslationPlan.Tables(
        granule: .size4K, inputBits: 48, leaves: leaves, tablesAt: 0x4000_0000), address: address,
      access: Access(.read))
    do throws(MapError) {
      return try plan.build().translation
    } catch { throw LessonError("the tables can't be built: \(error)") }
  }
}
