import VMSA

/// A tree of translation tables that is changed as an operating system changes its own.
///
/// It owns the pages of its tables and is handed the memory they stand in with every operation.
/// Every write, and every TLB invalidation that must follow, is told to the recorder.
public struct TableBuilder<Recorder: TableRecorder>: ~Copyable {
  /// Where walks of the tree start.
  public let root: WalkRoot
  /// The numbers of its tables.
  public let geometry: TableGeometry
  /// Whose translations these are, as TLB invalidations name them.
  public let owner: Owner
  /// The pages tables are made of.
  @usableFromInline var pool: TablePool
  /// What is told of every change.
  public var recorder: Recorder

  /// The address space and virtual machine a tree belongs to.
  public struct Owner: Hashable, Sendable {
    /// Of stage 1.
    public var asid: UInt16
    /// Of stage 2.
    public var vmid: UInt16

    /// Makes an owner.
    public init(asid: UInt16 = 0, vmid: UInt16 = 0) {
      self.asid = asid
      self.vmid = vmid
    }
  }

  /// Makes an empty tree in the first pages of `pool`.
  ///
  /// - Parameter shape: a root whose address doesn't count; the first table gets a place of its own.
  /// - Throws: ``MapError`` when the pool is too small, of another granule, or not in the memory.
  public init<Memory: WritablePhysicalMemory & ~Copyable>(
    like shape: WalkRoot, pool: consuming TablePool, owner: Owner = Owner(), recorder: Recorder,
    in memory: inout Memory
  ) throws(MapError) {
    let granule = shape.format.granule
    let pages = max(1, shape.concatenatedTables)
    guard pool.pageShift == UInt64(granule.pageShift), let table = pool.takeFirst(pages) else {
      throw MapError(0, .noTablesLeft)
    }
    for page in 0..<UInt64(pages) {
      let start = table.advanced(by: page << pool.pageShift)
      let cleared: Void? = memory.withMutableWords(at: start, count: granule.entriesPerTable) {
        for index in $0.indices { $0[index] = 0 }
      }
      guard cleared != nil else { throw MapError(0, .foreignTable(start)) }
    }
    guard
      let root = WalkRoot(
        format: shape.format, inputBits: shape.inputBits, startLevel: shape.startLevel,
        tableAddress: table, physicalAddressBits: shape.physicalAddressBits, region: shape.region,
        ignoresTopByte: shape.ignoresTopByte, setsAccessFlag: shape.setsAccessFlag),
      root.tableAddress == table
    else { throw MapError(0, .foreignTable(table)) }
    self.root = root
    geometry = TableGeometry(root)
    self.owner = owner
    self.pool = pool
    self.recorder = recorder
  }

  /// Takes over a tree whose tables `pool` knows already.
  init(
    adopted root: WalkRoot, pool: consuming TablePool, owner: Owner, recorder: Recorder
  ) {
    self.root = root
    geometry = TableGeometry(root)
    self.owner = owner
    self.pool = pool
    self.recorder = recorder
  }

  /// The pages the tables take, the first one's included.
  public var tablePages: Int { pool.used }

  /// The pages left for tables.
  public var tablePagesLeft: Int { pool.available }
}
