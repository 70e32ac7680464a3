import VMSA

extension TableBuilder {
  /// Takes over a tree that exists: of an image copied to a memory that can be written, or one
  /// another builder made.
  ///
  /// Nothing is written. The tables may stand anywhere, in the pool or not; those that are dropped
  /// later are used again like pages of the pool. Which of the pool's pages hold tables of the tree
  /// is found out; that the others are free is for the caller to know. Tables with no valid entry
  /// stay until something below them is unmapped.
  ///
  /// - Parameters:
  ///   - pool: pages for further tables; it may have none.
  ///   - tableLimit: the most tables to take over.
  /// - Throws: ``AdoptError`` for what no tree can have whose tables belong to it alone.
  public static func adopting<Memory: TableMemory & ~Copyable>(
    root: WalkRoot, pool: consuming TablePool, tableLimit: Int = 1 << 20, owner: Owner = Owner(),
    recorder: Recorder, in memory: borrowing Memory
  ) throws(AdoptError) -> TableBuilder {
    guard pool.pageShift == UInt64(root.format.granule.pageShift) else {
      throw AdoptError(
        entry: root.tableAddress, level: root.startLevel,
        input: TableGeometry(root).inputPrefix, .poolOfOtherGranule)
    }
    let survey = try TableSurvey(root, tableLimit: tableLimit, in: memory)
    return TableBuilder(
      adopted: root, pool: TablePool(pool, with: survey), owner: owner, recorder: recorder)
  }

  /// Whether the live entries counted are those the tables hold; for tests and for the careful.
  public func countsAreTrue<Memory: TableMemory & ~Copyable>(in memory: borrowing Memory) -> Bool {
    guard let survey = try? TableSurvey(root, tableLimit: .max, in: memory) else { return false }
    return survey.tables.allSatisfy { table in
      pool.page(of: table.address).map { Int(pool.live[$0]) } == table.liveEntries
    }
  }
}

extension SparseMemory {
  /// Copies tables out of another memory, a file's image for one, so that they can be changed.
  public init<Memory: TableMemory & ~Copyable>(
    copying survey: TableSurvey, from memory: borrowing Memory
  ) {
    self.init()
    for table in survey.tables {
      let words: [UInt64] =
        memory.withWords(at: table.address, count: table.entries) { words in
          words.indices.map { words[$0] }
        } ?? []
      for (index, word) in words.enumerated() where word != 0 {
        _ = write(word, at: table.address.advanced(by: UInt64(index) * 8))
      }
    }
  }
}
