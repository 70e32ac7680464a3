import Documents
import KVM
import VMSA

/// `mapping-size`: how large a mapping does KVM make for a write, given the memslot, what backs it, and
/// whether dirty pages are logged?
///
/// What the file leaves open is drawn; the answer is what the simulated kernel maps.
struct MappingSizeQuestion: QuestionMaker {
  static let kind = "mapping-size"
  static let keys = ["guest", "host", "size", "backing", "logged", "access", "edition"]

  let guest: UInt64?
  let host: UInt64?
  let size: UInt64?
  let backing: MemoryPlan.Area.Kind?
  let isLogged: Bool?
  let access: UInt64?
  let edition: Edition?

  init(_ fields: QuestionFields) throws(DocumentError) {
    guest = try fields["guest"]?.bytes()
    host = try fields["host"]?.bytes()
    size = try fields["size"]?.size()
    access = try fields["access"]?.bytes()
    isLogged = try fields["logged"]?.flag()
    backing = try fields["backing"].map { value throws(DocumentError) in
      guard let kind = MemoryPlan.Area.Kind(rawValue: try value.text()), kind != .device else {
        throw value.expected("pages, huge, hugetlb2M or hugetlb1G")
      }
      return kind
    }
    edition = try fields["edition"].map { value throws(DocumentError) in
      guard let edition = Edition(name: try value.text()) else {
        throw value.expected("an edition: " + Edition.main.map(\.name).joined(separator: ", "))
      }
      return edition
    }
  }

  /// A memslot and an access to it.
  private struct Case {
    var slot: MemoryPlan.Slot
    var backing: MemoryPlan.Area.Kind
    var access: UInt64
    var edition: Edition
  }

  func question(in context: inout QuestionContext) throws(LessonError) -> Question {
    let drawn = draw(&context.random)
    guard drawn.access >= drawn.slot.guest, drawn.access - drawn.slot.guest < drawn.slot.size else {
      throw LessonError("the access lies outside the memslot")
    }
    let place = try answer(drawn)
    return Question(
      "The guest writes to `\(Hexadecimal.grouped(drawn.access))`, which nothing maps yet. What does "
        + "KVM (\(drawn.edition.name)) map it by?",
      figure: [
        "memslot    guest \(Hexadecimal.grouped(drawn.slot.guest))  size "
          + ByteSize.text(drawn.slot.size),
        "           host  \(Hexadecimal.grouped(drawn.slot.host, groups: 3))",
        "backed by  \(words(of: drawn.backing))",
        "dirty log  \(drawn.slot.isLogged ? "on" : "off")",
      ], form: .choice(MappedQuestion.choices, right: place),
      hints: [
        "A block must fit in three ways: into the memslot, into the host's page, and at the same "
          + "offset from a multiple of its size in both.",
        "Take the guest and the host address modulo 2M: are they equal?",
      ], explanation: explanation(drawn, place))
  }

  private func draw(_ random: inout SeededRandom) -> Case {
    let block: UInt64 = 2 << 20
    let base = 0x4000_0000 + random.number(below: 64) * block
    let offsets: [UInt64] = [0, 0, 0x1000, 0x10_0000]
    let guest = guest ?? base + (random.one(of: offsets) ?? 0)
    let host =
      host ?? 0x7f00_0000_0000 + random.number(below: 64) * block
      + (random.coin() ? guest % block : random.one(of: offsets) ?? 0)
    let sizes: [UInt64] = [block, 2 * block, 16 << 20, 256 << 20]
    var slot = MemoryPlan.Slot(
      guest: guest, host: host, size: size ?? random.one(of: sizes) ?? block)
    slot.isLogged = isLogged ?? (random.number(below: 4) == 0)
    let backings: [MemoryPlan.Area.Kind] = [.huge, .huge, .pages, .hugetlb2M]
    let places: [UInt64] = [0, 0x3000, slot.size / 2, slot.size - 0x1000]
    return Case(
      slot: slot, backing: backing ?? random.one(of: backings) ?? .huge,
      access: access ?? guest + (random.one(of: places) ?? 0) & ~0xFFF,
      edition: edition ?? random.one(of: Edition.main) ?? .v6_19)
  }

  /// What the simulated kernel maps.
  private func answer(_ drawn: Case) throws(LessonError) -> Int {
    var scenario = Scenario(name: "mapping", title: "One write")
    scenario.edition = drawn.edition
    scenario.memory.slots = [drawn.slot]
    // The VMA is wider than the memslot, so that a huge page behind its ends can be whole.
    let block: UInt64 = 1 << 30
    let start = drawn.slot.host / block * block
    let end = (drawn.slot.host + drawn.slot.size + block - 1) / block * block
    scenario.memory.areas = [
      MemoryPlan.Area(host: start, size: end - start, kind: drawn.backing)
    ]
    var vcpu = ThreadPlan(name: "v0", program: "vcpu")
    vcpu.accesses = [GuestAccess(address: drawn.access, isWrite: true)]
    scenario.threads = [vcpu]
    let plan = SimulationPlan(scenario: scenario, schedule: SimulationPlan.wholeRun)
    let stepper = try plan.stepper()
    return try stepper.mappedChoice(drawn.access, at: stepper.count - 1)
  }

  private func words(of backing: MemoryPlan.Area.Kind) -> String {
    switch backing {
    case .pages: "pages of 4K"
    case .huge: "anonymous memory with transparent huge pages of 2M"
    case .hugetlb2M: "hugetlbfs pages of 2M"
    case .hugetlb1G: "hugetlbfs pages of 1G"
    case .device: "a device"
    }
  }

  private func explanation(_ drawn: Case, _ place: Int) -> [String] {
    let slot = drawn.slot
    let block: UInt64 = 2 << 20
    let first = drawn.access / block * block
    let fits = first >= slot.guest && first + block <= slot.guest + slot.size
    let agrees = slot.guest % block == slot.host % block
    return [
      "It is mapped by \(MappedQuestion.choices[place]).",
      "Modulo 2M the memslot's addresses are \(Hexadecimal.plain(slot.guest % block)) and "
        + "\(Hexadecimal.plain(slot.host % block)): they \(agrees ? "agree" : "differ"). The 2M block "
        + "from \(Hexadecimal.grouped(first)) lies \(fits ? "" : "not wholly ")inside the memslot. The "
        + "memory behind is \(words(of: drawn.backing)), and dirty logging is "
        + "\(slot.isLogged ? "on, which asks for pages" : "off").",
      "Source: fault_supports_stage2_huge_mapping and transparent_hugepage_adjust, "
        + "arch/arm64/kvm/mmu.c.",
    ]
  }
}
