import Machine
import VMSA

extension TablesView {
  /// The map of the root a state shows, in rows of so many cells, preferably no more rows than fit.
  init(_ state: AppState, cellsPerRow: Int, rows wanted: Int) {
    guard let root = state.shownRoot, state.cast.roots.indices.contains(root) else {
      self.init(
        name: "", counts: "", rows: [], cellBytes: 0,
        note: "No translation tables are known at this instant.")
      return
    }
    let info = state.cast.roots[root]
    guard state.machine.isLive(root: root) else {
      self.init(
        name: info.name, counts: "", rows: [], cellBytes: 0,
        note: TablesView.absence(ofRoot: root, state))
      return
    }
    let scale = AddressMap(state, root: root).scaled(cellsPerRow: cellsPerRow, rows: wanted)
    self.init(
      name: info.name, counts: TablesView.counts(root: root, state), rows: scale.rows,
      cellBytes: scale.cellBytes, note: scale.rows.isEmpty ? "Nothing is mapped." : "")
    if !info.isWhollyRecorded, scale.rows.isEmpty {
      note =
        "These tables are older than the recording: none of their entries has been seen yet, so "
        + "what they map is unknown."
    }
  }

  /// Why a root shows nothing: the recording tells of it only later, or its machine is gone.
  private static func absence(ofRoot root: Int, _ state: AppState) -> String {
    guard let machine = state.cast.machines.first(where: { $0.root == root }),
      state.index < machine.firstEvent
    else { return "These tables are no longer in use at this instant." }
    return state.cast.roots[root].isWhollyRecorded
      ? "Nothing is mapped before event \(machine.firstEvent), which first tells of these tables."
      : "Unknown before event \(machine.firstEvent), which first tells of these tables."
  }

  /// Leaves by size: “4K 99 · 2M 1 · 1G 0”.
  private static func counts(root: Int, _ state: AppState) -> String {
    let format = state.cast.roots[root].format
    let seen = state.cast.roots[root].isWhollyRecorded ? "" : "seen so far: "
    return seen
      + Level.allCases.reversed().filter { format.permitsLeaf(at: $0) }.compactMap { level in
        let count = state.machine.leafCount(root: root, level: level)
        // Sizes above 1G are rare enough to be left out while there are none.
        guard count > 0 || level >= .one else { return nil }
        return "\(format.granule.leafSizeName(at: level)) \(count)"
      }.joined(separator: " · ")
  }
}
