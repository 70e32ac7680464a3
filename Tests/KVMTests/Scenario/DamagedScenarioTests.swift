import Documents
import KVM
import TestSupport
import Testing

/// Files that no person meant to write: an error or a scenario that can be stepped, never a trap.
@Suite("Damaged scenario files")
struct DamagedScenarioTests {
  private static func read(_ text: String) -> (scenario: Scenario?, error: DocumentError?) {
    do {
      return (try Scenario(yaml: text, file: "t.yaml"), nil)
    } catch {
      return (nil, error)
    }
  }

  @Test(
    "what is no scenario is said to be none",
    arguments: [
      "", "\n\n", "# nothing\n", "just words", "- a\n- list\n", "{", "[1, 2", "a: b: c", "\t",
      "---\n---\n",
      "%YAML 9.9\n---\na: 1", "!!binary AAAA", "&a [*a]", "a: *b", "\u{0}\u{1}\u{2}", "\u{FEFF}",
      "? [a]\n: b", "? {a: b}\n: c", "name: !!int x", "<<: 1", "name: [", "'", "\"\\x", "\r\r\r",
    ])
  func nothing(text: String) {
    #expect(Self.read(text).error != nil)
  }

  @Test("nesting of any depth, in any bracket", arguments: [100, 999, 1_001, 20_000, 100_000])
  func deepNesting(depth: Int) {
    for (open, close) in [("[", "]"), ("{a: ", "}"), ("- ", ""), ("? ", "")] {
      let text =
        "name: " + String(repeating: open, count: depth) + String(repeating: close, count: depth)
      #expect(Self.read(text).error != nil)
    }
  }

  @Test("aliases that would stand for billions of nodes")
  func manyAliases() {
    var lines = ["a0: &a0 [x, x]"]
    for level in 1...40 { lines.append("a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]") }
    #expect(Self.read(lines.joined(separator: "\n")).error != nil)
    lines.append("? *a40\n: 1")
    #expect(Self.read(lines.joined(separator: "\n")).error != nil)
  }

  @Test("a file that ends at any byte")
  func truncated() {
    let bytes = Array(ScenarioErrorTests.good.utf8)
    var read = 0
    for count in bytes.indices {
      let result = Self.read(String(decoding: bytes[..<count], as: UTF8.self))
      if result.scenario != nil { read += 1 }
      if let error = result.error { #expect(error.file == "t.yaml") }
    }
    #expect(read > 0 && read < bytes.count / 2)
  }

  @Test("bytes changed at random: what is still taken can be stepped to its end")
  func randomBytes() throws {
    let seed = seed(of: "damaged scenarios")
    print("damaged scenarios, seed \(seed)")
    var random = SplitMix64(seed: seed)
    let signs = Array("0123456789abcdefx*/-:[]{},&!?#\"'\n \t\u{0}\u{ff}Kä".utf8)
    var taken = 0
    for number in 0..<1_500 {
      var bytes = Array(ScenarioErrorTests.good.utf8)
      for _ in 0...(random.next() % 3) {
        let place = Int(random.next() % UInt64(bytes.count))
        switch random.next() % 3 {
        case 0: bytes.remove(at: place)
        case 1: bytes.insert(signs[Int(random.next() % UInt64(signs.count))], at: place)
        default: bytes[place] = signs[Int(random.next() % UInt64(signs.count))]
        }
      }
      guard let scenario = Self.read(String(decoding: bytes, as: UTF8.self)).scenario else {
        continue
      }
      taken += 1
      guard taken % 10 == 0 else { continue }
      var stepper = try Stepper(scenario)
      stepper.playToEnd(limit: 300)
      #expect(stepper.timeline.count == stepper.count, "seed \(seed), number \(number)")
    }
    #expect(taken > 20)
  }

  @Test("first words of any value for every variable that memory is made of")
  func anyFirstWords() throws {
    let base = try Scenario(yaml: ScenarioErrorTests.good, file: "t.yaml")
    let model = try base.model().model
    let extremes = [Int(Int32.min) + 3, -30, 2, 0x7fff_ffe2, Int(Int32.max)]
    for variable in model.variables where variable.thread == nil && variable.type == .entry {
      for word in extremes {
        var scenario = base
        scenario.initial[variable.name] = Array(repeating: word, count: variable.count)
        var stepper = try Stepper(scenario)
        stepper.playToEnd(limit: 25)
        #expect(stepper.timeline.count == stepper.count)
      }
    }
  }
}
