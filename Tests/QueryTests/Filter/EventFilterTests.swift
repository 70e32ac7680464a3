import Machine
import TestSupport
import Testing

@testable import Query

@Suite("Expressions over events")
struct EventFilterTests {
  @Test("the compiled evaluation equals a plain one", arguments: UInt64(0)..<12)
  func twoEvaluations(seed: UInt64) throws {
    let timeline = RandomTimeline.make(events: 400, seed: seed)
    let naive = NaiveEvaluation(timeline: timeline)
    var expressions = RandomExpression(random: SplitMix64(seed: seed &+ 1000))
    for _ in 0..<40 {
      let text = expressions.text()
      let expression = try QueryExpression.filter(text)
      let filter = EventFilter(expression, for: timeline)
      for event in 0..<timeline.count {
        let expected = naive.holds(expression, at: event)
        guard filter.matches(eventAt: event, in: timeline) != expected else { continue }
        Issue.record("seed \(seed), event \(event): “\(text)” is \(expected)")
        break
      }
    }
  }

  @Test(
    "every field alone equals the plain evaluation, and is met by some event and not by another",
    arguments: QueryField.allCases)
  func eachField(field: QueryField) throws {
    let timeline = RandomTimeline.make(events: 400, seed: 7)
    let naive = NaiveEvaluation(timeline: timeline)
    var expressions = RandomExpression(random: SplitMix64(seed: 99))
    var met = 0
    var notMet = 0
    for _ in 0..<40 {
      let text = expressions.comparison(of: field)
      let expression = try QueryExpression.filter(text)
      let filter = EventFilter(expression, for: timeline)
      for event in 0..<timeline.count {
        let isMet = filter.matches(eventAt: event, in: timeline)
        if isMet { met += 1 } else { notMet += 1 }
        #expect(isMet == naive.holds(expression, at: event), "event \(event): \(text)")
      }
    }
    #expect(met > 0 && notMet > 0)
  }

  @Test("a search finds what a plain look at all events finds", arguments: [1, 7, 1000])
  func searching(limit: Int) throws {
    let timeline = RandomTimeline.make(events: 300, seed: 3)
    let filter = EventFilter(try .filter("wait > 1us && lock = mmu_lock"), for: timeline)
    let matching = (0..<300).filter { filter.matches(eventAt: $0, in: timeline) }
    #expect(matching.count > 3)
    #expect(found(filter, timeline, forwards: true, limit) == matching)
    #expect(found(filter, timeline, forwards: false, limit) == matching.reversed())
  }

  private func found(
    _ filter: EventFilter, _ timeline: Timeline, forwards: Bool, _ limit: Int
  ) -> [Int] {
    var found: [Int] = []
    var rest = 0..<timeline.count
    while true {
      switch filter.search(rest, forwards: forwards, in: timeline, limit: limit) {
      case .notFound: return found
      case .found(let event):
        found.append(event)
        rest = forwards ? event + 1..<rest.upperBound : rest.lowerBound..<event
      case .stopped(let event):
        rest = forwards ? event..<rest.upperBound : rest.lowerBound..<event + 1
      }
    }
  }

  @Test("a thread that is really called vcpu0 is meant before the first one to enter a guest")
  func virtualCPUNames() throws {
    var builder = TimelineBuilder()
    for (number, name) in ["first", "vcpu0"].enumerated() {
      _ = builder.thread(identifier: number, command: name)
      builder.cast.threads[number].isVirtualCPU = true
    }
    let kind = builder.eventKind("kvm_entry")
    for thread in 0..<2 {
      builder.begin(EventLog.Heading(timeNanoseconds: 0, thread: thread, kind: kind))
    }
    let timeline = builder.timeline(text: RandomTimeline.Texts(texts: ["", ""]))
    let filter = EventFilter(try .filter("thread = vcpu0"), for: timeline)
    #expect((0..<2).map { filter.matches(eventAt: $0, in: timeline) } == [false, true])
  }

  @Test("members that the cast does not have are no values and no traps")
  func strangeWords() throws {
    var builder = TimelineBuilder()
    let thread = builder.thread(identifier: 1, command: "x")
    builder.begin(
      EventLog.Heading(timeNanoseconds: 0, thread: thread, kind: builder.eventKind("k")))
    builder.set(.threadFault, thread, to: .max, .observed)
    builder.set(.threadCall, thread, to: 77, .observed)
    builder.set(.memslot, 3, to: 9, .observed)
    let timeline = builder.timeline(text: RandomTimeline.Texts(texts: [""]))
    for field in QueryField.allCases {
      var expressions = RandomExpression(random: SplitMix64(seed: 1))
      let filter = EventFilter(try .filter(expressions.comparison(of: field)), for: timeline)
      _ = filter.matches(eventAt: 0, in: timeline)
    }
    let faults = EventFilter(try .filter("outcome = *"), for: timeline)
    #expect(!faults.matches(eventAt: 0, in: timeline))
  }
}
