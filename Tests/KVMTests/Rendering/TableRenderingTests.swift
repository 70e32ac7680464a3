import KVM
import Memory
import Testing
import VMSA

@Suite("The real tables of a model's variables")
struct TableRenderingTests {
  /// VTCR_EL2 for 40-bit guest addresses in 4K tables from level 1 (two of them side by side), with
  /// HA so that a clear access flag is no fault.
  private static let vtcr: UInt64 = 24 | 1 << 6 | 3 << 12 | 2 << 16 | 1 << 21
  /// TCR_EL1 for 48-bit addresses in 4K tables, TTBR1 not walked, HA.
  private static let tcr: UInt64 = 16 | 1 << 23 | 5 << 32 | 1 << 39

  @Test(
    "a walk of them finds for every page what the variables say",
    arguments: Scenario.builtIn)
  func walkEqualsPlainReading(scenario: Scenario) throws {
    let ends = [scenario.editions.first, scenario.editions.last].compactMap { $0 }
    for edition in Set(ends + [scenario.edition]).sorted() {
      let (model, layout) = try scenario.model(edition: edition)
      let seed = seed(of: "rendering", scenario.name, model.edition.name)
      print("rendering \(scenario.name) \(model.edition.name), seed \(seed)")
      try Self.check(model, layout, seed: seed, steps: 400)
    }
  }

  @Test("they do so under every policy a variant chooses", arguments: Scenario.builtIn)
  func walkEqualsPlainReadingInVariants(scenario: Scenario) throws {
    for (number, variant) in scenario.variants.enumerated() {
      let edition = variant.editions.last ?? scenario.edition
      let (model, layout) = try scenario.model(edition: edition, policies: variant.policies)
      let seed = seed(of: "rendering", scenario.name, "\(number)")
      print("rendering \(scenario.name), \(variant.title), seed \(seed)")
      try Self.check(model, layout, seed: seed, steps: 120)
    }
  }

  /// Walks the rendered tables of the states of a random run.
  private static func check(
    _ model: Model, _ layout: Layout, seed: UInt64, steps: Int
  ) throws {
    let rendering = TableRendering(model: model, layout: layout)
    var run = RandomRun(model, seed: seed)
    var last: [RenderedTable] = []
    for number in 0..<steps {
      let tables = rendering.tables(in: run.state)
      if tables != last {
        last = tables
        let comment = "seed \(seed), step \(number), \(run.moves.count) moves"
        try compare(
          written(tables), PlainReading(model, layout, run.state), tables, layout, comment)
      }
      _ = run.step()
    }
  }

  private static func written(_ tables: [RenderedTable]) -> SparseMemory {
    var memory = SparseMemory()
    for table in tables {
      for (index, word) in table.entries {
        _ = memory.write(word, at: PhysicalAddress(table.address + UInt64(index) * 8))
      }
    }
    return memory
  }

  private static func compare(
    _ memory: SparseMemory, _ plain: PlainReading, _ tables: [RenderedTable], _ layout: Layout,
    _ comment: String
  ) throws {
    let roots = RenderedTable.Tree.allCases.map { tree in
      tables.first { $0.tree == tree && $0.parent == nil }
    }
    let stage2 = try roots[0].map { root in
      try Stage2Configuration(vtcr: vtcr, vttbr: root.address).root()
    }
    for page in layout.guest.pages {
      #expect(
        found(page, from: stage2, in: memory) == plain.stage2(page),
        "stage 2, \(hexadecimal(page)), \(comment)")
    }
    let process = try roots[1].map { root in
      try Stage1Configuration(tcr: tcr, ttbr0: root.address).root(of: .lower)
    }
    for page in layout.host.pages {
      #expect(
        found(page, from: process, in: memory) == plain.process(page),
        "the process, \(hexadecimal(page)), \(comment)")
    }
  }

  private static func found(
    _ page: UInt64, from root: WalkRoot?, in memory: SparseMemory
  ) -> PlainReading.Mapping? {
    guard let root, case .mapped(let output, let leaf) = Walk.lookUp(page, from: root, in: memory)
    else { return nil }
    let isWritable =
      leaf.format.stage == .two
      ? Stage2Attributes(leaf)?.writable : Stage1Attributes(leaf).map { $0.ap == .readWrite }
    return PlainReading.Mapping(
      output: output.raw, bytes: Granule.size4K.entrySpanBytes(at: leaf.level),
      isWritable: isWritable ?? false, isYoung: leaf.accessFlag)
  }

  private static func hexadecimal(_ address: UInt64) -> String {
    "0x" + String(address, radix: 16)
  }
}

@Suite("The places of rendered tables")
struct RenderedPlacesTests {
  @Test(
    "no two tables share memory, and each hangs where its parent's entry leads",
    arguments: Scenario.builtIn)
  func placesAreTheirOwn(scenario: Scenario) throws {
    let (model, layout) = try scenario.model()
    let rendering = TableRendering(model: model, layout: layout)
    let seed = seed(of: "places", scenario.name)
    print("places \(scenario.name), seed \(seed)")
    var run = RandomRun(model, seed: seed)
    for number in 0..<300 {
      let tables = rendering.tables(in: run.state)
      var used: Set<UInt64> = []
      for table in tables {
        for page in 0..<UInt64(table.entryCount / 512) {
          let isNew = used.insert(table.address + page << 12).inserted
          #expect(isNew, "seed \(seed), step \(number)")
        }
        guard let parent = table.parent else { continue }
        let above = tables[parent.table]
        let format =
          above.tree == .stage2 ? TableRendering.stage2Format : TableRendering.processFormat
        let entry = Descriptor(
          raw: above.entries[parent.entry] ?? 0, level: above.level, format: format)
        #expect(entry.kind == .table)
        #expect(entry.nextTableAddress.raw == table.address, "seed \(seed), step \(number)")
        let span = Granule.size4K.entrySpanBytes(at: above.level)
        #expect(table.inputBase == above.inputBase + UInt64(parent.entry) * span)
      }
      _ = run.step()
    }
  }
}
