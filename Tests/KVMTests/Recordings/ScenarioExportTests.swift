import KVM
import Machine
import Testing
import Traces

@Suite("Simulated runs in the recording format")
struct ScenarioExportTests {
  @Test(
    "every scenario, played to its end, is read back with the same states and written the same",
    arguments: Scenario.builtIn.map(\.name))
  func everyScenario(name: String) throws {
    let scenario = try #require(Scenario.builtIn(named: name))
    var stepper = try Stepper(scenario)
    stepper.playToEnd(limit: 300)
    let recording = Recording(stepper.timeline, source: name, kind: "simulated KVM")
    let bytes = written(recording)
    let read = try Recording.read(bytes, name: name)
    #expect(read.unparsed.count == 0)
    #expect(written(read) == bytes)
    #expect(read.timeline.count == stepper.count)
    for instant in -1..<stepper.count {
      let (before, after) = (stepper.timeline.state(at: instant), read.timeline.state(at: instant))
      guard before == after else {
        Issue.record("instant \(instant) differs")
        break
      }
    }
  }

  private func written(_ recording: Recording) -> [UInt8] {
    var bytes: [UInt8] = []
    RecordingFormat.write(recording) { bytes += $0 }
    return bytes
  }
}
