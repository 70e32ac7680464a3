import Testing

@testable import Lessons

/// Questions that a file fixes: answers from the architecture's own tables and worked examples.
@Suite("Questions that a file states")
struct StatedQuestionTests {
  private static let page =
    "address: 0xffff_8000_1234_5678, map: [{at: 0xffff_8000_1234_5000, to: 0x8_1234_5000}]"

  private static let stated: [(any QuestionMaker.Type, String, String)] = [
    (IndexQuestion.self, "case: {\(page)}\nlevel: 0", "256"),
    (IndexQuestion.self, "case: {\(page)}\nlevel: 2", "145"),
    (IndexQuestion.self, "case: {\(page)}\nlevel: 3", "325"),
    (OutputQuestion.self, "case: {\(page)}", "0x0008_1234_5678"),
    (StartLevelQuestion.self, "granule: 64K\nbits: 42", "level 2"),
    (StartLevelQuestion.self, "granule: 4K\nbits: 39", "level 1"),
    (SpanQuestion.self, "granule: 16K\nlevel: 2", "32M"),
    (ContiguousSpanQuestion.self, "granule: 16K\nlevel: 3", "2M"),
    (TableEntriesQuestion.self, "granule: 64K\nbits: 48", "64"),
    (LinuxNameQuestion.self, "granule: 4K\nlevels: 3\nlevel: 1", "PGD"),
    (LinuxNameQuestion.self, "granule: 4K\nlevels: 5\nlevel: 0", "P4D"),
    (FirstTablesQuestion.self, "granule: 4K\nbits: 40", "2"),
    (FirstTablesQuestion.self, "granule: 4K\nbits: 43", "16"),
    (FirstTablesQuestion.self, "granule: 4K\nbits: 43\nwhat: level", "level 1"),
    (SplitQuestion.self, "case: {\(page)}\nlevel: 2\nend: highest", "29"),
    (SplitQuestion.self, "case: {\(page)}\nlevel: 2\nend: lowest", "21"),
    (FirstTablesQuestion.self, "granule: 4K\nbits: 44", "1"),
    (
      DescriptorKindQuestion.self, "descriptor: 0x4000_0701\nlevel: 3",
      "reserved, treated as invalid"
    ),
    (DescriptorKindQuestion.self, "descriptor: 0x4000_0701\nlevel: 0\nwide: true", "block"),
    (
      DescriptorAddressQuestion.self,
      "descriptor: 0x1234_5000_f703\nlevel: 3\ngranule: 64K\nwide: true",
      "0x000f_1234_5000_0000"
    ),
    (
      DescriptorFieldQuestion.self,
      "descriptor: 0x0020_0000_4000_07ff\nlevel: 3\nstage: 2\nfield: XN",
      "execute at EL0 only"
    ),
    (
      DescriptorFieldQuestion.self,
      "descriptor: 0x0060_0000_4000_07ff\nlevel: 3\nstage: 2\nfield: XN",
      "execute at EL1 only"
    ),
    (AccessQuestion.self, "case: {\(page), access: write, at: el0}", "permission fault"),
    (AccessQuestion.self, "case: {\(page), access: write, at: el1}", "it succeeds"),
    (
      FaultLevelQuestion.self, "case: {address: 0x1000, map: [{at: 0x20_0000, to: 0x0}]}", "level 2"
    ),
    (
      FaultLevelQuestion.self, "case: {address: 0x1000, map: [{at: 0x4000_0000, to: 0x0}]}",
      "level 1"
    ),
    (SyndromeQuestion.self, "case: {\(page), access: write, at: el0}\nwhat: value", "0x9200_004f"),
    (
      SyndromeQuestion.self, "case: {\(page), access: execute, at: el1}\nwhat: value", "0x8600_000f"
    ),
    (SyndromeQuestion.self, "case: {address: 0x1000}\nwhat: status", "4"),
    (
      ReadsQuestion.self,
      "case: {address: 0x1000, map: [{at: 0x1000, to: 0x0}], stage2: {bits: 48, map: [{at: 0x0, to: 0x0}]}}",
      "24"
    ),
    (
      BreakQuestion.self, "descriptor: 0x4000_0701\nlevel: 2\nbecomes: 0x4000_0781",
      "no: the new one may be written over the old one"
    ),
    (
      BreakQuestion.self, "descriptor: 0x4000_0701\nlevel: 2\nbecomes: 0x5000_0003",
      "yes: first invalid, then a TLB invalidation, then the new one"
    ),
    (
      DirtyQuestion.self,
      "case: {address: 0x1000, access: write, hardware-dirty: true, map: [{at: 0x1000, to: 0x8000, el1: r, dirty-bit-modifier: true}]}",
      "0x0068_0000_0000_8703"
    ),
    (
      DirtyQuestion.self,
      "case: {address: 0x1000, access: read, map: [{at: 0x1000, to: 0x8000, el1: r, dirty-bit-modifier: true}]}",
      "nothing is written"
    ),
    (
      AccessFlagQuestion.self,
      "case: {address: 0x1000, map: [{at: 0x1000, to: 0x8000, young: false}]}",
      "the access takes an access flag fault, and software sets the flag"
    ),
  ]

