import KVM
import Testing

@Suite("What is so besides tables, locks and counters")
struct StateFactsTests {
  @Test("a TLB holds what a guest's access found, until an invalidation takes it out")
  func translationComesAndGoes() throws {
    let scenario = try #require(Scenario.builtIn(named: "S1"))
    var stepper = try Stepper(scenario, edition: .v6_19)
    func cached(_ instant: Int) -> [String] {
      stepper.facts(at: instant).first { $0.subject == "TLB of v0" }?.items ?? []
    }
    #expect(cached(0).isEmpty)
    // v0 maps the page and accesses it again; then n1 takes it away.
    _ = stepper.run(
      from: 0, limit: 200,
      next: { stepper, instant in
        stepper.model.isEnabled(0, in: stepper.state(at: instant)) ? Schedule.Move(thread: 0) : nil
      }, until: { _ in false })
    let filled = try #require((0..<stepper.count).first { !cached($0).isEmpty })
    #expect(cached(filled) == ["4K 0x4000_0000 ─► 0xc000_0000 RW"])
    let n1 = try #require(stepper.model.threads.firstIndex { $0.name == "n1" })
    let end = stepper.run(
      from: filled, limit: 5, next: { _, _ in Schedule.Move(thread: n1) }, until: { _ in false })
    #expect(cached(end).isEmpty)
  }
}
