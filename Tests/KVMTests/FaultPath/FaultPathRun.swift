import KVM
import Testing

/// One fault of one vCPU that nobody disturbs: the steps taken, each with what is held once it is
/// done.
struct FaultPathRun {
  /// A step as the tests' tables write it.
  struct Row: Hashable, CustomStringConvertible {
    var label: String
    var function: String
    /// “srcu”, “mmap R”, “mmu spin”, “rcu”, “irqs off”, in this order.
    var held: [String]

    var description: String {
      [label, function, held.isEmpty ? "–" : held.joined(separator: ", ")].joined(separator: " | ")
    }
  }

  private(set) var rows: [Row] = []
  let stepper: Stepper

  /// Runs the first access of the scenario's first thread until the guest runs again.
  init(_ scenario: Scenario, edition: Edition) throws {
    var stepper = try Stepper(scenario, edition: edition)
    try stepper.move(Schedule.Move(thread: 0), from: 0)
    for instant in 1..<100 {
      let status = stepper.threads(at: instant)[0]
      if status.step == "G" || status.isFinished { break }
      try stepper.move(Schedule.Move(thread: 0), from: instant)
      rows.append(
        Row(
          label: status.step, function: status.function,
          held: FaultPathRun.held(in: stepper, at: instant + 1)))
    }
    self.stepper = stepper
  }

  private static func held(in stepper: Stepper, at instant: Int) -> [String] {
    let words = VariableReader(stepper.model)
    let state = stepper.state(at: instant)
    var held: [String] = []
    if words["srcu", 0, in: state] != 0 { held.append("srcu") }
    for (lock, name) in [("mmap_lock", "mmap"), ("mmu_lock", "mmu")] {
      guard let own = stepper.threads(at: instant)[0].holds.first(where: { $0.lock == lock }) else {
        continue
      }
      let isSpinlock = stepper.model.locks.first { $0.words == lock }?.kind == "spinlock"
      held.append(name + (isSpinlock ? " spin" : own.mode == .write ? " W" : " R"))
    }
    if words["inRcu", 0, in: state] != 0 { held.append("rcu") }
    if words["irqOff", 0, in: state] != 0 { held.append("irqs off") }
    return held
  }

  /// Compares with a table, line by line: `LABEL FUNCTION | HELD`; a function “·” is one that the
  /// reference doesn't name. Prints both.
  func expect(_ table: String, _ title: String) {
    let wanted = table.split(separator: "\n").map { line in
      let halves = line.split(separator: "|").map { $0.trimmingWhitespace }
      let words = halves[0].split(separator: " ").map(String.init)
      return Row(
        label: words[0], function: words.count > 1 ? words[1] : "·",
        held: halves.count < 2 || halves[1] == "–" ? [] : halves[1].components(",")
      )
    }
    let found = rows.enumerated().map { place, row in
      let isNamed = place < wanted.count && wanted[place].function != "·"
      return Row(label: row.label, function: isNamed ? row.function : "·", held: row.held)
    }
    print("\(title)\n" + rows.map { "  \($0)" }.joined(separator: "\n"))
    #expect(found.map(\.description) == wanted.map(\.description), "\(title)")
    #expect(stepper.violation == nil, "\(title)")
  }
}

extension StringProtocol {
  fileprivate var trimmingWhitespace: String {
    split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  fileprivate func components(_ separator: Character) -> [String] {
    split(separator: separator).map { $0.trimmingWhitespace }
  }
}

extension Scenario {
  /// One vCPU that accesses one page of one memslot, the tables down to level 2 already there.
  static func oneFault(
    write: Bool = true, mapping: MemoryPlan.Mapping? = nil, isLogged: Bool = false,
    kind: MemoryPlan.Area.Kind = .pages
  ) -> Scenario {
    var scenario = Scenario(name: "one", title: "one fault")
    var slot = MemoryPlan.Slot(guest: 0x4000_0000, host: 0x7f00_0000_0000, size: 4 << 20)
    slot.isLogged = isLogged
    scenario.memory.slots = [slot]
    var area = MemoryPlan.Area(host: slot.host, size: slot.size, kind: kind)
    area.isPresent = true
    scenario.memory.areas = [area]
    scenario.memory.hasTables = true
    if let mapping { scenario.memory.mappings = [mapping] }
    var vcpu = ThreadPlan(name: "v0", program: "vcpu")
    vcpu.accesses = [GuestAccess(address: slot.guest, isWrite: write)]
    scenario.threads = [vcpu]
    return scenario
  }
}
