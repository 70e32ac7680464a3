import Foundation
import Screen
import TestSupport
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite("Writers")
struct WriterTests {
  @Test("plain text has a line for every row and no spaces at line ends")
  func text() {
    #expect(drawn(Size(6, 3)) { $0.write("ab", at: Point(1, 1)) } == "\n ab\n\n")
  }

  @Test("colours are selected where they change and reset at the end of the line")
  func ansi() {
    var buffer = CellBuffer(size: Size(12, 2))
    buffer.withRegion { region in
      region.write("ab", at: .zero, style: Style(.red).adding([.bold, .underline]))
      region.write("c", at: Point(2, 0), style: Style(.indexed(208), on: .brightBlue))
      region.write("d", at: Point(3, 0))
      region.write("e ", at: Point(0, 1), style: Style().adding(.reverse))
    }
    let expected = "\u{1b}[0;1;4;31mab\u{1b}[0;38;5;208;104mc\u{1b}[0md\n\u{1b}[0;7me \u{1b}[0m\n"
    #expect(ANSIWriter().string(from: buffer) == expected)
  }

  @Test("fewer colours: the nearest named one, bold for bright ones, at last none")
  func depths() {
    #expect(Color.indexed(196).reduced(to: .sixteen) == .brightRed)
    #expect(Color.indexed(244).reduced(to: .sixteen) == .brightBlack)
    #expect(Style(.brightRed).reduced(to: .eight) == Style(.red).adding(.bold))
    #expect(Style(.red, on: .blue).reduced(to: .none) == .plain)
    #expect(ColorDepth(colorCount: 88) == .sixteen)
  }

  @Test("the design's screen in colours")
  func ansiSnapshot() {
    expectSnapshot(
      ANSIWriter().string(from: DesignScreen.buffer()), named: "design screen",
      fileExtension: "ansi")
  }

  @Test("the design's screen as a picture")
  func svgSnapshot() {
    let picture = SVGWriter(title: "tablewalk").string(from: DesignScreen.buffer())
    expectSnapshot(picture, named: "design screen", fileExtension: "svg")
  }

  @Test(
    "a picture is well-formed XML and holds the screen's text", arguments: ["a <b> & \"c\"", nil])
  func wellFormed(title: String?) throws {
    let picture = SVGWriter(title: title).string(from: DesignScreen.buffer())
    let collector = TextCollector()
    let parser = XMLParser(data: Data(picture.utf8))
    parser.delegate = collector
    #expect(parser.parse(), "\(String(describing: parser.parserError))")
    #expect(collector.text.contains("<wide> & \"quoted\""))
    if let title { #expect(collector.text.contains(title)) }
  }

  @Test("neighbours with one background share one rectangle")
  func backgroundRuns() {
    var buffer = CellBuffer(size: Size(10, 1))
    buffer.withRegion { region in
      region.write("one", at: .zero, style: Style(.red, on: .blue))
      region.write("two", at: Point(3, 0), style: Style(.white, on: .blue))
    }
    let picture = SVGWriter().string(from: buffer)
    // The ground and the run.
    #expect(picture.components(separatedBy: "<rect").count - 1 == 2)
  }

  @Test("an empty screen has an empty text and a picture all the same")
  func emptyScreen() {
    let buffer = CellBuffer(size: Size(0, 5))
    #expect(TextWriter().string(from: buffer) == "")
    #expect(ANSIWriter().string(from: buffer) == "")
    #expect(SVGWriter().string(from: buffer).hasSuffix("</svg>\n"))
  }
}

private final class TextCollector: NSObject, XMLParserDelegate {
  var text = ""

  func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }
}
