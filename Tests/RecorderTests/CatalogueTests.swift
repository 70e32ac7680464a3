import Recorder
import TestSupport
import Testing

@testable import Traces

@Suite("What is recorded and what is read")
struct CatalogueTests {
  @Test("every kernel function that is read is recorded")
  func functions() {
    let recorded = Set(ProbeGroup.allProbes.map(\.function))
    let missing = KernelFunction.allCases.map(\.symbol).filter { !recorded.contains($0) }
    #expect(missing == [])
  }

  @Test("every tracepoint that is read is recorded, but the marker, which every buffer has")
  func tracepoints() {
    let recorded = Set(RecordedTracepoints.all.flatMap(\.names))
    let missing = Tracepoint.allCases.map(\.rawValue).filter { !recorded.contains($0) }
    #expect(missing == ["tracing_mark_write"])
  }

  @Test("events and functions are named once, and names are those a kprobe may have")
  func names() {
    let events = ProbeGroup.allProbes.flatMap { [$0.event, $0.event + "_ret"] }
    #expect(Set(events).count == events.count)
    #expect(events.allSatisfy { $0.allSatisfy { $0 == "_" || $0.isASCII && $0.isLetter } })
    let functions = ProbeGroup.allProbes.map(\.function)
    #expect(Set(functions).count == functions.count)
  }

  @Test(
    "a line of any probe, as a kernel of any version prints it, is understood",
    arguments: [KernelVersion(5, 10), KernelVersion(6, 2), KernelVersion(7, 0)])
  func understood(version: KernelVersion) throws {
    for probe in ProbeGroup.allProbes where KernelFunction(symbol: probe.function) != nil {
      let arguments = probe.argumentNames(for: version).map {
        $0 + (["level", "visit"].contains($0) ? "=1" : "=0x1000")
      }
      let line =
        "  CPU 0/KVM-27 [003] ..... 8.004215: \(probe.event): (\(probe.function)+0x0/0x140) "
        + arguments.joined(separator: " ") + "\n"
      let recording = try Recording.read(Array(line.utf8), name: probe.event)
      #expect(recording.unparsed.count == 0, "\(line)")
      #expect(recording.understoodKinds == [true], "\(line)")
    }
  }

  @Test("releases are read as uname prints them, and compare as numbers")
  func releases() throws {
    #expect(KernelVersion("6.12.95+deb12-arm64") == KernelVersion(6, 12, 95))
    #expect(KernelVersion("v5.10") == KernelVersion(5, 10))
    #expect(KernelVersion("6.4.0-rc1") == KernelVersion(6, 4))
    for text in ["", "6", "v", "a.b", "6.", "99999.1", "6.1.99999999999999999999999"] {
      #expect(KernelVersion(text) == nil || text.hasPrefix("6.1."), "\(text)")
    }
    var random = SplitMix64(seed: 4)
    for _ in 0..<200 {
      let numbers = (0..<6).map { _ in Int(random.next() % 3) }
      let left = KernelVersion(numbers[0], numbers[1], numbers[2])
      let right = KernelVersion(numbers[3], numbers[4], numbers[5])
      let order = numbers[..<3].lexicographicallyPrecedes(numbers[3...])
      #expect((left < right) == order, "seed 4: \(left) \(right)")
      #expect(KernelVersion(left.description) == left)
    }
  }
}
