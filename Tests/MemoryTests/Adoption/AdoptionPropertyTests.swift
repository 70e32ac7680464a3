import Memory
import TestSupport
import Testing
import VMSA

@Suite("Adopted trees")
struct AdoptionPropertyTests {
  @Test(
    "an adopted tree goes on as it would have with the builder that made it",
    arguments: BuilderPropertyTests.formats, [true, false])
  func agreement(format: DescriptorFormat, isInPool: Bool) throws {
    let seed = UInt64.random(in: 0...9_999)
    print("\(format.stage.words) \(format.granule.name) wide \(format.isWide): seed \(seed)")
    var original = try BuilderRun(format, seed: seed)
    for _ in 0..<(20 + seed % 40) { _ = original.step() }

    // Either the pool its tables were made of, or one where none of them stands.
    let start = original.builder.root.tableAddress.advanced(by: isInPool ? 0 : 1 << 30)
    let pool = TablePool(
      base: start, byteCount: 64 << format.granule.pageShift, granule: format.granule)
    var adopted = try BuilderRun(adopting: original, pool: pool)
    let pages = (adopted.builder.tablePages, original.builder.tablePages)
    #expect(pages.0 == pages.1, "seed \(seed)")

    for step in 0..<(format.granule == .size4K ? 200 : 40) {
      let texts = (original.step(), adopted.step())
      #expect(texts.0 == texts.1)
      let isFull = step % 8 == 0
      if let difference = adopted.difference(all: isFull) ?? original.difference(all: isFull) {
        Issue.record("seed \(seed), step \(step), \(texts.0): \(difference)")
        return
      }
      guard isFull else { continue }
      let areTrue = adopted.builder.countsAreTrue(in: adopted.memory)
      let wereTrue = original.builder.countsAreTrue(in: original.memory)
      let isSame = adopted.naive == original.naive
      #expect(areTrue && wereTrue && isSame, "seed \(seed), step \(step), \(texts.0)")
    }
    #expect(adopted.succeeded > 5, "seed \(seed)")
    try adopted.unmapAll()
    let left = adopted.builder.tablePages
    #expect(left == adopted.firstPages, "seed \(seed): tables are left over")
  }

  @Test(
    "tables of a stopped machine, copied, map after adoption what the image maps",
    .enabled(if: !Dump.all.isEmpty, "no corpus beside the checkout"), arguments: Dump.all)
  func image(of dump: Dump) throws {
    let image = try dump.tablePages()
    var adoptedRoots = 0
    for root in try dump.roots() {
      guard let walkRoot = root.walkRoot, root.baseIPA == nil else { continue }
      let survey: TableSurvey
      do throws(AdoptError) {
        survey = try TableSurvey(walkRoot, in: image)
      } catch {
        // Kernels link one table at several places (a shadow of zeros); that is no tree.
        guard case .linkedTwice = error.problem else { throw error }
        continue
      }
      var memory = SparseMemory(copying: survey, from: image)
      let pool = TablePool(
        base: PhysicalAddress(1 << 40), byteCount: 8 << 12, granule: walkRoot.format.granule)
      var builder = try TableBuilder.adopting(
        root: walkRoot, pool: pool, recorder: NoRecorder(), in: memory)
      var (copied, original) = (RunList(), RunList())
      LeafEnumeration.visitRuns(&copied, from: walkRoot, in: memory)
      LeafEnumeration.visitRuns(&original, from: walkRoot, in: image)
      #expect(copied.runs == original.runs && !original.runs.isEmpty)
      for run in copied.runs.prefix(100) {
        try builder.unmapRange(run.input, byteCount: run.byteCount, in: &memory)
      }
      let areTrue = builder.countsAreTrue(in: memory)
      #expect(areTrue)
      adoptedRoots += 1
    }
    #expect(adoptedRoots > 0)
  }
}

/// Keeps runs.
private struct RunList: LeafRunVisitor {
  var runs: [LeafRun] = []
  mutating func visit(_ run: LeafRun) { runs.append(run) }
}
