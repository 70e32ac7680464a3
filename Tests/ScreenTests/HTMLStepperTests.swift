import Foundation
import Screen
import TestSupport
import Testing

@Suite("The HTML stepper's file")
struct HTMLStepperTests {
  /// The rows of each frame, put together as the page's script is told to.
  private func frames(of page: String) throws -> [[String]] {
    let rows = try MarkupReader.lines(
      of: try MarkupReader.part(of: page, from: "<template id=\"rows\">", to: "</template>"))
    let json = try MarkupReader.part(
      of: page, from: "<script type=\"application/json\" id=\"frames\">", to: "</script>")
    let data = try #require(
      try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    var shown: [Int: Int] = [:]
    return try #require(data["frames"] as? [[Int]]).map { changes in
      for place in stride(from: 0, to: changes.count, by: 2) {
        shown[changes[place]] = changes[place + 1]
      }
      return shown.sorted { $0.key < $1.key }.map { rows[$0.value] }
    }
  }

  @Test("every frame comes out as its screen's text", arguments: 1...20 as ClosedRange<UInt64>)
  func everyFrame(seed: UInt64) throws {
    let stepping = RandomStepping.frames(seed: seed)
    let page = HTMLStepper(title: "random").string(from: stepping)
    let found = try frames(of: page)
    #expect(found.count == stepping.count)
    for (lines, frame) in zip(found, stepping) {
      #expect(lines.trimmed == TextWriter().string(from: frame.screen), "\(frame.label)")
    }
    #expect(page == HTMLStepper(title: "random").string(from: stepping))
  }

  @Test("captions are paragraphs of text and nothing else, whatever they hold")
  func captions() throws {
    let stepping = RandomStepping.frames(seed: 99, count: 40)
    let page = HTMLStepper(title: "</title><img src=x onerror=alert(1)>").string(from: stepping)
    let part = try MarkupReader.part(
      of: page, from: "<template id=\"captions\">\n", to: "\n</template>")
    let paragraphs = part.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(paragraphs.count == stepping.count)
    for (paragraph, frame) in zip(paragraphs, stepping) {
      let pieces = try MarkupReader.pieces(of: paragraph) { ["p", "/p", "b", "/b"].contains($0) }
      let text = " " + SafeText.sanitized(frame.caption)
      #expect(
        pieces == [
          .tag("p"), .tag("b"), .text(frame.label), .tag("/b"), .text(text), .tag("/p"),
        ])
    }
    #expect(page.ranges(of: "<img").isEmpty)
    // The data and the stepper: nothing else is a script.
    #expect(page.ranges(of: "<script").count == 2)
    #expect(page.ranges(of: "</script").count == 2)
  }

  @Test("nothing in the page is elsewhere, and only the stepper's own script may run")
  func selfContained() throws {
    let page = HTMLStepper(title: "alone").string(from: RandomStepping.frames(seed: 3))
    let policy = try MarkupReader.part(
      of: page, from: "Content-Security-Policy\" content=\"", to: "\"")
    #expect(policy.hasPrefix("default-src 'none'; style-src 'unsafe-inline'; img-src data:;"))
    for reach in [" src=", "http:", "https:", "@import", "url(", "fetch(", "import("] {
      // Cells and captions hold such words as text, escaped; the pieces of a random screen do not.
      #expect(!page.replacing("&lt;img src=", with: "").contains(reach), "\(reach)")
    }
  }

  @Test(
    "the policy's hash is that of the script",
    .enabled(if: SystemProgram("sha256sum") != nil, "sha256sum is not installed"))
  func hash() throws {
    let page = HTMLStepper(title: "hash").string(from: RandomStepping.frames(seed: 4))
    let script = try MarkupReader.part(of: page, from: "<script>", to: "</script>")
    let sum = try #require(SystemProgram("sha256sum")).run([], input: Array(script.utf8)).output
    let digits = Array(sum.prefix { $0 != " " })
    let bytes = stride(from: 0, to: digits.count, by: 2).compactMap {
      UInt8(String(digits[$0...($0 + 1)]), radix: 16)
    }
    #expect(bytes.count == 32)
    #expect(page.contains("script-src 'sha256-\(Data(bytes).base64EncodedString())'"))
  }

  @Test("a row that many frames show is stored once, so that long steppings stay small")
  func shared() {
    let screen = DesignScreen.buffer()
    let frames = (0..<300).map {
      SteppingFrame(number: $0, label: "step \($0)", caption: "nothing", screen: screen)
    }
    let page = HTMLStepper(title: "long").string(from: frames)
    let one = HTMLStepper(title: "long").string(from: [frames[0]])
    #expect(page.utf8.count < one.utf8.count + 300 * 40 + 2 * 8_000)
  }

  @Test("without JavaScript the first and the last frame are there to be read")
  func unscripted() throws {
    let stepping = RandomStepping.frames(seed: 5)
    let page = HTMLStepper(title: "plain").string(from: stepping)
    let part = String(try MarkupReader.part(of: page, from: "<noscript>", to: "</noscript>"))
    let first = try MarkupReader.part(of: part, from: "<pre>", to: "</pre>")
    let rest = String(part[(part.range(of: "</pre>")?.upperBound ?? part.endIndex)...])
    let last = try MarkupReader.part(of: rest, from: "<pre>", to: "</pre>")
    for (lines, frame) in [(first, stepping[0]), (last, stepping[11])] {
      #expect(
        try MarkupReader.lines(of: lines).trimmed == TextWriter().string(from: frame.screen))
    }
  }
}
