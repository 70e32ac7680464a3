import KVM
import Machine
import Traces
import VMSA

/// A scenario made from a recording's memslots, its faults and its invalidations, to be run by the
/// model and held against what the recording shows.
///
/// What the recording can't tell, how the process's memory is backed, comes from the test.
struct RecordedRun {
  /// A fault as both sides tell of it.
  struct Fault: Hashable, CustomStringConvertible {
    var address: UInt64
    /// Translation, permission or access flag, with the level: bits 5:0 of ESR_EL2.
    var status: UInt64
    var isWrite: Bool

    init(_ record: FaultRecord) {
      address = record.address.raw & ~0xfff
      status = record.syndrome.raw & 0x3f
      isWrite = record.syndrome.isWrite
    }

    var description: String {
      let kind = [1: "translation", 2: "access flag", 3: "permission"][status >> 2] ?? "?"
      return "\(isWrite ? "write" : "read") \(String(address, radix: 16)) \(kind) \(status & 3)"
    }
  }

  let recording: Recording
  /// The faults of the guest's memory, those of no memslot (MMIO) left out.
  let faults: [FaultRecord]
  /// For each fault the invalidations that its own thread made within it, as get_user_pages does when
  /// it copies a page.
  let invalidations: [[InvalidationRecord]]

  init(_ recording: Recording) {
    self.recording = recording
    let timeline = recording.timeline
    var cursor = TimelineCursor(timeline)
    var found: [FaultRecord] = []
    for fault in timeline.cast.faults {
      cursor.seek(to: fault.event, in: timeline)
      let slot = cursor.state.memslot(containing: fault.address.raw, cast: timeline.cast)
      if slot != nil { found.append(fault) }
    }
    faults = found
    invalidations = found.map { fault in
      timeline.cast.invalidations.filter {
        $0.thread == fault.thread && $0.meetsMemslot && $0.event > fault.event
          && $0.event <= fault.endEvent ?? fault.event
      }
    }
  }

  /// The memslots as they were first made, by number.
  var memslots: [MemslotRecord] {
    var first: [Int: MemslotRecord] = [:]
    for slot in recording.timeline.cast.memslots where first[slot.number] == nil {
      first[slot.number] = slot
    }
    return first.values.sorted { $0.number < $1.number }
  }

  /// The guest's accesses: a fault like the one before it is the same access, tried again.
  var accesses: [GuestAccess] {
    var accesses: [GuestAccess] = []
    for fault in faults.map(Fault.init) {
      let access = GuestAccess(address: fault.address, isWrite: fault.isWrite)
      if accesses.last != access { accesses.append(access) }
    }
    return accesses
  }

  /// What stage 2 maps at an event of the recording.
  func mappings(at event: Int) -> Set<StageTwoMapping> {
    let timeline = recording.timeline
    let root = timeline.cast.machines[0].root ?? 0
    return StageTwoMapping.all(in: timeline.state(at: event), root: root, cast: timeline.cast)
  }

  /// The scenario: one vCPU, and a thread for every invalidation.
  ///
  /// - Parameter areas: how the process's memory is backed; addresses as recorded.
  func scenario(
    areas: [MemoryPlan.Area], others: [ThreadPlan] = []
  ) -> Scenario {
    var scenario = Scenario(name: "recorded", title: recording.file)
    scenario.edition = .v6_12
    scenario.memory.areas = areas
    for slot in memslots {
      scenario.memory.slots.append(
        MemoryPlan.Slot(
          guest: slot.guestAddresses.lowerBound, host: slot.hostAddress,
          size: UInt64(slot.guestAddresses.count)))
    }
    var vcpu = ThreadPlan(name: "v0", program: "vcpu")
    vcpu.accesses = accesses
    scenario.threads = [vcpu]
    for (number, invalidation) in invalidations.joined().enumerated() {
      var thread = ThreadPlan(name: "n\(number)", program: "notifier")
      thread.range = invalidation.hostAddresses
      // A whole huge page is split; a page of it, or of any other memory, is copied.
      let isSplit = invalidation.hostAddresses.count > 4096
      thread.parameters["reason"] = .word(isSplit ? "split" : "cow")
      scenario.threads.append(thread)
    }
    scenario.threads += others
    return scenario
  }
}

/// A leaf of stage 2, but for its output address, which model and machine choose each for itself.
struct StageTwoMapping: Hashable, CustomStringConvertible {
  var address: UInt64
  var level: Level
  var permissions: String

  static func all(in state: MachineState, root: Int, cast: Cast) -> Set<StageTwoMapping> {
    Set(
      state.leaves(ofRoot: root, cast: cast).map { leaf in
        StageTwoMapping(
          address: leaf.inputAddress, level: leaf.descriptor.level,
          permissions: Stage2Attributes(leaf.descriptor)?.permissionText ?? "?")
      })
  }

  var description: String { "\(String(address, radix: 16)) level \(level) \(permissions)" }
}

extension Scenario {
  /// The same scenario with the process's entries of some areas, present from the beginning, without
  /// the write permission: what a first read leaves behind, the zero page.
  func readFirst(_ ranges: [Range<UInt64>]) throws -> Scenario {
    let (model, layout) = try model()
    let words = VariableReader(model)
    var copy = self
    for (name, groups, bytes) in [
      ("pmd", layout.host.blocks, UInt64(1) << 21), ("pte", layout.host.pages, 1 << 12),
    ] {
      let variable = model.variables.first { $0.thread == nil && $0.name == name }
      guard let variable else { continue }
      let slots = variable.base..<variable.base + variable.count
      var entries = model.initial.words[slots].map(Int.init)
      for (number, group) in groups.enumerated()
      where ranges.contains(where: { $0.contains(group) }) {
        var slot = number
        if bytes == 1 << 12 {
          let block = layout.host.blocks.firstIndex(of: group & ~0x1f_ffff) ?? 0
          let upper = TableEntry(word: words["pmd", block, in: model.initial])
          guard upper.kind == .table else { continue }
          let place = layout.host.pages.count { $0 < group && $0 >> 21 == group >> 21 }
          slot = Int(upper.target) * (variable.dimensions.last ?? 1) + place
        }
        entries[slot] = Int(EntryFunction.withoutWrite.apply(Int32(entries[slot])))
      }
      copy.initial[name] = entries
    }
    return copy
  }
}
