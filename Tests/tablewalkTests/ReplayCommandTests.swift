import Foundation
import TestSupport
import Testing

@Suite("tablewalk replay, without a terminal")
struct ReplayCommandTests {
  private func json(_ arguments: String...) throws -> [String: Any] {
    let run = try ProgramOutput.run(arguments)
    try #require(run.status == 0, "\(run.errors)")
    let value = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
    return try #require(value as? [String: Any])
  }

  @Test("without a file and terminal it prints the first screen of its own recording")
  func firstScreen() throws {
    let run = try ProgramOutput.run("replay")
    #expect(run.status == 0)
    #expect(run.errors.isEmpty)
    #expect(run.controlCharacters.isEmpty)
    for word in ["recorded under QEMU", "mmu_lock", "block 2M", "kvm_pgtable_stage2_map", "? help"]
    {
      #expect(run.output.contains(word), "\(word)")
    }
    #expect(run.output.split(separator: "\n").count == 40)
  }

  @Test("the summary's numbers equal a plain count of the file's lines")
  func summary() throws {
    let lines = try Fixture.lines("dirtylog.trace.txt")
    let report = try json(
      "replay", Fixture.path("dirtylog.trace.txt"), "--summary", "--format", "json")
    #expect(report["version"] as? Int == 1)
    #expect(report["kind"] as? String == "ftrace text")
    #expect(report["lines"] as? Int == lines.count - 1)
    #expect(report["events"] as? Int == lines.count { !$0.isEmpty && !$0.hasPrefix("#") })
    #expect(report["unparsed"] as? Int == 0)
    #expect(report["lost"] as? Int == 0)
    #expect(report["vms"] as? Int == 1)
    #expect(report["faults"] as? Int == lines.count { $0.contains(": kvm_guest_fault:") })
    #expect(report["mapped"] as? [String: Int] == ["4K": 0, "2M": 0, "1G": 0])
    #expect(report["peakMapped"] as? [String: Int] == ["4K": 41, "2M": 2, "1G": 0])
    #expect(report["firstTime"] as? Double == 43.415_313 || report["firstTime"] is Double)
    let locks = try #require(report["locks"] as? [[String: Any]])
    let keys: Set = [
      "name", "kind", "reads", "writes", "waits", "longestWaitNanoseconds", "provenance", "address",
    ]
    #expect(locks.allSatisfy { Set($0.keys) == keys })
    let memory = locks.filter { $0["name"] as? String == "mmap_lock" }
    let reads = memory.reduce(0) { $0 + ($1["reads"] as? Int ?? 0) }
    #expect(
      reads
        == lines.count {
          $0.contains("mmap_lock_acquire_returned") && $0.contains("write=false success=true")
        })
    #expect(memory.allSatisfy { $0["provenance"] as? String == "observed" })
    let mmuLock = try #require(locks.first { $0["name"] as? String == "mmu_lock" })
    #expect(mmuLock["provenance"] as? String == "inferred")
  }

  @Test("the summary for people has no heading without lines below it, and no line 0")
  func headings() throws {
    var cut = try Fixture.bytes("thp2m.trace.dat")
    let folder = try TemporaryFolder()
    cut.removeLast(cut.count / 3)
    let damaged = folder.path + "/cut.trace.dat"
    try Data(cut).write(to: URL(fileURLWithPath: damaged))
    let files = [
      "small.trace.txt", "thp2m.trace.dat", "text/graph.trace.txt", "casemate-two-cpus.log",
    ].map { Fixture.path($0) }
    for file in files + [damaged] {
      let run = try ProgramOutput.run("replay", file, "--summary")
      let lines = run.output.split(separator: "\n")
      for (line, next) in zip(lines, lines.dropFirst() + [""]) where line.hasSuffix(":") {
        #expect(next.hasPrefix("    "), "\(file): \(line)")
      }
      #expect(!run.output.contains(" 0 lines") && !run.output.contains("line 0:"), "\(file)")
    }
  }

  @Test("the summary as CSV has the numbers of JSON, a row each")
  func summaryRows() throws {
    let file = Fixture.path("dirtylog.trace.txt")
    let report = try json("replay", file, "--summary", "--format", "json")
    let rows = try ProgramOutput.run("replay", file, "--summary", "--format", "csv").output
      .split(separator: "\n")
    #expect(rows[0] == "section,name,figure,value")
    for key in ["events", "lines", "unparsed", "vms", "faults", "threads"] {
      #expect(rows.contains("recording,,\(key),\(report[key] as? Int ?? -1)"))
    }
    let facts = try #require(report["facts"] as? [[String: Any]])
    #expect(facts.count == rows.count { $0.hasPrefix("fact,") })
    for fact in facts {
      let how = fact["rule"] as? String ?? fact["provenance"] as? String ?? ""
      #expect(
        rows.contains(
          "fact,\(fact["fact"] as? String ?? ""),\(how),\(fact["count"] as? Int ?? -1)"))
    }
    let kinds = try #require(report["eventKinds"] as? [String: Int])
    #expect(kinds.count == rows.count { $0.hasPrefix("event,") })
  }

  @Test("the state of an instant lists leaves, locks, invalidation and the fault")
  func state() throws {
    let lines = try Fixture.lines("thp2m.trace.txt").filter { !$0.hasPrefix("#") }
    let index = try #require(
      lines.firstIndex { $0.contains("addr=0x40400000 size=0x200000") && $0.contains("k_s2map") })
    let state = try json(
      "replay", Fixture.path("thp2m.trace.txt"), "--at", "\(index)", "--format", "json")
    #expect(state["index"] as? Int == index)
    #expect(state["thread"] as? String == "kvmtest-574")
    #expect(state["event"] as? String == "k_s2map")
    let roots = try #require(state["roots"] as? [[String: Any]])
    let leaves = try #require(roots.first?["leaves"] as? [[String: Any]])
    #expect(leaves.map { $0["address"] as? String } == ["0x10000", "0x40000000", "0x40200000"])
    #expect(leaves.map { $0["size"] as? String } == ["4K", "2M", "2M"])
    #expect(leaves.map { $0["kind"] as? String } == ["page", "block", "block"])
    #expect(leaves.map { $0["level"] as? Int } == [3, 2, 2])
    #expect(leaves[1]["output"] as? String == "0x49400000")
    #expect(leaves[1]["descriptor"] as? String == "0x494004d9")
    let locks = try #require(state["locks"] as? [[String: Any]])
    let mmuLock = try #require(locks.first { $0["name"] as? String == "mmu_lock" })
    let holder = try #require((mmuLock["holders"] as? [[String: Any]])?.first)
    #expect(holder["thread"] as? String == "kvmtest-574")
    #expect(holder["mode"] as? String == "read")
    #expect(holder["provenance"] as? String == "inferred")
    let invalidation = try #require(state["invalidation"] as? [String: Any])
    #expect(invalidation["sequence"] as? Int == 0)
    #expect(invalidation["inProgress"] as? Int == 0)
    let fault = try #require(state["fault"] as? [String: Any])
    #expect(fault["address"] as? String == "0x40400000")
  }

  @Test("an instant outside a fault has none")
  func noFault() throws {
    let state = try json(
      "replay", Fixture.path("thp2m.trace.txt"), "--at", "0", "--format", "json")
    #expect(state["fault"] is NSNull)
    #expect((state["roots"] as? [Any])?.isEmpty == true)
  }

  @Test("any instant prints at any size, in text, colour and as a picture")
  func sizes() throws {
    for size in ["80x24", "120x40", "200x60", "40x10", "1x1"] {
      let run = try ProgramOutput.run(
        "replay", Fixture.path("memslot.trace.txt"), "--at", "300", "--size", size)
      let parts = size.split(separator: "x").compactMap { Int($0) }
      let lines = run.output.split(separator: "\n", omittingEmptySubsequences: false)
      #expect(run.status == 0)
      #expect(lines.count <= parts[1] + 1)
      #expect(lines.allSatisfy { $0.count <= parts[0] })
    }
    let picture = try ProgramOutput.run("replay", "--at", "216", "--format", "svg")
    #expect(picture.output.hasPrefix("<svg") && picture.output.hasSuffix("</svg>\n"))
  }

  @Test("a recording is read from standard input")
  func standardInput() throws {
    let bytes = try Fixture.bytes("hugetlb1g.trace.txt")
    let run = try ProgramOutput.run(["replay", "-", "--summary"], input: bytes)
    #expect(run.status == 0)
    #expect(run.output.contains("1 × 1G"))
  }
}
