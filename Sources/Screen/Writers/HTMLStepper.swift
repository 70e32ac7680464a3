/// Screens one after the other as a page with buttons and keys to step through them.
///
/// It is one file that needs no network and no other file. Rows are stored once and shared between
/// frames, and a frame names only the rows that differ from the frame before. What is shown stands in
/// the address as `#step=N`. Without JavaScript the first and the last screen can be read.
public struct HTMLStepper: Sendable {
  /// The page's title and heading.
  public var title: String
  /// How long each frame is shown while it plays, in milliseconds.
  public var millisecondsPerStep: Int
  /// Which ground the colours were chosen for.
  public var ground: PictureGround

  /// A writer of pages with a title, which may hold any characters.
  public init(title: String, millisecondsPerStep: Int = 1_000, ground: PictureGround = .dark) {
    self.title = title
    self.ground = ground
    self.millisecondsPerStep = max(1, millisecondsPerStep)
  }

  /// The script's hash in the page's Content-Security-Policy, so that nothing else can run.
  static let scriptHash = "sha256-ayPZPgFaJud8bJnGGY5PzCkLKMi22o/1hG186xHfvHQ="

  /// The script, as it stands in the page.
  static var script: String { String(decoding: PackageResources.stepper_js, as: UTF8.self) }

  /// The page that steps through `frames`, which are of one size and numbered without gaps.
  ///
  /// They are gone through once, and only the first and the last are kept.
  public func string(from frames: some Sequence<SteppingFrame>) -> String {
    var rows = HTMLRows()
    var shared = SharedRows()
    var captions: [String] = []
    var (first, last): (SteppingFrame?, SteppingFrame?) = (nil, nil)
    for frame in frames {
      shared.add(frame.screen, &rows)
      captions.append(caption(of: frame))
      if first == nil { first = frame } else { last = frame }
    }
    let page = HTMLPage(
      title: title, columns: first?.screen.size.columns ?? 0, rows: rows, ground: ground,
      scriptHash: HTMLStepper.scriptHash)
    return page.string(
      body: ["<h1>\(Markup.escaped(title))</h1>"] + controls(count: captions.count) + [
        "<noscript>", unscripted([first, last].compactMap(\.self), &rows), "</noscript>",
        "<template id=\"rows\">\(HTMLPage.lines(shared.rows))</template>",
        "<template id=\"captions\">", captions.joined(separator: "\n"), "</template>",
        "<script type=\"application/json\" id=\"frames\">"
          + "{\"first\":\(first?.number ?? 0),\"interval\":\(millisecondsPerStep),"
          + "\"frames\":[\(shared.frames.joined(separator: ","))]}</script>",
        "<script>\(HTMLStepper.script)</script>",
      ])
  }

  private func controls(count: Int) -> [String] {
    let buttons = [
      ("first", "|◀", "First"), ("back", "◀", "Back"), ("play", "▶▶", "Play"),
      ("next", "▶", "Next"), ("last", "▶|", "Last"),
    ].map { id, sign, word in
      "<button id=\"\(id)\" type=\"button\"><span aria-hidden=\"true\">\(sign)</span> "
        + "<span>\(word)</span></button>"
    }
    return [
      "<main id=\"stepper\" hidden>", "<div id=\"controls\">", buttons.joined(separator: "\n"),
      "<input id=\"slider\" type=\"range\" min=\"0\" max=\"\(max(0, count - 1))\" value=\"0\" "
        + "aria-label=\"Step\">",
      "</div>", "<div id=\"caption\" aria-live=\"polite\"></div>",
      "<pre id=\"screen\" tabindex=\"0\" aria-label=\"The screen\"></pre>",
      "<p id=\"keys\"><kbd>←</kbd> <kbd>→</kbd> one step, <kbd>Home</kbd> <kbd>End</kbd> the first "
        + "and the last, <kbd>Space</kbd> plays and pauses.</p>",
      "</main>",
    ]
  }

  private func caption(of frame: SteppingFrame) -> String {
    "<p><b>\(Markup.escaped(frame.label))</b> \(Markup.escaped(frame.caption))</p>"
  }

  /// Frames for readers without JavaScript.
  private func unscripted(_ frames: [SteppingFrame], _ rows: inout HTMLRows) -> String {
    frames.map { frame in
      let screen = frame.screen
      let lines = (0..<screen.size.rows).map { rows.row(screen.row($0)) }
      return caption(of: frame) + "<pre>\(HTMLPage.lines(lines))</pre>"
    }.joined(separator: "\n")
  }
}
