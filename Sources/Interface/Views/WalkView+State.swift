import Machine
import VMSA

extension WalkView {
  /// The walk a state shows.
  init(_ state: AppState) {
    guard let subject = state.walkSubject else {
      let found = state.cast.roots.isEmpty
      self.init(
        title: "no address yet",
        outcome: found
          ? "This recording tells of no translation tables."
          : "No event so far names an address. Step on, or type a to give one.")
      return
    }
    guard let root = subject.root, state.cast.roots.indices.contains(root) else {
      self.init(
        title: Hexadecimal.grouped(subject.address),
        outcome: "No translation tables are known at this instant.",
        origin: WalkView.words(for: subject))
      return
    }
    self.init(state, subject, root: root)
  }

  private init(_ state: AppState, _ subject: WalkSubject, root: Int) {
    let info = state.cast.roots[root]
    let walk = state.machine.walk(root: root, to: subject.address, cast: state.cast)
    let changes = state.currentChanges.filter {
      $0.kind == .descriptor || $0.kind == .descriptorLearned
    }
    title = WalkView.title(of: subject, in: info, state)
    fields = WalkView.fields(of: subject.address, in: info, cast: state.cast)
    steps = walk.steps.map { WalkView.step($0, changes: changes, in: info, state) }
    isMapped = if case .mapped = walk.result { true } else { false }
    outcome = WalkView.outcome(
      of: walk, in: info, isLive: state.machine.isLive(root: root),
      isSimulated: state.stepper != nil)
    origin = WalkView.words(for: subject, isSimulated: state.stepper != nil)
    guard state.stepper != nil, root == AppState.stage2Root else { return }
    process = ProcessWalk(state, guestAddress: subject.address)
  }

  private static func title(
    of subject: WalkSubject, in root: RootInfo, _ state: AppState
  ) -> String {
    let kind = root.format.stage == .two ? "IPA" : "VA"
    var parts = [root.name, "\(kind) \(Hexadecimal.grouped(subject.address))"]
    if let fault = subject.fault {
      let syndrome = state.cast.faults[fault].syndrome
      parts.append(syndrome.isInstruction ? "fetch" : syndrome.isWrite ? "write" : "read")
    }
    return parts.joined(separator: " · ")
  }

  private static func words(for subject: WalkSubject, isSimulated: Bool = false) -> String {
    switch (subject.origin, subject.earlierEvent) {
    case (.access, _): "address that a vCPU accesses first"
    case (.change, nil) where isSimulated: "address whose entry the last step changed"
    case (.fault, nil) where isSimulated: "address of the fault being handled"
    case (.pinned, _): "address kept; p lets go"
    case (.fault, let event?): "address of the fault that event \(event) tells of"
    case (.fault, nil): "address of this thread's fault"
    case (.call, let event?): "address of the call that event \(event) tells of"
    case (.call, nil): "address this thread's call works on"
    case (.visit, _): "address whose entry is visited"
    case (.change, let event?): "address whose entry event \(event) changed"
    case (.change, nil): "address whose entry this event changes"
    }
  }

  private static func fields(of address: UInt64, in root: RootInfo, cast: Cast) -> [Field] {
    guard cast.tables.indices.contains(root.table) else { return [] }
    let entries = max(1, cast.tables[root.table].entryCount)
    let indexBits = entries.bitWidth - 1 - entries.leadingZeroBitCount
    let split = AddressSplit(
      address, granule: root.format.granule, startLevel: root.startLevel,
      inputBits: root.format.granule.shift(at: root.startLevel) + indexBits)
    return split.fields.filter { $0.role != .unused || $0.value != 0 }
      .map { Field(label: $0.label, bits: $0.binary) }
  }

  static func step(
    _ step: TableWalk.Step, changes: [Change], in root: RootInfo, _ state: AppState
  ) -> Step {
    let table = state.cast.tables[step.table]
    let name = table.level.stage2Name(granule: table.granule)
    var view = Step(
      name: "\(table.level.shortName) \(name)", index: step.index,
      kernelAddress: table.kernelAddress.map { $0 &+ 8 &* UInt64(step.index) },
      content: content(of: step.content, in: root))
    let own = changes.filter { Int($0.subject) == step.slot }
    if let first = own.first {
      view.before =
        first.kind == .descriptorLearned
        ? Content(summary: "not seen yet")
        : Content(
          raw: first.old,
          summary: EntryWords.summary(of: first.old, slot: step.slot, cast: state.cast))
      view.provenance = first.provenance
    }
    return view
  }

  private static func content(of content: EntryContent, in root: RootInfo) -> Content {
    switch content {
    case .unknown: Content(summary: "not seen yet")
    case .tableOfUnknownAddress: Content(summary: "table, its address not recorded")
    case .known(let descriptor):
      Content(raw: descriptor.raw, summary: EntryWords.summary(of: descriptor, in: root))
    }
  }

  private static func outcome(
    of walk: TableWalk, in root: RootInfo, isLive: Bool, isSimulated: Bool
  ) -> String {
    switch walk.result {
    case .mapped(let output): return mapped(output, walk, root)
    case .invalid(let level):
      return "not mapped: an access meets a translation fault, \(level.words)"
    case .unknown(let level):
      // A simulation leaves nothing unseen: what an entry leads to and is not there was freed.
      if isSimulated { return "the table that the \(level.words) entry leads to has been freed" }
      return "not known: the recording has not shown this \(level.words) entry yet"
    case .noTable:
      return isLive
        ? "beyond what the recording shows of these tables" : "these tables are not in use now"
    }
  }

  private static func mapped(
    _ output: PhysicalAddress, _ walk: TableWalk, _ root: RootInfo
  ) -> String {
    guard case .known(let leaf)? = walk.steps.last?.content,
      let attributes = Stage2Attributes(leaf)
    else { return "PA \(output.grouped)" }
    var parts = [
      "PA \(output.grouped)", attributes.memAttr.words(forcedWriteBack: root.forcedWriteBack),
    ]
    if let shareability = attributes.sh { parts.append(shareability.words) }
    return parts.joined(separator: " · ")
  }
}
