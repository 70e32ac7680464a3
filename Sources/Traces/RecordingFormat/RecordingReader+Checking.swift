import Machine
import VMSA

// References that can be checked only when all of the cast, or of the events, is there.
extension RecordingReader {
  /// Makes every reference among locks, counters, machines, roots and tables point to something:
  /// what does not is counted with its line and taken away.
  mutating func checkReferences() {
    checkTables()
    let machines = builder.cast.machines.count
    for number in 0..<builder.cast.locks.count {
      let machine = builder.cast.locks[number].machine
      if isOutside(machine, machines, "vm", .lock, number) {
        builder.cast.locks[number].machine = nil
      }
    }
    for number in 0..<builder.cast.counters.count {
      let machine = builder.cast.counters[number].machine
      if isOutside(machine, machines, "vm", .counter, number) {
        builder.cast.counters[number].machine = nil
      }
    }
    for number in 0..<machines { checkMachine(number) }
  }

  private mutating func checkMachine(_ number: Int) {
    let machine = builder.cast.machines[number]
    if isOutside(machine.root, builder.cast.roots.count, "root", .vm, number) {
      builder.cast.machines[number].root = nil
    }
    if isOutside(machine.lock, builder.cast.locks.count, "lock", .vm, number) {
      builder.cast.machines[number].lock = nil
    }
    let counters = builder.cast.counters.count
    if isOutside(machine.sequenceCounter, counters, "sequence", .vm, number) {
      builder.cast.machines[number].sequenceCounter = addCounter(number)
    }
    if isOutside(machine.inProgressCounter, counters, "inProgress", .vm, number) {
      builder.cast.machines[number].inProgressCounter = addCounter(number)
    }
  }

  /// A counter for a machine whose own is not known.
  private mutating func addCounter(_ machine: Int) -> Int {
    builder.cast.counters.append(CounterInfo(name: "?", machine: machine))
    return builder.cast.counters.count - 1
  }

  /// Whether a reference points to nothing; the line it stands in is then counted.
  private mutating func isOutside(
    _ value: Int?, _ count: Int, _ field: String, _ type: MemberType, _ member: Int
  ) -> Bool {
    guard let value, !(0..<count).contains(value) else { return false }
    let line = castLines[CastReference(type: type, number: member)]
    note(.outsideCast(field: field, number: value, count: count), line: line)
    return true
  }

  private mutating func checkTables() {
    let (roots, tables) = (builder.cast.roots.count, builder.cast.tables.count)
    for number in 0..<tables
    where isOutside(builder.cast.tables[number].root, roots, "root", .table, number) {
      if builder.cast.roots.count == roots { addRoot() }
      builder.cast.tables[number].root = roots
    }
    for number in 0..<builder.cast.roots.count
    where isOutside(builder.cast.roots[number].table, tables, "table", .root, number) {
      if builder.cast.tables.count == tables { addTable(root: number) }
      builder.cast.roots[number].table = tables
    }
  }

  /// A root for tables whose own is not known.
  private mutating func addRoot() {
    builder.cast.roots.append(
      RootInfo(
        name: "?", format: DescriptorFormat(stage: .two, granule: .size4K), startLevel: .three,
        table: builder.cast.tables.count, isWhollyRecorded: false))
  }

  /// A table for roots whose own is not known.
  private mutating func addTable(root: Int) {
    _ = builder.addTable(
      root: root, level: .three, inputBase: 0, entryCount: 1, parentSlot: nil,
      kernelAddress: nil, isBornEmpty: false, granule: .size4K)
  }
}
