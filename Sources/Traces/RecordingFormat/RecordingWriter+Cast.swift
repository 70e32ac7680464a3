import Machine
import VMSA

extension RecordingWriter {
  /// Threads, event kinds, counters, locks and claims.
  mutating func writePeople(to output: ([UInt8]) throws -> Void) rethrows {
    for number in 0..<cast.threads.count {
      let thread = cast.threads[number]
      begin("thread", number)
      line.text("name", thread.command)
      line.number("pid", thread.identifier)
      line.flag("vcpu", thread.isVirtualCPU)
      line.endLine()
      try handOn(to: output)
    }
    for number in 0..<cast.eventKinds.count {
      begin("eventKind", number)
      line.text("name", cast.eventKinds[number])
      let isUnderstood =
        recording.understoodKinds.indices.contains(number) && recording.understoodKinds[number]
      line.flag("understood", isUnderstood)
      line.endLine()
    }
    for number in 0..<cast.counters.count {
      begin("counter", number)
      line.text("name", cast.counters[number].name)
      line.number("vm", cast.counters[number].machine)
      line.endLine()
    }
    for number in 0..<cast.locks.count {
      let lock = cast.locks[number]
      begin("lock", number)
      line.text("name", lock.name)
      line.text("kind", lock.kind.rawValue)
      line.text("address", lock.address)
      line.number("vm", lock.machine)
      line.endLine()
      try handOn(to: output)
    }
    for number in 0..<cast.claims.count {
      begin("claim", number)
      line.number("lock", cast.claims[number].lock)
      line.number("thread", cast.claims[number].thread)
      line.endLine()
      try handOn(to: output)
    }
  }

  /// Roots, tables and virtual machines.
  mutating func writeTables(to output: ([UInt8]) throws -> Void) rethrows {
    for number in 0..<cast.roots.count {
      let root = cast.roots[number]
      begin("root", number)
      line.text("name", root.name)
      line.number("stage", root.format.stage.rawValue)
      line.text("granule", root.format.granule.name)
      line.number("outputBits", root.format.outputAddressBits)
      line.number("startLevel", root.startLevel.number)
      line.flag("forcedWriteBack", root.forcedWriteBack)
      line.number("table", root.table)
      line.flag("whole", root.isWhollyRecorded)
      line.endLine()
    }
    for number in 0..<cast.tables.count {
      writeTable(number)
      try handOn(to: output)
    }
    for number in 0..<cast.machines.count {
      let machine = cast.machines[number]
      begin("vm", number)
      line.word("kvm", machine.kvm)
      line.word("mmu", machine.mmu)
      line.word("pgt", machine.pageTable)
      line.number("root", machine.root)
      line.number("lock", machine.lock)
      line.number("sequence", machine.sequenceCounter)
      line.number("inProgress", machine.inProgressCounter)
      line.number("event", machine.firstEvent)
      line.endLine()
    }
  }

  private mutating func writeTable(_ number: Int) {
    let table = cast.tables[number]
    begin("table", number)
    line.number("root", table.root)
    line.number("level", table.level.number)
    line.text("granule", table.granule.name)
    line.word("base", table.inputBase)
    line.number("entries", table.entryCount)
    if let slot = table.parentSlot, let parent = cast.table(ofSlot: slot) {
      line.number("parent", parent)
      line.number("entry", slot - cast.tables[parent].firstSlot)
    }
    line.word("address", table.kernelAddress)
    line.flag("bornEmpty", table.isBornEmpty)
    line.endLine()
  }
}
