import Machine
import VMSA

/// The used parts of an address space, found from the upper tables down, to be cut into cells.
struct AddressMap {
  /// A used part: a block, or what hangs below one entry of the last level but one.
  private struct Part {
    var address: UInt64
    var bytes: UInt64
    /// The table of pages below it; nil for a block.
    var table: Int?
  }

  private let state: AppState
  private let root: Int
  private let granule: Granule
  private var parts: [Part] = []

  /// Finds the used parts of a live root.
  init(_ state: AppState, root: Int) {
    self.state = state
    self.root = root
    granule = state.cast.roots[root].format.granule
    collect(below: state.cast.roots[root].table, depth: 0)
  }

  /// The bytes of the smallest cell: an entry of level 2.
  private var finestBytes: UInt64 { granule.entrySpanBytes(at: .two) }

  private mutating func collect(below table: Int, depth: Int) {
    guard depth < 5, state.cast.tables.indices.contains(table) else { return }
    let info = state.cast.tables[table]
    let format = state.cast.roots[root].format
    for index in 0..<info.entryCount {
      let slot = info.firstSlot + index
      let address = info.inputAddress(ofEntry: index)
      let bytes = info.granule.entrySpanBytes(at: info.level)
      if let child = state.machine.table(belowSlot: slot) {
        if info.level >= .two {
          parts.append(Part(address: address, bytes: bytes, table: child))
        } else {
          collect(below: child, depth: depth + 1)
        }
      } else if state.machine.isKnown(slot: slot),
        Descriptor(raw: state.machine.entry(ofSlot: slot), level: info.level, format: format).isLeaf
      {
        parts.append(Part(address: address, bytes: bytes, table: nil))
      }
    }
  }
}

// MARK: - Cutting into cells

extension AddressMap {
  /// Rows of cells at the finest scale at which they are not too many.
  func scaled(cellsPerRow: Int, rows wanted: Int) -> (rows: [TablesView.Row], cellBytes: UInt64) {
    let cells = UInt64(max(1, cellsPerRow))
    var cellBytes = finestBytes
    while cellBytes < 1 << 48 {
      if rowAddresses(rowBytes: cellBytes &* cells, limit: max(1, wanted)) != nil { break }
      cellBytes *= 16
    }
    let rowBytes = cellBytes &* cells
    let addresses = rowAddresses(rowBytes: rowBytes, limit: 4096) ?? []
    let changed = changedAddresses
    let rows = addresses.map { address in
      row(at: address, cells: Int(cells), cellBytes: cellBytes, changed: changed)
    }
    return (rows, cellBytes)
  }

  /// Where the rows that hold something begin; nil when they are more than `limit`.
  private func rowAddresses(rowBytes: UInt64, limit: Int) -> [UInt64]? {
    guard rowBytes > 0 else { return [] }
    var addresses: [UInt64] = []
    for part in parts {
      let last = part.address &+ (part.bytes - 1)
      var next = part.address - part.address % rowBytes
      while next <= last {
        if addresses.last != next { addresses.append(next) }
        guard addresses.count <= limit else { return nil }
        let (following, overflow) = next.addingReportingOverflow(rowBytes)
        if overflow { break }
        next = following
      }
    }
    return addresses
  }

  private func row(
    at address: UInt64, cells: Int, cellBytes: UInt64, changed: [UInt64]
  ) -> TablesView.Row {
    var row = TablesView.Row(address: address, cells: [], changed: [])
    for number in 0..<cells {
      row.cells.append(cell(at: address &+ UInt64(number) &* cellBytes, bytes: cellBytes))
    }
    for place in changed where place >= address {
      let number = (place - address) / cellBytes
      if number < UInt64(cells) { row.changed.insert(Int(number)) }
    }
    return row
  }

  private func cell(at start: UInt64, bytes: UInt64) -> TablesView.Cell {
    let found = parts[firstPart(endingAfter: start)...].prefix { $0.address < start &+ bytes }
    guard !found.isEmpty else { return emptyCell(at: start) }
    let blocks = found.count { $0.table == nil }
    let pages = found.reduce(0) { $0 + ($1.table.map(pageCount) ?? 0) }
    switch (blocks, pages) {
    case (0, 0): return .emptyTable
    case (0, _): return .pages(count: pages, of: Int(bytes / granule.pageSizeBytes))
    case (_, 0): return .block
    default: return .mixed
    }
  }

  private func emptyCell(at address: UInt64) -> TablesView.Cell {
    let walk = state.machine.walk(root: root, to: address, cast: state.cast)
    return if case .unknown = walk.result { .unknown } else { .none }
  }

  /// How many pages a table of the last level maps.
  private func pageCount(_ table: Int) -> Int {
    let info = state.cast.tables[table]
    return (info.firstSlot..<info.firstSlot + info.entryCount).count { slot in
      state.machine.isKnown(slot: slot) && state.machine.entry(ofSlot: slot) & 0b11 == 0b11
    }
  }

  private func firstPart(endingAfter address: UInt64) -> Int {
    var low = 0
    var high = parts.count
    while low < high {
      let middle = (low + high) / 2
      let last = parts[middle].address &+ (parts[middle].bytes - 1)
      if last < address { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The input addresses of the entries of this root the current event changed.
  private var changedAddresses: [UInt64] {
    state.currentChanges.filter { $0.kind == .descriptor || $0.kind == .descriptorLearned }
      .compactMap { change in
        guard let table = state.cast.table(ofSlot: Int(change.subject)),
          state.cast.tables[table].root == root, state.cast.tables[table].level >= .two
        else { return nil }
        return state.cast.inputAddress(ofSlot: Int(change.subject))
      }
  }
}
