import Memory
import Testing
import VMSA

@Suite("What can't be adopted, and where it is")
struct AdoptionRuleTests {
  static let format = DescriptorFormat(stage: .one, granule: .size4K)
  static let first: UInt64 = 0x8000_0000
  static let second: UInt64 = 0x8000_1000
  static let third: UInt64 = 0x8000_2000
  static let page: UInt64 = 1 << 10 | 0b11

  /// The system has no room for 64 KiB.
  struct NoArena: Error {}

  /// Three tables, one below the other, and a page at their first entries; 36-bit addresses.
  struct Tree: ~Copyable {
    var memory: ArenaMemory
    let root: WalkRoot

    init() throws {
      try self.init(
        memory: Self.arena(),
        root: #require(
          WalkRoot(
            format: AdoptionRuleTests.format, inputBits: 39, startLevel: .one,
            tableAddress: PhysicalAddress(AdoptionRuleTests.first), physicalAddressBits: 36)))
    }

    private init(memory: consuming ArenaMemory, root: WalkRoot) {
      self.memory = memory
      self.root = root
      write(AdoptionRuleTests.second | 0b11, at: AdoptionRuleTests.first)
      write(AdoptionRuleTests.third | 0b11, at: AdoptionRuleTests.second)
      write(0x1000 | AdoptionRuleTests.page, at: AdoptionRuleTests.third)
    }

    private static func arena() throws -> ArenaMemory {
      let base = PhysicalAddress(AdoptionRuleTests.first)
      guard let arena = ArenaMemory(base: base, byteCount: 16 << 12) else { throw NoArena() }
      return arena
    }

    mutating func write(_ raw: UInt64, at address: UInt64) {
      _ = memory.write(raw, at: PhysicalAddress(address))
    }

