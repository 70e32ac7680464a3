import Interface
import Lessons
import Screen

/// `learn --paper`: a sheet of questions to print, with pictures, and its key on a page of its own.
struct PaperSheet {
  let paper: Paper
  private let state: LearnState

  /// The size of pictures: what fits a page across.
  private static let pictureSize = Size(110, 30)

  init(_ lesson: Lesson, seed: UInt64) throws {
    paper = try Paper(lesson, seed: seed, world: .ofProgram)
    state = LearnState(paper.session, theme: .light)
  }

  func write(as format: LearnFormat) throws {
    try Output.write(format == .html ? html : text, terminator: "")
  }

  /// The pictures by section, before the first question of it; one that was there already isn't
  /// repeated.
  private func picture(before number: Int) -> CellBuffer? {
    let section = paper.questions[number].section
    guard number > 0 else { return picture(ofSection: section) }
    let previous = paper.questions[number - 1].section
    guard previous != section else { return nil }
    let picture = picture(ofSection: section)
    return picture == self.picture(ofSection: previous) ? nil : picture
  }

  private func picture(ofSection section: Int) -> CellBuffer? {
    state.picture(ofSection: section, size: PaperSheet.pictureSize)
  }

  /// What is asked, without the marks of the text.
  private func prompt(_ question: Question) -> [String] {
    question.prompt.flatMap { LessonText($0).plain }
  }

  // MARK: - Text

  private var text: String {
    var lines = [
      paper.lesson.title,
      "Paper \(paper.seed) · tablewalk learn --paper \(paper.lesson.id) --seed \(paper.seed)",
      "", "Name ______________________________   Date ______________", "",
    ]
    for (number, item) in paper.questions.enumerated() {
      if let picture = picture(before: number) {
        lines += TextWriter().string(from: picture).split(
          separator: "\n", omittingEmptySubsequences: false
        ).map(String.init)
      }
      lines += question(item.question, number)
    }
    lines += ["\u{0C}Key to paper \(paper.seed) · \(paper.lesson.title)", ""]
    for (number, item) in paper.questions.enumerated() {
      lines.append("\(number + 1). \(item.question.form.rightWords)")
      for paragraph in item.question.explanation {
        for line in LessonText(paragraph).plain { lines += wrapped("   ", line) }
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func question(_ question: Question, _ number: Int) -> [String] {
    var lines: [String] = []
    for (place, paragraph) in prompt(question).enumerated() {
      lines += wrapped(place == 0 ? "\(number + 1). " : "   ", paragraph)
    }
    lines += question.figure.map { "      " + $0 }
    switch question.form {
    case .choice(let items, _), .order(let items, _):
      for (place, item) in items.enumerated() {
        lines += wrapped("   \(AnswerForm.letter(place))) ", item)
      }
    case .number, .address, .made: break
    }
    return lines + ["", "   Answer: ____________________", ""]
  }

  private func wrapped(_ lead: String, _ text: String) -> [String] {
    let indent = String(repeating: " ", count: lead.count)
    var lines: [String] = []
    var line = lead
    for word in text.split(separator: " ") {
      if line.count + word.count + 1 > 96, line.trimmingSuffix(" ").count > lead.count {
        lines.append(line)
        line = indent
      }
      line += (line.hasSuffix(" ") || line.isEmpty ? "" : " ") + word
    }
    return lines + [line]
  }
}

extension String {
  fileprivate func trimmingSuffix(_ character: Character) -> Substring {
    var rest = self[...]
    while rest.last == character { rest = rest.dropLast() }
    return rest
  }
}

// MARK: - HTML

extension PaperSheet {
  /// One self-contained page: no scripts, nothing from elsewhere.
  private var html: String {
    var parts = [
      "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">",
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
      "<title>\(HTMLText.escaped(paper.lesson.title)), paper \(paper.seed)</title>",
      "<style>\(PaperSheet.style)</style></head><body>",
      "<h1>\(HTMLText.escaped(paper.lesson.title))</h1>",
      "<p class=\"seed\">Paper \(paper.seed) · <code>tablewalk learn --paper \(paper.lesson.id) --seed "
        + "\(paper.seed) --format html</code></p>",
      "<p class=\"name\">Name <span></span> Date <span></span></p><ol>",
    ]
    for (number, item) in paper.questions.enumerated() {
      parts.append("<li>")
      if let picture = picture(before: number) {
        parts.append(
          "<p>Look at this for the questions that follow.</p><figure>\(SVGWriter(ground: .light).string(from: picture))</figure>"
        )
      }
      parts.append(contentsOf: item.question.prompt.map { "<p>\(HTMLText.flowing($0))</p>" })
      parts += figure(item.question) + choices(item.question.form)
      parts.append("<p class=\"answer\">Answer <span></span></p></li>")
    }
    parts.append("</ol><section class=\"key\"><h2>Key to paper \(paper.seed)</h2><ol>")
    for item in paper.questions {
      parts.append("<li><strong>\(HTMLText.escaped(item.question.form.rightWords))</strong>")
      parts += item.question.explanation.map { "<p>\(HTMLText.flowing($0))</p>" } + ["</li>"]
    }
    parts.append("</ol></section></body></html>")
    return parts.joined(separator: "\n") + "\n"
  }

  private func figure(_ question: Question) -> [String] {
    guard !question.figure.isEmpty else { return [] }
    return ["<pre>\(HTMLText.escaped(question.figure.joined(separator: "\n")))</pre>"]
  }

  private func choices(_ form: AnswerForm) -> [String] {
    switch form {
    case .choice(let items, _), .order(let items, _):
      ["<ol class=\"choices\">"] + items.map { "<li>\(HTMLText.escaped($0))</li>" } + ["</ol>"]
    case .number, .address, .made: []
    }
  }

  private static let style = """
    body{font:11pt/1.45 Georgia,serif;max-width:46em;margin:2em auto;padding:0 1em;color:#111}
    h1{font-size:1.5em;margin-bottom:0}.seed{color:#666;font-size:.85em}
    code,pre{font:.88em/1.35 "DejaVu Sans Mono",Menlo,Consolas,monospace}
    pre{background:#f4f4f2;padding:.6em .8em;overflow-x:auto;white-space:pre}
    .name span{display:inline-block;width:14em;border-bottom:1px solid #111;margin-right:1em}
    .answer span{display:inline-block;width:20em;border-bottom:1px solid #111}
    body>ol>li{margin:1.6em 0;break-inside:avoid}.choices{list-style:lower-alpha}
    figure{margin:1em 0}figure svg{max-width:100%;height:auto}
    .key{break-before:page;border-top:1px solid #999;margin-top:3em}
    """
}
