import Memory
import Testing
import VMSA

@Suite("Refused operations")
struct MapErrorTests {
  static let root = WalkRoot(
    format: DescriptorFormat(stage: .one, granule: .size4K), inputBits: 39, startLevel: .one,
    tableAddress: PhysicalAddress(0), physicalAddressBits: 40)
  static let attributes = LeafAttributes(bits: 1 << 10)

  /// A tree in a memory of its own that nothing records; of the pool only `there` pages exist.
  struct Tree: ~Copyable {
    var memory: ArenaMemory
    var builder: TableBuilder<NoRecorder>

    static func make(there: UInt64 = 16) throws -> Tree {
      let root = try #require(MapErrorTests.root)
      let base = PhysicalAddress(0x8000_0000)
      guard var memory = ArenaMemory(base: base, byteCount: there << 12) else {
        throw AdoptionRuleTests.NoArena()
      }
      let pool = TablePool(base: base, byteCount: 16 << 12, granule: .size4K)
      let builder = try TableBuilder(like: root, pool: pool, recorder: NoRecorder(), in: &memory)
      return Tree(memory: memory, builder: builder)
    }

    mutating func mapRange(_ input: UInt64, pages: UInt64, to output: UInt64) -> MapError? {
      mapRange(input, bytes: pages << 12, to: output)
    }

    mutating func mapRange(_ input: UInt64, bytes: UInt64, to output: UInt64) -> MapError? {
      do throws(MapError) {
        try builder.mapRange(
          input, byteCount: bytes, to: PhysicalAddress(output),
          attributes: MapErrorTests.attributes, in: &memory)
      } catch { return error }
      return nil
    }

    mutating func split(_ input: UInt64) -> MapError? {
      do throws(MapError) { try builder.split(input, in: &memory) } catch { return error }
      return nil
    }
  }

  @Test("a region that can't be mapped is refused by name, before anything is written")
  func regions() throws {
    var tree = try Tree.make()
    let cases: [(UInt64, UInt64, UInt64, MapError.Problem)] = [
      (0, 4095, 0, .badLength(bytes: 4095)),
      (0, 0, 0, .badLength(bytes: 0)),
      (8, 4096, 0, .misalignedInput(bytes: 4096)),
      (0, 4096, 8, .misalignedOutput(PhysicalAddress(8), bytes: 4096)),
      (0, 8192, (1 << 40) - 4096, .outputTooLarge(PhysicalAddress((1 << 40) - 4096))),
      (1 << 39, 4096, 0, .outsideInput),
      ((1 << 39) - 4096, 8192, 0, .outsideInput),
    ]
    for (input, bytes, output, problem) in cases {
      let refused = tree.mapRange(input, bytes: bytes, to: output)
      #expect(refused == MapError(input, problem))
    }
    let pages = tree.builder.tablePages
    #expect(pages == 1)
  }

  @Test("a region that meets a mapping is taken down again, with the tables it had made")
  func takenDown() throws {
    var tree = try Tree.make()
    let first = tree.mapRange(2 << 20, pages: 1, to: 0)
    #expect(first == nil)
    let before = tree.builder.tablePages
    let refused = tree.mapRange(1 << 20, pages: 600, to: 1 << 20)
    #expect(refused?.problem == .alreadyMapped(.three))
    let after = tree.builder.tablePages
    let areTrue = tree.builder.countsAreTrue(in: tree.memory)
    let walk = PreparedWalk(tree.builder.root)
    let leads = (
      walk.output(of: 1 << 20, in: tree.memory), walk.output(of: 2 << 20, in: tree.memory)
    )
    #expect(before == after && areTrue)
    #expect(leads.0 == nil && leads.1 == PhysicalAddress(0))
  }