    /// Why it is refused; nil when it is adopted.
    func refusal(granule: Granule = .size4K, limit: Int = 100) -> AdoptError? {
      let pool = TablePool(
        base: PhysicalAddress(AdoptionRuleTests.third), byteCount: 1 << 16, granule: granule)
      do throws(AdoptError) {
        let builder = try TableBuilder.adopting(
          root: root, pool: pool, tableLimit: limit, recorder: NoRecorder(), in: memory)
        let pages = builder.tablePages
        let areTrue = builder.countsAreTrue(in: memory)
        #expect(pages == 3 && areTrue)
      } catch {
        return error
      }
      return nil
    }
  }

  /// Why the tables below `root` are refused; nil when they aren't.
  private static func refusal<Memory: TableMemory & ~Copyable>(
    of root: WalkRoot, in memory: borrowing Memory
  ) -> AdoptError? {
    do throws(AdoptError) { _ = try TableSurvey(root, in: memory) } catch { return error }
    return nil
  }

  private func error(
    _ entry: UInt64, _ level: Level, _ input: UInt64, _ problem: AdoptError.Problem
  ) -> AdoptError {
    AdoptError(entry: PhysicalAddress(entry), level: level, input: input, problem)
  }

  @Test("a tree of tables of its own is adopted, whatever its invalid entries hold")
  func fine() throws {
    var tree = try Tree()
    tree.write(0xFFFF_FFFE, at: Self.third + 8)
    let refusal = tree.refusal()
    #expect(refusal == nil)
  }

  @Test("a table outside the memory")
  func unknownTable() throws {
    var tree = try Tree()
    tree.write(0x7000_0003, at: Self.second + 5 * 8)
    let refusal = tree.refusal()
    let wanted = error(
      Self.second + 5 * 8, .two, 5 << 21, .unknownTable(PhysicalAddress(0x7000_0000)))
    #expect(refusal == wanted)
  }

  @Test("a first table outside the memory is named by itself")
  func unknownRoot() throws {
    let root = try #require(
      WalkRoot(
        format: Self.format, inputBits: 39, startLevel: .one,
        tableAddress: PhysicalAddress(0x7000_0000)))
    let tree = try Tree()
    let wanted = error(0x7000_0000, .one, 0, .unknownTable(PhysicalAddress(0x7000_0000)))
    let found = Self.refusal(of: root, in: tree.memory)
    #expect(found == wanted)
  }

  @Test("a table above the physical address size")
  func tableTooFar() throws {
    var tree = try Tree()
    tree.write(1 << 36 | 0b11, at: Self.first + 8)
    let refusal = tree.refusal()
    #expect(
      refusal == error(Self.first + 8, .one, 1 << 30, .tableTooFar(PhysicalAddress(1 << 36))))
  }

  @Test("a first table above the physical address size")
  func rootTooFar() throws {
    let root = try #require(
      WalkRoot(
        format: Self.format, inputBits: 39, startLevel: .one,
        tableAddress: PhysicalAddress(1 << 36), physicalAddressBits: 36, region: .upper))
    let wanted = error(
      1 << 36, .one, 0xFFFF_FF80_0000_0000, .tableTooFar(PhysicalAddress(1 << 36)))
    let found = Self.refusal(of: root, in: SparseMemory())
    #expect(found == wanted)
  }

  @Test("a leaf above the physical address size")
  func outputTooFar() throws {
    var tree = try Tree()
    tree.write(1 << 36 | Self.page, at: Self.third + 16)
    let refusal = tree.refusal()
    #expect(
      refusal == error(Self.third + 16, .three, 2 << 12, .outputTooFar(PhysicalAddress(1 << 36))))
  }

  @Test("a table that leads back to itself or up is a loop", arguments: [first, second])
  func loop(target: UInt64) throws {
    var tree = try Tree()
    tree.write(target | 0b11, at: Self.second + 8)
    let refusal = tree.refusal()
    #expect(refusal == error(Self.second + 8, .two, 1 << 21, .loop(PhysicalAddress(target))))
  }

  @Test("a table two entries lead to, with the other entry")
  func linkedTwice() throws {
    var tree = try Tree()
    tree.write(Self.third | 0b11, at: Self.second + 8)
    let refusal = tree.refusal()
    let problem = AdoptError.Problem.linkedTwice(
      PhysicalAddress(Self.third), first: PhysicalAddress(Self.second))
    #expect(refusal == error(Self.second + 8, .two, 1 << 21, problem))
  }

  @Test("0b01 at level 3, which walks take for invalid")
  func reservedPage() throws {
    var tree = try Tree()
    tree.write(0x1001, at: Self.third + 8)
    let refusal = tree.refusal()
    #expect(refusal == error(Self.third + 8, .three, 1 << 12, .reservedDescriptor(0x1001)))
  }

  @Test("a block where the format has none")
  func reservedBlock() throws {
    let wide = try #require(
      WalkRoot(
        format: Self.format, inputBits: 48, startLevel: .zero,
        tableAddress: PhysicalAddress(Self.first)))
    var tree = try Tree()
    tree.write(0b01, at: Self.first + 8)
    let found = Self.refusal(of: wide, in: tree.memory)
    #expect(found == error(Self.first + 8, .zero, 1 << 39, .reservedDescriptor(0b01)))
  }

  @Test("a contiguous run one of whose members doesn't fit; a whole one is adopted")
  func brokenRun() throws {
    var tree = try Tree()
    for index in 16..<32 as Range<UInt64> {
      tree.write(index << 12 | 1 << 52 | Self.page, at: Self.third + index * 8)
    }
    let whole = tree.refusal()
    #expect(whole == nil)
    tree.write(21 << 12 | Self.page, at: Self.third + 21 * 8)
    let refusal = tree.refusal()
    #expect(refusal == error(Self.third + 16 * 8, .three, 16 << 12, .brokenRun(index: 21)))
  }

  @Test("a contiguous run that a small first table has no room for")
  func runBeyondTable() throws {
    let small = try #require(
      WalkRoot(
        format: Self.format, inputBits: 33, startLevel: .one,
        tableAddress: PhysicalAddress(Self.first)))
    var tree = try Tree()
    for index in 0..<16 as Range<UInt64> {
      tree.write(index << 30 | 1 << 52 | 0x401, at: Self.first + index * 8)
    }
    let found = Self.refusal(of: small, in: tree.memory)
    #expect(found == error(Self.first, .one, 0, .brokenRun(index: 8)))
  }

  @Test("more tables than allowed")
  func tooMany() throws {
    let tree = try Tree()
    let refusal = tree.refusal(limit: 2)
    #expect(refusal == error(Self.second, .two, 0, .tooManyTables(limit: 2)))
  }

  @Test("a pool of another granule")
  func otherGranule() throws {
    let tree = try Tree()
    let refusal = tree.refusal(granule: .size16K)
    #expect(refusal == error(Self.first, .one, 0, .poolOfOtherGranule))
  }

  @Test("every entry full of links back ends at the first, having read one table")
  func boundedWork() throws {
    var tree = try Tree()
    for index in 0..<512 as Range<UInt64> {
      tree.write(Self.first | 0b11, at: Self.first + index * 8)
    }
    let refusal = tree.refusal()
    #expect(refusal == error(Self.first, .one, 0, .loop(PhysicalAddress(Self.first))))
  }

  @Test("an error's sentence says where and what")
  func sentence() throws {
    var tree = try Tree()
    tree.write(Self.third | 0b11, at: Self.second + 8)
    let found = tree.refusal()
    let refusal = try #require(found)
    #expect(
      "\(refusal)"
        == "0x0020_0000: the entry of level 2 at 0x8000_1008 leads to 0x8000_2000, as the entry at "
        + "0x8000_1000 does already.")
  }

  @Test(
    "an adopted table is used again once it is empty, and one in the pool isn't given out twice")
  func reuse() throws {
    var tree = try Tree()
    // One page is left beside the adopted third table.
    let pool = TablePool(base: PhysicalAddress(Self.third), byteCount: 2 << 12, granule: .size4K)
    var builder = try TableBuilder.adopting(
      root: tree.root, pool: pool, recorder: NoRecorder(), in: tree.memory)
    let attributes = LeafAttributes(bits: 1 << 10)
    let before = builder.tablePagesLeft
    try builder.map(1 << 21, to: PhysicalAddress(0), attributes: attributes, in: &tree.memory)
    let table = tree.memory.descriptor(at: PhysicalAddress(Self.second + 8))
    let left = builder.tablePagesLeft
    #expect(before == 1 && left == 0 && table == (Self.third + 0x1000) | 0b11)
    try builder.unmap(0, in: &tree.memory)
    try builder.map(2 << 21, to: PhysicalAddress(0), attributes: attributes, in: &tree.memory)
    let again = tree.memory.descriptor(at: PhysicalAddress(Self.second + 16))
    #expect(again == Self.third | 0b11)
    let areTrue = builder.countsAreTrue(in: tree.memory)
    #expect(areTrue)
  }
}
