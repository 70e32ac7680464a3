import Screen
import TestSupport

/// Screens that differ by a few rows each, with every kind of cell in them.
enum RandomStepping {
  static func frames(seed: UInt64, count: Int = 12) -> [SteppingFrame] {
    var random = SplitMix64(seed: seed)
    let size = Size(
      Int.random(in: 1...40, using: &random), Int.random(in: 1...12, using: &random))
    var buffer = CellBuffer(size: size)
    return (0..<count).map { number in
      for _ in 0..<Int.random(in: 0...4, using: &random) { scribble(on: &buffer, &random) }
      return SteppingFrame(
        number: 7 + number, label: "step \(7 + number)", caption: "did \(text(&random))",
        screen: buffer)
    }
  }

  /// What is hostile to markup, to JSON and to terminals, and what is not a column wide.
  private static let pieces = [
    "</script>", "<img src=x onerror=alert(1)>", "\"&'", "漢字", "e\u{301}", "\u{1b}[31m", "]]>",
    "<!--", "plain", "  ", "\\u001b", "│▕█", "\u{202e}", "\r\n", "${x}", "</template>",
  ]

  private static func text(_ random: inout SplitMix64) -> String {
    (0..<Int.random(in: 1...3, using: &random)).map { _ in
      pieces.randomElement(using: &random) ?? ""
    }.joined()
  }

  private static func scribble(on buffer: inout CellBuffer, _ random: inout SplitMix64) {
    let colors: [Color] = [.default, .red, .brightBlue, .indexed(240), .indexed(208)]
    let style = Style(
      colors.randomElement(using: &random) ?? .default,
      on: random.once(in: 4) ? colors.randomElement(using: &random) ?? .default : .default,
      Style.Attributes(rawValue: random.once(in: 2) ? UInt8.random(in: 0...15, using: &random) : 0))
    let place = Point(
      Int.random(in: -3..<buffer.size.columns, using: &random),
      Int.random(in: 0..<buffer.size.rows, using: &random))
    let text = text(&random)
    buffer.withRegion { region in
      if random.once(in: 5) { region.fill(region.bounds.row(place.y)) }
      region.write(text, at: place, style: style)
    }
  }
}
