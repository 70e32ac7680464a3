import Testing
import VMSA

@testable import Machine

@Suite("Timeline")
struct TimelineTests {
  @Test("seek(i) equals applying events 0…i from the start", arguments: [1, 7, 64, 1000])
  func seekEqualsReplay(keyframeSpacing: Int) {
    let seed: UInt64 = 0x7AB1_E000 + UInt64(keyframeSpacing)
    let timeline = RandomTimeline.make(events: 300, seed: seed, keyframeSpacing: keyframeSpacing)
    var replayed = MachineState(cast: timeline.cast)
    for index in 0..<timeline.count {
      Timeline.step(&replayed, to: index, log: timeline.log, cast: timeline.cast)
      #expect(timeline.state(at: index) == replayed, "seed \(seed), event \(index)")
    }
  }

  @Test("undoing an event restores the state before it")
  func undoAfterApply() {
    let seed: UInt64 = 0x0D0
    let timeline = RandomTimeline.make(events: 500, seed: seed)
    var state = MachineState(cast: timeline.cast)
    for index in 0..<timeline.count {
      let before = state
      Timeline.step(&state, to: index, log: timeline.log, cast: timeline.cast)
      var undone = state
      Timeline.stepBack(&undone, from: index, log: timeline.log, cast: timeline.cast)
      #expect(undone == before, "seed \(seed), event \(index)")
    }
  }

  @Test("a cursor gets to the same state from wherever it comes")
  func pathsMeet() {
    let timeline = RandomTimeline.make(events: 200, seed: 3, keyframeSpacing: 50)
    var cursor = TimelineCursor(timeline)
    for target in [199, 0, 120, 119, 121, -1, 50, 49, 48, 199, 10] {
      cursor.seek(to: target, in: timeline)
      #expect(cursor.index == target)
      #expect(cursor.state == timeline.state(at: target))
    }
  }

  @Test("an instant beyond an end means that end")
  func seekIsClamped() {
    let timeline = RandomTimeline.make(events: 10, seed: 4)
    var cursor = TimelineCursor(timeline)
    cursor.seek(to: .max, in: timeline)
    #expect(cursor.index == 9)
    cursor.seek(to: .min, in: timeline)
    #expect(cursor.index == -1)
    #expect(cursor.state == MachineState(cast: timeline.cast))
  }

  @Test("a timeline without events has one instant, before the first")
  func emptyTimeline() {
    let timeline = TimelineBuilder().timeline(text: RandomTimeline.NoText())
    var cursor = TimelineCursor(timeline)
    cursor.seek(to: 5, in: timeline)
    #expect(cursor.index == -1)
    #expect(timeline.mappedLeaves().end.isEmpty)
  }

  @Test("an event is found by its time, or the next after it")
  func eventByTime() {
    let timeline = RandomTimeline.make(events: 10, seed: 5)
    #expect(timeline.log.firstEvent(atOrAfter: 3000) == 3)
    #expect(timeline.log.firstEvent(atOrAfter: 3001) == 4)
    #expect(timeline.log.firstEvent(atOrAfter: -1) == 0)
    #expect(timeline.log.firstEvent(atOrAfter: .max) == 10)
  }
}
