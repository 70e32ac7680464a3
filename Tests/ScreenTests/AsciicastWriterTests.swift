import Foundation
import Screen
import TestSupport
import Testing

@Suite("Asciicasts")
struct AsciicastWriterTests {
  /// What a line of a recording says.
  private struct Event {
    var seconds: Double
    var kind: String
    var text: String
  }

  private func read(_ cast: String) throws -> (header: [String: Any], events: [Event]) {
    let lines = cast.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.last == "")
    let values = try lines.dropLast().map {
      try JSONSerialization.jsonObject(with: Data($0.utf8))
    }
    let header = try #require(values.first as? [String: Any])
    let events = try values.dropFirst().map { value in
      let parts = try #require(value as? [Any])
      return Event(
        seconds: try #require(parts[0] as? Double), kind: try #require(parts[1] as? String),
        text: try #require(parts[2] as? String))
    }
    return (header, events)
  }

  @Test(
    "a terminal shows every frame's text and looks when it is played",
    arguments: 1...20 as ClosedRange<UInt64>)
  func played(seed: UInt64) throws {
    let stepping = RandomStepping.frames(seed: seed)
    let cast = AsciicastWriter(title: "random", millisecondsPerStep: 250).string(from: stepping)
    let (header, events) = try read(cast)
    let size = stepping[0].screen.size
    #expect(header["version"] as? Int == 2)
    #expect(header["width"] as? Int == size.columns)
    #expect(header["height"] as? Int == size.rows)
    #expect(header["timestamp"] == nil)
    var terminal = VirtualScreen(size: size)
    let outputs = events.filter { $0.kind == "o" }
    #expect(outputs.count == stepping.count + 1)
    for (number, (output, frame)) in zip(outputs, stepping).enumerated() {
      terminal.feed(output.text.utf8)
      #expect(output.seconds == Double(number) * 0.25)
      #expect(terminal.text == TextWriter().string(from: frame.screen), "\(frame.label)")
      for y in 0..<size.rows {
        for x in 0..<size.columns where !frame.screen[x, y].isBlank {
          #expect(terminal[Point(x, y)].style == frame.screen[x, y].style)
        }
      }
      #expect(!terminal.isCursorVisible)
    }
    terminal.feed(try #require(outputs.last).text.utf8)
    #expect(terminal.isCursorVisible)
    #expect(
      cast == AsciicastWriter(title: "random", millisecondsPerStep: 250).string(from: stepping))
  }

  @Test("a frame redraws only the rows that changed")
  func changedRows() throws {
    var screen = CellBuffer(size: Size(10, 4))
    let first = SteppingFrame(number: 0, label: "step 0", caption: "", screen: screen)
    screen.withRegion { $0.write("new", at: Point(2, 2), style: Style(.red)) }
    let second = SteppingFrame(number: 1, label: "step 1", caption: "", screen: screen)
    let events = try read(AsciicastWriter(title: "").string(from: [first, second, second])).events
    let texts = events.filter { $0.kind == "o" }.map(\.text)
    #expect(texts[1] == "\u{1b}[3;1H\u{1b}[K  \u{1b}[0;31mnew\u{1b}[0m")
    #expect(texts[2] == "")
  }

  @Test("markers say what each step did, and nothing in title or caption reaches a terminal")
  func markers() throws {
    let hostile = "a \"b\" \\ \u{1b}]0;owned\u{7} </script> \n \u{9b}31m"
    let frame = SteppingFrame(
      number: 0, label: "step 0", caption: hostile, screen: CellBuffer(size: Size(4, 1)))
    let (header, events) = try read(AsciicastWriter(title: hostile).string(from: [frame]))
    #expect(header["title"] as? String == SafeText.sanitized(hostile))
    let markers = events.filter { $0.kind == "m" }
    #expect(markers.map(\.text) == ["step 0: " + SafeText.sanitized(hostile)])
  }

  @Test("no frames are a recording without output")
  func empty() throws {
    let (header, events) = try read(AsciicastWriter(title: "none").string(from: []))
    #expect(header["width"] as? Int == 1)
    #expect(events.count == 1)
  }
}
