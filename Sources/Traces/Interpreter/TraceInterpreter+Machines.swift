import Machine
import VMSA

// Virtual machines: which one a call works for, and when one dies.
extension TraceInterpreter {
  /// The machine a call works for, which joins the cast when it is new; nil when the call's
  /// arguments don't tell.
  mutating func machine(of function: KernelFunction, thread: Int, fields: borrowing RecordFields)
    -> Int?
  {
    var kvm = fields[.kvm]
    if kvm == nil, let notifier = fields[.mn], let offset = facts.notifierOffset {
      kvm = notifier &- offset
    }
    var mmu = fields[.mmu]
    let pageTable = fields[.pgt]
    if let kvm, mmu == nil, let offset = facts.mmuOffset { mmu = kvm &+ offset }
    if let mmu, kvm == nil, let offset = facts.mmuOffset { kvm = mmu &- offset }
    guard kvm != nil || mmu != nil || pageTable != nil else { return threads[thread].machine }
    // A destroyed tree belongs to the machine whose root was freed just now.
    if function == .destroyStage2, let current = enclosingMachine(thread) {
      note(current, kvm: nil, mmu: nil, pageTable: pageTable)
      return current
    }
    if let known = directory.machine(kvm: kvm, mmu: mmu, pageTable: pageTable) {
      note(known, kvm: kvm, mmu: mmu, pageTable: pageTable)
      threads[thread].machine = known
      return known
    }
    if pageTable != nil, let enclosing = enclosingMachine(thread) {
      note(enclosing, kvm: nil, mmu: nil, pageTable: pageTable)
      return enclosing
    }
    if let only = onlyMachine(withoutKVM: kvm) {
      note(only, kvm: kvm, mmu: mmu, pageTable: pageTable)
      threads[thread].machine = only
      return only
    }
    guard function.tellsOfMachine, hasRoomForTables else { return nil }
    let new = addMachine(kvm: kvm, mmu: mmu, pageTable: pageTable)
    threads[thread].machine = new
    return new
  }

  /// When the recording names one `struct kvm` in all, the machine that was known only by its
  /// tables is that one.
  private mutating func onlyMachine(withoutKVM kvm: UInt64?) -> Int? {
    guard let kvm, builder.cast.machines.count == 1, builder.cast.machines[0].kvm == nil
    else { return nil }
    needsSoleKVM = true
    return facts.soleKVM == kvm ? 0 : nil
  }

  /// The machine of the calls a thread is in, while it is in any that names one.
  private func enclosingMachine(_ thread: Int) -> Int? {
    threads[thread].calls.contains { $0.function != .handleGuestAbort && $0.function.depth < 3 }
      ? threads[thread].machine : nil
  }

  /// Notes that a machine has an mmu at an address, and with it where its `struct kvm` is.
  mutating func link(machine: Int, mmu: UInt64) {
    guard builder.cast.machines[machine].mmu == nil else { return }
    note(machine, kvm: facts.mmuOffset.map { mmu &- $0 }, mmu: mmu, pageTable: nil)
  }

  private mutating func note(_ machine: Int, kvm: UInt64?, mmu: UInt64?, pageTable: UInt64?) {
    let known = builder.cast.machines[machine]
    let isNew =
      kvm ?? known.kvm != known.kvm || mmu ?? known.mmu != known.mmu
      || pageTable ?? known.pageTable != known.pageTable || known.lock == nil
    guard isNew else { return }
    directory.note(machine, kvm: kvm, mmu: mmu, pageTable: pageTable)
    if let kvm {
      builder.cast.machines[machine].kvm = kvm
      nameLock(of: machine, kvm: kvm)
    }
    if let mmu { builder.cast.machines[machine].mmu = mmu }
    if let pageTable { builder.cast.machines[machine].pageTable = pageTable }
  }

  /// mmu_lock is the first member of `struct kvm`: a lock seen at that address is it.
  private mutating func nameLock(of machine: Int, kvm: UInt64) {
    if let seen = locksByAddress[kvm], builder.cast.locks[seen].machine == nil {
      builder.cast.locks[seen].name = "mmu_lock"
      builder.cast.locks[seen].machine = machine
      builder.cast.machines[machine].lock = seen
    } else if builder.cast.machines[machine].lock == nil {
      builder.cast.locks.append(LockInfo(name: "mmu_lock", kind: .rwlock, machine: machine))
      builder.cast.machines[machine].lock = builder.cast.locks.count - 1
    }
    guard let lock = builder.cast.machines[machine].lock else { return }
    builder.cast.locks[lock].address = Hexadecimal.plain(kvm)
    locksByAddress[kvm] = lock
  }

  private mutating func addMachine(kvm: UInt64?, mmu: UInt64?, pageTable: UInt64?) -> Int {
    let number = builder.cast.machines.count
    builder.cast.counters.append(CounterInfo(name: "mmu_invalidate_seq", machine: number))
    builder.cast.counters.append(CounterInfo(name: "mmu_invalidate_in_progress", machine: number))
    var info = VirtualMachineInfo(
      sequenceCounter: builder.cast.counters.count - 2,
      inProgressCounter: builder.cast.counters.count - 1, firstEvent: event)
    info.root = addRoot(number: number)
    if kvm == nil {
      builder.cast.locks.append(LockInfo(name: "mmu_lock", kind: .rwlock, machine: number))
      info.lock = builder.cast.locks.count - 1
    }
    builder.cast.machines.append(info)
    note(number, kvm: kvm, mmu: mmu, pageTable: pageTable)
    return number
  }

  /// A root in use from now on. Memslots told of before any mapping mean that the machine began
  /// within the recording: nothing can be mapped outside a memslot.
  private mutating func addRoot(number: Int) -> Int {
    let root = builder.cast.roots.count
    let isWhole = !builder.state.memslotsInForce().isEmpty
    let table = builder.addTable(
      root: root, level: facts.rootLevel, inputBase: 0, entryCount: facts.rootEntryCount,
      parentSlot: nil, kernelAddress: nil, isBornEmpty: isWhole, granule: facts.granule)
    builder.cast.roots.append(
      RootInfo(
        name: "VM \(number + 1) stage 2", format: facts.format, startLevel: facts.rootLevel,
        forcedWriteBack: facts.forcedWriteBack, table: table, isWhollyRecorded: isWhole))
    builder.set(.rootLive, root, to: 1, .observed)
    return root
  }

  /// A machine's tree is gone from `mmu->pgt`: nothing is mapped any more.
  mutating func detachTree(of machine: Int, by function: KernelFunction) {
    guard let root = builder.cast.machines[machine].root else { return }
    builder.set(.rootLive, root, to: 0, .inferred(.treeDetached))
    for slot in builder.state.memslotsInForce() {
      builder.set(.memslot, builder.cast.memslots[slot].number, to: 0, .inferred(.treeDetached))
    }
    if function == .destroyStage2 || !facts.called.contains(.destroyStage2) {
      directory.forget(machine)
    }
  }
}

extension KernelFunction {
  /// Whether a call shows that a machine exists, so that one joins the cast when none was known.
  ///
  /// A notifier's callbacks do too, but may come while the machine is being created and before its
  /// memslots are told of: it joins when it is first worked on.
  fileprivate var tellsOfMachine: Bool {
    switch self {
    case .invalidateRangeStart, .invalidateRangeEnd: false
    default: true
    }
  }
}