  @Test("a block splits without a recorder as with one, narrow or wide", arguments: [40, 52])
  func splitUnrecorded(bits: Int) throws {
    let root = try #require(
      WalkRoot(
        format: DescriptorFormat(stage: .one, granule: .size4K, outputAddressBits: bits),
        inputBits: 39, startLevel: .one, tableAddress: PhysicalAddress(0)))
    var memory = SparseMemory()
    let pool = TablePool(base: PhysicalAddress(1 << 20), byteCount: 8 << 12, granule: .size4K)
    var builder = try TableBuilder(like: root, pool: pool, recorder: NoRecorder(), in: &memory)
    let output = UInt64(1) << UInt64(bits - 1)
    try builder.map(
      0, to: PhysicalAddress(output), level: .two, attributes: Self.attributes, in: &memory)
    let level = try builder.split(0x1234, in: &memory)
    let walk = Walk.translate(0x1F_F008, from: builder.root, in: memory)
    #expect(level == .three && walk.steps.count == 3)
    #expect(PreparedWalk(builder.root).output(of: 0x1F_F008, in: memory)?.raw == output | 0x1F_F008)
  }

  @Test("where the pool reaches beyond the memory, a table is refused and nothing is changed")
  func poolBeyondMemory() throws {
    var tree = try Tree.make(there: 2)
    let mapped = tree.mapRange(0, pages: 512, to: 0)
    #expect(mapped == nil)
    let next = PhysicalAddress(0x8000_2000)
    let refused = tree.split(0x5000)
    let refusedMap = tree.mapRange(1 << 30, pages: 1, to: 0)
    #expect(refused == MapError(0x5000, .foreignTable(next)))
    #expect(refusedMap == MapError(1 << 30, .foreignTable(next)))
    let pages = tree.builder.tablePages
    let output = PreparedWalk(tree.builder.root).output(of: 0x5000, in: tree.memory)
    #expect(pages == 2 && output == PhysicalAddress(0x5000))
  }

  @Test("a table entry that leads outside the tree is named")
  func foreignTable() throws {
    var tree = try Tree.make()
    _ = tree.memory.write(0x7000_0003, at: tree.builder.root.tableAddress)
    let refused = tree.mapRange(0, pages: 1, to: 0)
    #expect(refused?.problem == .foreignTable(PhysicalAddress(0x7000_0000)))
    var unmapped: MapError?
    do throws(MapError) { try tree.builder.unmap(0, in: &tree.memory) } catch { unmapped = error }
    #expect(unmapped?.problem == .foreignTable(PhysicalAddress(0x7000_0000)))
  }

  @Test("every problem has a sentence with its address and its own words")
  func sentences() {
    let output = PhysicalAddress(0x1234_0000)
    let problems: [MapError.Problem] = [
      .outsideInput, .misalignedInput(bytes: 4096), .misalignedOutput(output, bytes: 4096),
      .outputTooLarge(output), .badLength(bytes: 3), .noLeafAt(.zero), .alreadyMapped(.two),
      .notMapped(.two), .insideLeaf(.two), .notBlock(.two), .notTable(.two), .limitedTable,
      .unevenTable(index: 3), .noTablesLeft, .foreignTable(output),
    ]
    let sentences = problems.map { "\(MapError(0x8000_1000, $0))" }
    #expect(Set(sentences).count == problems.count)
    #expect(sentences.allSatisfy { $0.hasPrefix("0x8000_1000: ") && $0.hasSuffix(".") })
    #expect(sentences[5] == "0x8000_1000: no leaf may stand at level 0.")
    #expect(sentences[2].contains("0x1234_0000") && sentences[2].contains("4096 bytes"))
  }

  @Test("every reason not to adopt a table has words of its own")
  func adoptionSentences() {
    let table = PhysicalAddress(0x1234_0000)
    let problems: [AdoptError.Problem] = [
      .unknownTable(table), .tableTooFar(table), .outputTooFar(table), .loop(table),
      .linkedTwice(table, first: table), .reservedDescriptor(1), .brokenRun(index: 3),
      .tooManyTables(limit: 4), .poolOfOtherGranule,
    ]
    #expect(Set(problems.map(\.words)).count == problems.count)
    let named = problems.prefix(5)
    #expect(named.allSatisfy { $0.words.contains("0x1234_0000") })
  }
}
