import KVM
import Machine
import TestSupport
import Testing

/// What must be so when every thread has come to its end, told from the variables by plain counting.
@Suite("The end of a scenario")
struct FinalStateTests {
  /// A scenario run to its end by its own order.
  private struct End {
    var stepper: Stepper
    var words: VariableReader
    var state: ModelState
    var model: Model { stepper.model }

    init(_ scenario: Scenario, _ edition: Edition) throws {
      stepper = try Stepper(scenario, edition: edition)
      stepper.playToEnd(limit: 10_000)
      words = VariableReader(stepper.model)
      state = stepper.state(at: stepper.count - 1)
      try #require(stepper.isFinished(at: stepper.count - 1), "\(scenario) \(edition.name)")
    }

    /// Where the real stage-2 tables lead, by looking for the leaf that covers an address.
    func stage2Output(of address: UInt64) -> UInt64? {
      let tables = TableRendering(model: model, layout: stepper.layout).tables(in: state)
      for table in tables where table.tree == .stage2 {
        let shift: UInt64 = table.level == .three ? 12 : table.level == .two ? 21 : 30
        guard address >= table.inputBase, (address - table.inputBase) >> shift < table.entryCount,
          let word = table.entries[Int((address - table.inputBase) >> shift)],
          word & 0b11 == (table.level == .three ? 0b11 : 0b01)
        else { continue }
        let span = UInt64(1) << shift
        return word & 0x0000_FFFF_FFFF_F000 & ~(span - 1) | address & (span - 1)
      }
      return nil
    }

    func array(_ name: String) -> [Int32] {
      guard let variable = model.variables.first(where: { $0.name == name && $0.thread == nil })
      else { return [] }
      return Array(state.words[variable.base..<variable.base + variable.count])
    }
  }

  @Test(
    "nothing is held, counted, pinned or left behind in any edition", arguments: Scenario.builtIn)
  func nothingIsLeft(scenario: Scenario) throws {
    for edition in scenario.editions {
      let end = try End(scenario, edition)
      let name = "\(scenario) \(edition.name)"
      nothingHeld(end, name)
      invalidationsBalance(end, name)
      pageReferences(end, name)
      tablesAtRest(end, name)
      exitFreesEverything(end, name)
    }
  }

  /// Nobody holds a lock or reads under RCU or SRCU.
  private func nothingHeld(_ end: End, _ name: String) {
    let ended = end.model.threads.indices.filter { end.model.isFinished($0, in: end.state) }
    for lock in end.model.locks {
      for thread in ended {
        #expect(end.state.words[lock.holdBase + thread] == 0, "\(name): \(lock.words)")
        #expect(end.state.words[lock.queueBase + thread] == 0, "\(name): \(lock.words)")
      }
    }
    for variable in ["srcu", "inRcu", "irqOff", "inNotifier"] {
      let words = end.array(variable)
      #expect(ended.allSatisfy { words[$0] == 0 }, "\(name): \(variable)")
    }
  }

  /// As many invalidations ended as began, each advanced the sequence once.
  private func invalidationsBalance(_ end: End, _ name: String) {
    // Of a process that is gone KVM is not told: what began before may never be seen to end.
    if end.words["subscribed", in: end.state] != 0 {
      #expect(end.words["inProgress", in: end.state] == 0, "\(name)")
      #expect(end.words["active", in: end.state] == 0, "\(name)")
    }
    let log = end.stepper.timeline.log
    let counter = end.stepper.timeline.cast.machines[0].sequenceCounter
    let advances = (0..<log.count).flatMap(log.changes(ofEventAt:)).filter {
      $0.kind == .counter && Int($0.subject) == counter
    }
    #expect(advances.allSatisfy { $0.new == $0.old + 1 }, "\(name)")
    #expect(Int(end.words["seq", in: end.state]) == advances.count, "\(name)")
  }

  /// Every page frame has as many references as the process maps it: no fault keeps one.
  private func pageReferences(_ end: End, _ name: String) {
    var mapped = Array(repeating: Int32(0), count: end.array("pageRef").count)
    let tables = TableRendering(model: end.model, layout: end.stepper.layout)
      .tables(in: end.state)
    // Plain counting over real descriptors: each leaf of the process covers the frames inside it.
    for table in tables where table.tree == .process {
      let bytes: UInt64 = table.level == .three ? 4096 : table.level == .two ? 1 << 21 : 1 << 30
      for (_, word) in table.entries where word & 0b11 == (table.level == .three ? 0b11 : 0b01) {
        let output = word & 0x0000_FFFF_FFFF_F000 & ~(bytes - 1)
        for (frame, address) in end.stepper.layout.frameAddresses.enumerated()
        where output <= address && address < output + bytes {
          mapped[frame] += 1
        }
      }
    }
    #expect(end.array("pageRef") == mapped, "\(name)")
  }

  /// No stage-2 entry is left LOCKED, and no TLB holds what the tables do not say.
  private func tablesAtRest(_ end: End, _ name: String) {
    #expect(!end.array("ent").contains(TableEntry.locked.word), "\(name)")
    let layout = end.stepper.layout
    let cached = end.array("tlbPage")
    for (vcpu, gone) in end.array("gone").enumerated() where gone == 0 {
      for (page, address) in layout.guest.pages.enumerated() {
        let entry = TableEntry(word: cached[vcpu * layout.guest.pages.count + page])
        guard entry.kind == .leaf else { continue }
        let output = layout.frameAddresses[Int(entry.target)]
        #expect(end.stage2Output(of: address) == output, "\(name): vCPU \(vcpu)")
      }
    }
  }

  /// Who exits last leaves nothing behind: no root, no table, no page.
  private func exitFreesEverything(_ end: End, _ name: String) {
    guard end.words["tornDown", in: end.state] != 0 else { return }
    #expect(end.words["mmUsers", in: end.state] == 0, "\(name)")
    #expect(end.words["pgt", in: end.state] == 0, "\(name)")
    #expect(end.words["userRoot", in: end.state] == 0, "\(name)")
    #expect(end.words["subscribed", in: end.state] == 0, "\(name)")
    let detached = end.array("detached")
    for (table, references) in end.array("tableRef").enumerated() where detached[table] == 0 {
      #expect(references == 0, "\(name): table \(table)")
    }
    #expect(end.array("pageRef").allSatisfy { $0 == 0 }, "\(name)")
  }
}