  @Test("has the answer that the architecture gives", arguments: stated.indices)
  func answers(number: Int) throws {
    let (kind, text, expected) = Self.stated[number]
    for seed in 0..<8 as Range<UInt64> {
      let question = try Asked.question(try Asked.maker(kind, text), seed: seed)
      #expect(question.answer == expected, "\(kind.kind): \(text)")
      #expect(question.form.isSound, "\(kind.kind): \(text)")
    }
  }

  @Test(
    "make: the goal of a file is told, and the engine says why a descriptor fails it")
  func goal() throws {
    let maker = try Asked.maker(
      MakeQuestion.self,
      "case: {address: 0x1234, map: [{at: 0x1000, to: 0x8000}]}\ngoal: el0-writes")
    let question = try Asked.question(maker, seed: 1)
    #expect(question.prompt[0].contains("EL0 can write it"))
    for (word, mark) in [
      ("0x8743", Marking.right("All of it is as it should be.")),
      ("0x8703", .wrong("EL0's write: stage 1 permission fault, level 3: not writable.")),
      (
        "0x8343",
        .wrong("EL0's write: stage 1 access flag fault, level 3: the access flag is clear.")
      ),
      ("0x9743", .wrong("0x0000_1234 leads to 0x0000_9234, and should to 0x0000_8234.")),
      ("0x8742", .wrong("EL0's write: stage 1 translation fault, level 3: the entry is invalid.")),
    ] {
      #expect(question.form.mark(word) == mark, "\(word)")
    }
  }

  /// Values that a person might write, where they belong and where they don't.
  private static let values = [
    "4K", "16K", "64K", "-1", "0", "1", "2", "3", "5", "16", "48", "52", "true", "false", "read",
    "status", "split", "first", "el0-writes", "XN", "0xffff_ffff_ffff_ffff", "0x4000_0703", "[]",
    "{}", "[use 0x1000]", "[map 0x1000 to 0x8000, use 0x1000]", "99999999999999999999", "\"\"",
    "{address: 0x1000}", "{address: 0xffff_ffff_ffff_ffff, bits: 52, wide: true}",
    "{address: 0x0, granule: 64K, bits: 17}",
    "{address: 0x0, granule: 16K, bits: 25, stage2: {bits: 52}}",
    "{address: 0x0, map: [{at: 0x0, to: 0x0}], stage2: {granule: 64K, bits: 25}}",
    "{address: 0x1000, map: [{at: 0x1000, to: 0x8000}]}",
  ]

  /// Values where they belong.
  private static let likely = [
    "granule": ["4K", "16K", "64K"], "level": ["-1", "0", "1", "2", "3"],
    "bits": ["16", "25", "39", "42", "48", "52"], "difficulty": ["1", "2", "3"],
    "stage": ["1", "2"], "levels": ["2", "3", "4", "5"], "wide": ["true", "false"],
    "what": ["status", "value", "meaning", "first", "consistent"], "field": ["XN", "AP", "AF"],
    "operation": ["split", "collapse", "memory-type"], "goal": ["el0-writes", "el1-only"],
    "case": values.filter { $0.hasPrefix("{a") },
  ]

  @Test("every key that a kind names is read: none takes a list of lists")
  func keysAreRead() {
    for kind in QuestionKinds.ofTranslation {
      for key in kind.keys {
        #expect(throws: (any Error).self, "\(kind.kind), \(key)") {
          try Asked.maker(kind, "\(key): [[1], [2]]")
        }
      }
    }
  }

  @Test("whatever a key says, it is a question, or an error that says what is wrong")
  func anything() {
    var made = 0
    for seed in 0..<4000 as Range<UInt64> {
      var random = SeededRandom(seed: seed)
      guard let kind = random.one(of: QuestionKinds.ofTranslation) else { continue }
      let keys = random.shuffled(kind.keys).prefix(random.number(in: 1...3))
      let text = keys.map { key in
        let likely = random.number(below: 4) == 0 ? nil : Self.likely[key]
        return "\(key): \(random.one(of: likely ?? Self.values) ?? "")"
      }.joined(separator: "\n")
      do {
        let question = try Asked.question(try Asked.maker(kind, text), seed: seed)
        #expect(question.form.isSound, "\(kind.kind), seed \(seed): \(text)")
        made += 1
      } catch { #expect(!"\(error)".isEmpty, "\(kind.kind), seed \(seed): \(text)") }
    }
    #expect(made > 500, "\(made)")
  }
}
