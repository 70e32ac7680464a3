import Foundation
import Screen
import TestSupport
import Testing

@Suite(
  "The HTML export in a browser", .serialized,
  .enabled(if: Browser.isThere, "chromium is not installed (apt-get install chromium)"))
struct BrowserTests {
  private func exported(_ folder: TemporaryFolder, _ arguments: String...) throws -> String {
    let file = folder.path + "/page.html"
    let run = try ProgramOutput.run(["export"] + arguments + ["--format", "html", "-o", file])
    try #require(run.status == 0, "\(run.errors)")
    return file
  }

  /// What the page shows, one line a row.
  private func text(_ browser: Browser) throws -> String {
    let lines = try browser.value(
      of: "[...document.querySelectorAll('#screen > div')].map((row) => row.textContent)")
    return try #require(lines as? [String]).map { line in
      var line = Substring(line)
      while line.last == " " { line.removeLast() }
      return line + "\n"
    }.joined()
  }

  private func step(_ browser: Browser) throws -> String {
    try #require(
      try browser.value(of: "document.querySelector('#caption b').textContent") as? String)
  }

  /// The same steps as a terminal shows them when the recording for it is played.
  private func screens(_ arguments: String...) throws -> [String] {
    let run = try ProgramOutput.run(["export"] + arguments + ["--format", "cast"])
    let lines = try run.output.split(separator: "\n").map {
      try JSONSerialization.jsonObject(with: Data($0.utf8))
    }
    let header = try #require(lines.first as? [String: Any])
    var terminal = VirtualScreen(
      size: Size(header["width"] as? Int ?? 0, header["height"] as? Int ?? 0))
    let outputs = lines.compactMap { $0 as? [Any] }.filter { $0[1] as? String == "o" }
    return outputs.dropLast().map { output in
      terminal.feed((output[2] as? String ?? "").utf8)
      return terminal.text
    }
  }

  @Test("keys go through every step and back, each showing the screen of its instant")
  func keys() throws {
    let folder = try TemporaryFolder()
    let file = try exported(folder, "--scenario", "S4", "--variant", "3")
    let screens = try screens("--scenario", "S4", "--variant", "3")
    let browser = try Browser()
    try browser.open(file: file)
    for (number, screen) in screens.enumerated() {
      #expect(try text(browser) == screen, "step \(number)")
      #expect(try step(browser) == "step \(number) of \(screens.count - 1)")
      try browser.press(.right)
    }
    #expect(try text(browser) == screens.last, "beyond the last there is nothing")
    try browser.press(.left)
    #expect(try text(browser) == screens[screens.count - 2])
    try browser.press(.home)
    #expect(try text(browser) == screens[0])
    try browser.press(.left)
    #expect(try text(browser) == screens[0], "before the first there is nothing")
    try browser.press(.end)
    #expect(try text(browser) == screens.last)
    // What the program itself prints, but for the line with its keys.
    let printed = try ProgramOutput.run("step", "S4", "--variant", "3", "--at", "0")
    #expect(
      printed.output.split(separator: "\n", omittingEmptySubsequences: false).dropLast(2)
        == screens[0].split(separator: "\n", omittingEmptySubsequences: false).dropLast(2))
    #expect(browser.complaints == [])
    #expect(browser.requestCount == 1)
  }

  @Test("buttons and the slider do what keys do, by clicks and by Tab and Enter")
  func buttons() throws {
    let folder = try TemporaryFolder()
    let file = try exported(folder, "--scenario", "S1", "--to", "9")
    let screens = try screens("--scenario", "S1", "--to", "9")
    let browser = try Browser()
    try browser.open(file: file)
    try browser.click("#last")
    #expect(try text(browser) == screens.last)
    try browser.click("#back")
    #expect(try text(browser) == screens[screens.count - 2])
    try browser.click("#first")
    #expect(try text(browser) == screens[0])
    try browser.click("#next")
    #expect(try text(browser) == screens[1])
    try browser.click("#slider", at: 0.999)
    #expect(try text(browser) == screens.last)
    // The slider has the focus now: its own keys must not count twice.
    try browser.press(.left)
    #expect(try text(browser) == screens[screens.count - 2])
    try browser.value(of: "document.activeElement.blur()")
    try browser.click("h1")
    for _ in 0..<2 { try browser.press(.tab) }
    #expect(try browser.value(of: "document.activeElement.id") as? String == "back")
    try browser.press(.enter)
    #expect(try text(browser) == screens[screens.count - 3])
    try browser.press(.space)
    #expect(try text(browser) == screens[screens.count - 4])
    #expect(browser.complaints == [])
  }

  @Test("the address names the step, and a page opened with a step shows it")
  func address() throws {
    let folder = try TemporaryFolder()
    let file = try exported(folder, "--example", "thp2m", "--from", "210", "--to", "220")
    let screens = try screens("--example", "thp2m", "--from", "210", "--to", "220")
    let browser = try Browser()
    try browser.open(file: file, fragment: "step=215")
    #expect(try step(browser).hasPrefix("event 215 of"))
    #expect(try text(browser) == screens[5])
    try browser.press(.right)
    try browser.wait(until: "location.hash === '#step=216'")
    try browser.value(of: "location.hash = '#step=219'")
    try browser.wait(
      until: "document.querySelector('#caption b').textContent.startsWith('event 219')")
    #expect(try text(browser) == screens[9])
    for (fragment, event) in [("step=99999", 220), ("step=-5", 210), ("nonsense", 210)] {
      try browser.open(file: file, fragment: fragment)
      #expect(try step(browser).hasPrefix("event \(event) of"), "\(fragment)")
    }
    #expect(browser.complaints == [])
  }

  @Test("playing goes on to the end and stops there; any other key stops it")
  func playing() throws {
    let folder = try TemporaryFolder()
    let file = try exported(
      folder, "--scenario", "S0", "--to", "12", "--seconds", "0.05")
    let screens = try screens("--scenario", "S0", "--to", "12")
    let browser = try Browser()
    try browser.open(file: file)
    try browser.press(.space)
    try browser.wait(
      until: "document.querySelector('#play').getAttribute('aria-pressed') === 'false'")
    #expect(try text(browser) == screens.last)
    try browser.click("#play")
    try browser.press(.home)
    #expect(
      try browser.value(of: "document.querySelector('#play').textContent.trim()") as? String
        == "▶▶ Play")
    #expect(try text(browser) == screens[0])
    #expect(browser.complaints == [])
  }

  @Test("what a scenario's author wrote stays text, whatever it is")
  func hostile() throws {
    let folder = try TemporaryFolder()
    let words = "</script></template></title><img src=x onerror=alert(1)><script>alert(2)</script>"
    let scenario = try folder.write(
      "hostile.yaml",
      """
      name: mine
      title: "\(words)"
      question: "\(words)"
      memory:
        slots:
          - {guest: 0x40000000, host: 0x7f0000000000, size: 256M}
        areas:
          - {host: 0x7f0000000000, size: 256M, kind: huge}
      threads:
        - {name: v0, run: vcpu, access: [write 0x40001000]}
      """)
    let file = try exported(folder, "--scenario-file", scenario)
    let browser = try Browser()
    try browser.open(file: file)
    #expect(try browser.value(of: "document.querySelectorAll('img').length") as? Int == 0)
    #expect(try browser.value(of: "document.scripts.length") as? Int == 2)
    let heading = try browser.value(of: "document.querySelector('h1').textContent") as? String
    #expect(heading?.contains(words) == true)
    let caption = try browser.value(of: "document.querySelector('#caption').textContent") as? String
    #expect(caption?.contains(words) == true)
    #expect(browser.complaints == [])
  }

  @Test("on paper it is dark on white, without buttons")
  func printed() throws {
    let folder = try TemporaryFolder()
    let file = try exported(folder, "--scenario", "S0", "--to", "2")
    let browser = try Browser()
    try browser.open(file: file)
    let color = "getComputedStyle(document.body).backgroundColor"
    let buttons = "getComputedStyle(document.querySelector('#controls')).display"
    #expect(try browser.value(of: color) as? String == "rgb(22, 27, 34)")
    #expect(try browser.value(of: buttons) as? String == "flex")
    try browser.showAsPrinted()
    #expect(try browser.value(of: color) as? String == "rgb(255, 255, 255)")
    #expect(try browser.value(of: buttons) as? String == "none")
  }

  @Test("a page that logs, fails or asks for something is found out")
  func complaints() throws {
    let folder = try TemporaryFolder()
    let browser = try Browser()
    for body in [
      "<script>console.log('here')</script>", "<script>throw new Error('here')</script>",
      "<img src='http://127.0.0.1:1/here.png'>", "<link rel=stylesheet href='here.css'>",
      "<script>setTimeout(() => missing())</script>",
    ] {
      let file = try folder.write("page.html", "<!DOCTYPE html><title>x</title>\(body)")
      try browser.open(file: file)
      try browser.value(of: "new Promise((done) => setTimeout(done))")
      #expect(!browser.complaints.isEmpty, "\(body)")
    }
  }

  @Test("without JavaScript the first and the last screen can be read")
  func unscripted() throws {
    let folder = try TemporaryFolder()
    let file = try exported(folder, "--scenario", "S0", "--from", "3", "--to", "6")
    let screens = try screens("--scenario", "S0", "--from", "3", "--to", "6")
    let browser = try Browser()
    try browser.allowScripts(false)
    try browser.open(file: file)
    let shown = try browser.value(
      of: "[...document.querySelectorAll('noscript pre')].map((screen) => [...screen.children]"
        + ".map((row) => row.textContent.trimEnd() + '\\n').join(''))")
    #expect(shown as? [String] == [screens[0], screens[screens.count - 1]])
    #expect(browser.complaints == [])
  }

  @Test("the page of one instant runs nothing and shows its text")
  func oneInstant() throws {
    let folder = try TemporaryFolder()
    let file = try exported(folder, "--scenario", "S1", "--at", "12", "--picture", "locks")
    let browser = try Browser()
    try browser.open(file: file)
    let shown = try browser.value(
      of:
        "[...document.querySelectorAll('pre > div')].map((row) => row.textContent.trimEnd() + '\\n')"
        + ".join('')")
    let text = try ProgramOutput.run(
      "export", "--scenario", "S1", "--at", "12", "--picture", "locks", "--format", "text")
    #expect(shown as? String == text.output)
    #expect(try browser.value(of: "document.scripts.length") as? Int == 0)
    #expect(browser.complaints == [])
  }
}
