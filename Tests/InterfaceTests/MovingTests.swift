import Screen
import Testing

@testable import Interface

@Suite("Moving in time")
struct MovingTests {
  @Test("right and l go an event on, left and h one back")
  func steps() {
    var state = AppState.story()
    state.press(.right, .character("l"), .right)
    #expect(state.index == 2)
    state.press(.left, .character("h"))
    #expect(state.index == 0)
  }

  @Test("before the first and after the last event there is nowhere to go: a beep")
  func ends() {
    var state = AppState.story()
    #expect(state.press(.left) == [.beep])
    #expect(state.index == -1)
    state.press(.character("G"))
    #expect(state.index == SampleTimeline.story.count - 1)
    #expect(state.press(.right) == [.beep])
    state.press(.character("g"))
    #expect(state.index == -1)
  }

  @Test("shift and an arrow go from fault to fault, of the followed thread if there is one")
  func faults() {
    var state = AppState.story()
    state.press(.shiftRight)
    #expect(state.kindName(ofEvent: state.index) == "kvm_guest_fault")
    let first = state.index
    state.press(.shiftRight)
    #expect(state.cast.threadName(state.currentThread ?? -1) == "kvmtest-432")
    state.press(.shiftLeft)
    #expect(state.index == first)
    state.press(.character("t"), .shiftRight)
    #expect(state.cast.threadName(state.currentThread ?? -1) == "kvmtest-431")
  }

  @Test("no earlier fault: a message, and nothing else changes")
  func noFault() {
    var state = AppState.story()
    #expect(state.press(.shiftLeft) == [.beep])
    #expect(state.message == Message(text: "no earlier fault", isError: true))
    #expect(state.index == -1)
  }

  @Test("w and W go from table write to table write")
  func tableWrites() {
    var state = AppState.story()
    state.press(.character("w"))
    #expect(state.currentChanges.contains { $0.writesTables })
    let first = state.index
    state.press(.character("w"), .character("W"))
    #expect(state.index == first)
  }

  @Test("] and [ go through the writes of the entry the walk ends at")
  func writesOfEntry() {
    var state = AppState.story(at: 12)
    #expect(state.currentChanges.first?.new == 0x400)
    state.press(.character("]"))
    #expect(state.currentChanges.first?.new == 0x4020_07fd)
    state.press(.character("["))
    #expect(state.index == 12)
  }

  @Test("/ finds text and kinds whatever their case, n and N repeat it, around the ends")
  func search() {
    var state = AppState.story()
    state.press(.character("/"))
    state.type("K_INV")
    state.press(.enter)
    #expect(state.kindName(ofEvent: state.index) == "k_inv_start")
    let first = state.index
    state.press(.character("n"))
    #expect(state.kindName(ofEvent: state.index) == "k_inv_end")
    state.press(.character("n"))
    #expect(state.index == first)
    #expect(state.message?.text == "went on from the beginning")
    state.press(.character("N"))
    #expect(state.kindName(ofEvent: state.index) == "k_inv_end")
  }

  @Test("a search without a match says so and stays")
  func searchFindsNothing() {
    var state = AppState.story(at: 3)
    state.press(.character("/"))
    state.type("nowhere")
    #expect(state.press(.enter) == [.beep])
    #expect(state.index == 3)
    #expect(state.message?.isError == true)
  }

  @Test("playing goes on by the time that passes and stops at the end")
  func play() {
    var state = AppState.story()
    state.press(.character(" "))
    #expect(state.tickMilliseconds != nil)
    for _ in 0..<10 { update(&state, .tick(elapsedNanoseconds: 100_000_000)) }
    #expect(state.index == 4)
    for _ in 0..<100 { update(&state, .tick(elapsedNanoseconds: 1_000_000_000)) }
    #expect(state.index == SampleTimeline.story.count - 1)
    #expect(state.tickMilliseconds == nil)
  }

  @Test("plus and minus change the speed within its bounds")
  func speed() {
    var state = AppState.story()
    for _ in 0..<20 { state.press(.character("+")) }
    #expect(state.playback.eventsPerSecond == 1000)
    for _ in 0..<20 { state.press(.character("-")) }
    #expect(state.playback.eventsPerSecond == 1)
  }
}
