import KVM
import TestSupport
import Testing

@Suite("The text of a schedule")
struct ScheduleTests {
  private static let names = ["v0", "v1", "n1", "x"]

  @Test("moves in a row of one thread and one way are joined; others are not")
  func joins() throws {
    let moves = [(0, 0), (0, 0), (2, 0), (0, 0), (0, 1), (0, 1)].map {
      Schedule.Move(thread: $0.0, choice: $0.1)
    }
    #expect(Schedule(moves: moves).text(threads: Self.names) == "v0*2 n1 v0 v0/1*2")
    #expect(Schedule().text(threads: Self.names).isEmpty)
  }

  @Test("whatever moves there are, reading their text gives them back")
  func roundTrip() throws {
    let seed: UInt64 = 0x5eed_5c4e
    print("schedules, seed \(seed)")
    var random = SplitMix64(seed: seed)
    for _ in 0..<500 {
      let moves = (0..<Int(random.next() % 40)).map { _ in
        Schedule.Move(
          thread: Int(random.next() % 4), choice: random.once(in: 4) ? Int(random.next() % 5) : 0)
      }
      let text = Schedule(moves: moves).text(threads: Self.names)
      #expect(try Schedule(text, threads: Self.names).moves == moves, "seed \(seed): \(text)")
    }
  }

  @Test("words are parted by blanks, line ends or commas, in any number")
  func separators() throws {
    let schedule = try Schedule(" v0,v0\n\tn1*2 ,, x\r\n", threads: Self.names)
    #expect(schedule.moves.map(\.thread) == [0, 0, 2, 2, 3])
    #expect(try Schedule("", threads: Self.names).moves.isEmpty)
  }

  @Test("a name that no thread has is an error that lists those there are")
  func unknownThread() {
    #expect(throws: Schedule.SyntaxError.unknownThread("v9", known: Self.names)) {
      try Schedule("v0 v9*2", threads: Self.names)
    }
    #expect(throws: Schedule.SyntaxError.unknownThread("", known: Self.names)) {
      try Schedule("*3", threads: Self.names)
    }
  }

  @Test(
    "a word that is no move is an error that names it",
    arguments: ["v0*", "v0/", "v0**2", "v0*-1", "v0*2x", "v0*99999999999999999999", "v0/٣"])
  func unreadable(word: String) {
    #expect(throws: Schedule.SyntaxError.unreadable(word)) {
      try Schedule("v1 " + word, threads: Self.names)
    }
  }

  @Test("no text stands for more moves than are taken on, however short it is")
  func tooLong() throws {
    let most = try Schedule("v0*\(Schedule.longest)", threads: Self.names)
    #expect(most.moves.count == Schedule.longest)
    for text in ["v0*\(Schedule.longest) v0", "v0*99999 v0*99999"] {
      #expect(throws: Schedule.SyntaxError.tooLong(limit: Schedule.longest)) {
        try Schedule(text, threads: Self.names)
      }
    }
  }
}
