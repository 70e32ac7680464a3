import Files
import Foundation
import Machine
import TestSupport
import Testing
import Traces

@Suite("Damaged and hostile recordings")
struct DamagedRecordingTests {
  @Test("cut off after any byte, a recording is read as far as it goes or refused; nothing traps")
  func truncation() throws {
    let bytes = Array(try Fixture.bytes("hugetlb1g.trace.txt"))
    let whole = try Recording.read(bytes, name: "whole").timeline.count
    var sizes = Array(stride(from: 1, to: bytes.count, by: 211))
    sizes += Array(bytes.count - 300..<bytes.count)
    for size in sizes {
      do {
        let recording = try Recording.read(bytes.prefix(size), name: "cut")
        #expect(recording.timeline.count <= whole)
        #expect(recording.unparsed.count <= 1, "cut after byte \(size)")
      } catch {
        #expect(size < 1000, "\(error)")
      }
    }
  }

  @Test("bytes changed at random never trap and lose no line from the count")
  func mutation() throws {
    let original = Array(try Fixture.bytes("memslot.trace.txt"))
    for seed in UInt64(1)...40 {
      var random = SplitMix64(seed: seed)
      var bytes = original
      for _ in 0..<200 {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        bytes[place] = UInt8.random(in: 0...255, using: &random)
      }
      let lines = bytes.count { $0 == 0x0A } + (bytes.last == 0x0A ? 0 : 1)
      let recording = try Recording.read(bytes, name: "seed \(seed)")
      #expect(recording.lines == lines, "seed \(seed)")
      let end = recording.timeline.state(at: .max)
      #expect(end == recording.timeline.state(at: recording.timeline.count - 1), "seed \(seed)")
    }
  }

