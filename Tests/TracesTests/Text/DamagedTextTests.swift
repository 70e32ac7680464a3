import TestSupport
import Testing

@testable import Traces

@Suite("Damaged text")
struct DamagedTextTests {
  /// A few lines in every form.
  static var samples: [[UInt8]] {
    let lines = TextDialectTests.lines
    let forms = TextDialect.allCases.map { form in
      lines.filter { $0.dialect == form }.map { $0.text + "\n" }.joined()
    }
    let graph = """
      # tracer: function_graph
       1)  kvmtest-819   |               |  kvm_pgtable_stage2_map() {
       1)               |  /* multi
      line */
       0) + 10.375 us   |  } /* kvm_pgtable_stage2_map = 0x1 */
       0)    <idle>-0    =>  kvmtest-814  

      """
    return forms.filter { !$0.isEmpty }.map { Array($0.utf8) } + [Array(graph.utf8)]
  }

  @Test("cut off at any byte, text is read without a trap", arguments: samples)
  func cutOff(sample: [UInt8]) {
    for count in 0...sample.count {
      let reading = CollectedRecords.reading(sample.prefix(count))
      #expect(reading.records.count <= 40)
    }
  }

  @Test("a damaged thread-group column loses its own line, which is counted, and not the next")
  func threadGroup() {
    let line = "         kvmtest-758     (    758) [000] .....   141.515616: kvm_entry: PC: 0x0\n"
    let length = line.utf8.count
    for byte in length..<2 * length - 1 {
      for bit in UInt8(0)..<8 {
        var bytes = Array((line + line + line).utf8)
        bytes[byte] ^= 1 << bit
        let reading = CollectedRecords.reading(bytes)
        let lines = reading.records.count + reading.tally.unparsed.count
        #expect(lines >= 3 || bytes[byte] == 0x0A, "byte \(byte), bit \(bit)")
      }
    }
  }

  @Test("with bits flipped, text is read without a trap", arguments: samples)
  func flipped(sample: [UInt8]) {
    let seed = UInt64.random(in: 0...(.max))
    var random = SplitMix64(seed: seed)
    for _ in 0..<1500 {
      var bytes = sample
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] ^=
          1 << UInt8.random(in: 0...7, using: &random)
      }
      let reading = CollectedRecords.reading(bytes)
      #expect(reading.texts.count == reading.records.count, "seed \(seed)")
    }
  }

  @Test(
    "long text of one sort is read in time that grows with its length",
    arguments: [
      "-", " ", "a", "\n", "-\n", "#\n", " 0)  |  /* x\n", "CPU:0 [LOST 1 EVENTS]\n", " => x\n",
      "              sh-155     [000] .....    87.563975: tracing_mark_write: x\n",
      "              sh-155     [000] .....    87.563975: <stack trace>\n", "/* ", "(", " 1 [000] ",
      " 0)    <idle>-0    =>  kvmtest-814  \n ------\n", " 0)               |  f() {\n",
      " 0)   1.000 us    |  }\n",
    ])
  func monotonous(piece: String) {
    let bytes = Array(String(repeating: piece, count: (1 << 21) / piece.utf8.count).utf8)
    let reading = CollectedRecords.read(bytes, most: 1 << 22)
    #expect(reading.records + reading.tally.unparsed.count <= bytes.count)
  }
}
