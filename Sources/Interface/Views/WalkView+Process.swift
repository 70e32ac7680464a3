import Machine
import VMSA

extension WalkView.ProcessWalk {
  /// The process's walk for the address behind a guest address, at a state's instant.
  init(_ state: AppState, guestAddress: UInt64) {
    guard let address = state.hostAddress(ofGuest: guestAddress) else {
      self.init(
        title: "no memslot covers it",
        outcome: "No memory of the process is behind this address: an access is left to user space."
      )
      return
    }
    let root = state.cast.roots[AppState.processRoot]
    let walk = state.machine.walk(root: AppState.processRoot, to: address, cast: state.cast)
    let changes = state.index > 0 ? state.currentChanges.filter { $0.kind == .descriptor } : []
    self.init(
      title: "the process's tables · VA \(Hexadecimal.grouped(address))",
      steps: walk.steps.map { step in
        var view = WalkView.step(step, changes: changes, in: root, state)
        let level = state.cast.tables[step.table].level
        view.name = "\(level.shortName) \(level.linuxName(granule: .size4K))"
        view.content.summary = WalkView.ProcessWalk.summary(of: view.content, level, root)
        if let before = view.before {
          view.before?.summary = WalkView.ProcessWalk.summary(of: before, level, root)
        }
        return view
      }, outcome: WalkView.ProcessWalk.outcome(of: walk, in: root, state))
  }

  /// “table 0x4900_1000”, “page 4K RW– AF”: what the process itself may do is what counts here.
  private static func summary(
    of content: WalkView.Content, _ level: Level, _ root: RootInfo
  ) -> String {
    guard let raw = content.raw else { return content.summary }
    let descriptor = Descriptor(raw: raw, level: level, format: root.format)
    guard let attributes = Stage1Attributes(descriptor), descriptor.isLeaf else {
      return content.summary
    }
    let size = root.format.granule.leafSizeName(at: level)
    return "\(descriptor.kind == .page ? "page" : "block") \(size) "
      + "\(attributes.unprivilegedText) \(attributes.accessFlag ? "AF" : "no AF")"
  }

  /// How large the process maps it: the level its walk ends at, as get_user_mapping_size finds it.
  private static func outcome(
    of walk: TableWalk, in root: RootInfo, _ state: AppState
  ) -> String {
    switch walk.result {
    case .mapped(let output):
      let level = walk.steps.last.map { state.cast.tables[$0.table].level } ?? .three
      let size = root.format.granule.leafSizeName(at: level)
      let function =
        state.stepper.map { $0.model.edition < .v5_15 } ?? false
        ? "transparent_hugepage_adjust" : "get_user_mapping_size"
      return "PA \(output.grouped) · \(function) finds \(size): stage 2 can map at most \(size)"
    case .invalid(let level):
      return "the process has nothing mapped there (\(level.words)): a fault brings a page in"
    case .unknown, .noTable: return "the process's tables are gone"
    }
  }
}