  @Test("random bytes are refused, naming the first that is no text")
  func randomBytes() {
    var random = SplitMix64(seed: 99)
    let bytes = (0..<100_000).map { _ in UInt8.random(in: 0...255, using: &random) }
    let binary = bytes.firstIndex { $0 < 0x20 && ![9, 10, 11, 12, 13, 27].contains($0) }
    #expect(throws: TraceFileError(file: "noise", problem: .notATrace(firstBinaryByte: binary))) {
      try Recording.read(bytes, name: "noise")
    }
  }

  @Test("an empty file is refused")
  func empty() {
    #expect(throws: TraceFileError(file: "none", problem: .empty)) {
      try Recording.read([UInt8](), name: "none")
    }
  }

  @Test("text that is no trace is refused")
  func proseFile() {
    #expect(throws: TraceFileError(file: "prose", problem: .notATrace(firstBinaryByte: nil))) {
      try Recording.read(Array("Dear all,\nthis is no trace - really: no.\n".utf8), name: "prose")
    }
  }

  @Test("formats we know but can't read are named, with what to do")
  func knownFormats() {
    let formats: [([UInt8], String)] = [
      (Array("PERFILE2....".utf8), "perf.data"), ([0x1F, 0x8B, 8, 0], "gzip"),
      ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0], "xz"),
    ]
    for (bytes, word) in formats {
      #expect {
        try Recording.read(bytes, name: "f")
      } throws: { error in
        "\(error)".contains(word)
      }
    }
  }

  @Test("damaged zstd data is refused, naming the byte")
  func damagedCompression() throws {
    var bytes = Array(try Fixture.bytes("hugetlb1g.trace.txt.zst"))
    for place in 100..<140 { bytes[place] ^= 0x55 }
    let path = NSTemporaryDirectory() + "damaged-\(UUID().uuidString).zst"
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    #expect {
      _ = try Recording.open(path)
    } throws: { error in
      guard case .damagedCompression = (error as? TraceFileError)?.problem else { return false }
      return true
    }
  }

  @Test("a missing file and a folder are refused with the system's reason")
  func unopenable() {
    #expect {
      _ = try Recording.open("/nonexistent/trace.txt")
    } throws: { "\($0)".contains("No such file") }
    #expect {
      _ = try Recording.open(NSTemporaryDirectory())
    } throws: { "\($0)".contains("directory") }
  }

  @Test("a line of a kind we read whose fields are missing is counted and kept")
  func missingFields() throws {
    let text = """
               kvmtest-5       [000] .....     1.000001: kvm_guest_fault: ipa, hsr nothing
               kvmtest-5       [000] .....     1.000002: kvm_entry: PC: 0x0
      what is this line

      """
    let recording = try Recording.read(Array(text.utf8), name: "odd")
    #expect(recording.timeline.count == 2)
    #expect(recording.unparsed.count == 2)
    #expect(recording.unparsed.first.map(\.number) == [1, 3])
    #expect(recording.unparsed.first.last?.text == "what is this line")
  }

  @Test("numbers too large for their field are no numbers")
  func hugeNumbers() throws {
    let text = """
               kvmtest-5       [000] .....     1.000001: kvm_guest_fault: ipa 0xfffffffffffffffff, \
      hsr 0x1, hxfar 0x1, pc 0x1
               kvmtest-5       [000] .....     1.000002: k_s2map: (kvm_pgtable_stage2_map+0x0/0x140) \
      pgt=0x1 addr=0xffffffffffffffff size=0xffffffffffffffff phys=0xffffffffffffffff prot=0x7
               kvmtest-5       [000] .....     1.000003: k_s2map_ret: (x+0x1/0x2 <- \
      kvm_pgtable_stage2_map) ret=0

      """
    let recording = try Recording.read(Array(text.utf8), name: "huge")
    #expect(recording.timeline.count == 3)
    #expect(recording.unparsed.count >= 1)
  }

  @Test(
    "a map call of impossible size makes no more leaves than a call can",
    arguments: ["0x7fffffffffffe000", "0xffffffffffff0000", "0x10000000000"])
  func hugeMapCall(size: String) throws {
    let text = """
               kvmtest-5       [000] .....     1.000001: k_s2map: (kvm_pgtable_stage2_map+0x0/0x140) \
      pgt=0x1 addr=0x1000 size=\(size) phys=0x2000 prot=0x7
               kvmtest-5       [000] .....     1.000002: k_s2map_ret: (x+0x1/0x2 <- \
      kvm_pgtable_stage2_map) ret=0

      """
    let recording = try Recording.read(Array(text.utf8), name: "huge")
    let mapped = recording.timeline.mappedLeaves().end.values.reduce(0, +)
    #expect((1...4096).contains(mapped))
  }

  @Test("lost events beyond any number stay at the largest one")
  func lostOverflow() throws {
    let text = """
               kvmtest-5       [000] .....     1.000001: kvm_entry: PC: 0x0
      CPU:0 [LOST 9223372036854775807 EVENTS]
      CPU:1 [LOST 1 EVENTS]

      """
    #expect(try Recording.read(Array(text.utf8), name: "lost").lost == .max)
  }

  @Test("what does not fit the memory allowed is refused, saying what to do instead")
  func tooLarge() throws {
    #expect {
      _ = try FileBytes.open(Fixture.path("hugetlb1g.trace.txt.zst"), limit: 1000)
    } throws: { "\($0)".contains("zstd -d") }
  }

  @Test("a compressed recording that ends in the middle is read so far, and says so")
  func cutCompression() throws {
    let bytes = try Fixture.bytes("contend-start.trace.txt.zst")
    let path = NSTemporaryDirectory() + "cut-\(UUID().uuidString).zst"
    try Data(bytes.prefix(bytes.count - 400)).write(to: URL(fileURLWithPath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    let cut = try Recording.open(path)
    #expect(cut.isCutOff)
    #expect((1..<3988).contains(cut.timeline.count))
    #expect(try !Recording.open(Fixture.path("hugetlb1g.trace.txt.zst")).isCutOff)
  }

  @Test("any number of event kinds, threads and locks keep their own names")
  func manyNames() throws {
    let lines = (0..<70_000).map { number in
      "         thread\(number % 10)-\(number)       [000] .....     1.000001: kind\(number): text"
    }
    let text = lines.joined(separator: "\n") + "\n"
    let timeline = try Recording.read(Array(text.utf8), name: "many").timeline
    #expect(timeline.cast.eventKinds.count == 70_000)
    for index in [0, 65_535, 65_536, 69_999] {
      #expect(timeline.cast.eventKinds[timeline.log.kind(ofEventAt: index)] == "kind\(index)")
      #expect(timeline.cast.threads[timeline.log.thread(ofEventAt: index)].identifier == index)
    }
  }

  @Test("a marker's text may span lines; a kernel's own empty line belongs to the event before it")
  func continuations() throws {
    let text = """
               kvmtest-5       [000] .....     1.000001: tracing_mark_write: one
      two
      three
               kvmtest-5       [000] .....     1.000002: exit_mmap: mt_mod 1, DESTROY

               kvmtest-5       [000] .....     1.000003: <stack trace>
       => do_exit
       => el0_svc

      """
    let recording = try Recording.read(Array(text.utf8), name: "long")
    #expect(recording.timeline.count == 3)
    #expect(recording.unparsed.count == 0)
    let marker = recording.timeline.text.text(ofEventAt: 0, in: recording.timeline.log)
    #expect(marker == "one\ntwo\nthree")
  }

  @Test("lost events are summed, and what was held before is no longer known")
  func lostEvents() throws {
    let text = """
      # entries-in-buffer/entries-written: 10/15   #P:2
               kvmtest-5       [000] .....     1.000001: mmap_lock_acquire_returned: mm=00000000c2702f78 \
      memcg_path=/ write=true success=true
      CPU:0 [LOST 121 EVENTS]
               kvmtest-5       [000] .....     1.000002: kvm_entry: PC: 0x0

      """
    let recording = try Recording.read(Array(text.utf8), name: "lost")
    #expect(recording.lost == 126)
    let timeline = recording.timeline
    #expect(timeline.state(at: 0).holders(cast: timeline.cast).count == 1)
    #expect(timeline.state(at: 1).holders(cast: timeline.cast).isEmpty)
  }
}
