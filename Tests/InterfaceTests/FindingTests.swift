import Machine
import Query
import Screen
import TestSupport
import Testing

@testable import Interface

@Suite("Searching, filtering and reports on the screen")
struct FindingTests {
  private func search(_ text: String, in state: inout AppState) {
    state.press(.character("/"))
    state.type(text)
    state.press(.enter)
  }

  /// The events that satisfy an expression, by a plain look at all.
  private func matching(_ text: String, _ timeline: Timeline) throws -> [Int] {
    let filter = EventFilter(try .filter(text), for: timeline)
    return (0..<timeline.count).filter { filter.matches(eventAt: $0, in: timeline) }
  }

  @Test("/ takes an expression; n and N go through its matches and around the ends")
  func expression() throws {
    var state = AppState.story()
    let expected = try matching("thread=kvmtest-432 && change=call", state.timeline)
    #expect(expected.count > 1)
    search("thread=kvmtest-432 && change=call", in: &state)
    var found = [state.index]
    for _ in expected.dropFirst() {
      state.press(.character("n"))
      found.append(state.index)
    }
    #expect(found == expected)
    state.press(.character("n"))
    #expect(state.index == expected[0])
    #expect(state.message?.text == "went on from the beginning")
    state.press(.character("N"))
    #expect(state.index == expected.last)
  }

  @Test("text is still searched as text, upper and lower case being the same")
  func text() {
    var state = AppState.story()
    search("SIZE=0X200000", in: &state)
    #expect(state.text(ofEvent: state.index).contains("size=0x200000"))
    search("Dabt_low", in: &state)
    #expect(state.text(ofEvent: state.index).contains("DABT_LOW"))
    search("ret=-11", in: &state)
    #expect(state.text(ofEvent: state.index).contains("ret=-11"))
  }

  @Test("what is no expression stays in the line, with its column said and marked")
  func errors() {
    var state = AppState.story(at: 13, size: Size(80, 24))
    state.press(.character("/"))
    state.type("thread=x && ipa in")
    #expect(state.press(.enter) == [.beep])
    #expect(state.message?.text == "column 19: expected a value after “in”")
    #expect(state.prompt?.text == "thread=x && ipa in")
    #expect(state.index == 13)
    expectSnapshot(state.text, named: "expression-error-80x24")
    state.type(" 0x4020_1000")
    #expect(state.message == nil)
    #expect(state.prompt?.mark == nil)
    state.press(.escape)
    state.command("filter tread=1")
    #expect(state.prompt?.mark == 8)
    #expect(state.message?.text == "column 1: “tread” is no field; did you mean “thread”?")
  }

  @Test("a filter leaves its events and the current one in the list", arguments: [80, 120])
  func filter(columns: Int) throws {
    let size = columns == 80 ? Size(80, 24) : Size(120, 40)
    var state = AppState.story(at: 13, size: size)
    state.command("filter lock=mmu_lock")
    state.press(.escape, .character("6"))
    let expected = try matching("lock=mmu_lock", state.timeline)
    #expect(
      Composition(state: state).title(of: .events, size: size)
        == "Events · only lock=mmu_lock: \(expected.count)")
    let view = EventsView(state, lines: 60)
    #expect(
      view.rows.map(\.number)
        == (expected + [13]).sorted().reduce(into: []) {
          if $0.last != $1 { $0.append($1) }
        })
    expectSnapshot(state.text, named: "filter-\(size)")
    state.press(.down)
    #expect(state.selectedEvent == expected.first { $0 > 13 })
    state.press(.up, .up)
    #expect(state.selectedEvent == expected.last { $0 < 13 })
    state.press(.escape, .character("n"))
    #expect(state.index == expected.first { $0 > 13 })
    state.command("filter")
    #expect(EventsView(state, lines: 60).rows.count > expected.count + 1)
  }

  @Test("a filter that no event passes says so, and how to lift it")
  func emptyFilter() {
    var state = AppState.story(at: 5)
    #expect(state.command("filter cpu=77") == [.beep])
    #expect(state.message?.text.contains(":filter alone lifts it") == true)
    #expect(EventsView(state, lines: 20).rows.map(\.number) == [5])
    state.press(.character("6"), .down, .pageDown)
    #expect(state.selectedEvent == nil)
  }

  /// Many events, the last of which alone is of another kind.
  private static func long(_ count: Int) -> Timeline {
    var builder = TimelineBuilder()
    let thread = builder.thread(identifier: 1, command: "x")
    let kinds = ["often", "once"].map { builder.eventKind($0) }
    for event in 0..<count {
      builder.begin(
        EventLog.Heading(
          timeNanoseconds: Int64(event), thread: thread, kind: kinds[event == count - 1 ? 1 : 0]))
    }
    return builder.timeline(text: SampleText(texts: []))
  }

  @Test("a long search goes on with ticks, and any key stops it")
  func longSearch() {
    let count = 350_000
    var state = AppState.sample(Self.long(count))
    // The phrase is no kind's beginning, so each text is asked.
    search("onc", in: &state)
    #expect(state.tickMilliseconds != nil && state.index == -1)
    #expect(state.message?.text.hasPrefix("searching: ") == true)
    state.press(.escape)
    #expect(state.tickMilliseconds == nil && state.index == -1)
    state.press(.character("n"))
    for _ in 0..<4 { update(&state, .tick(elapsedNanoseconds: 0)) }
    #expect(state.index == count - 1 && state.tickMilliseconds == nil && state.message == nil)
    state.command("filter \"once\"")
    #expect(state.filtered?.isComplete == false)
    #expect(state.filtered?.progress == "0 so far, 28%")
    for _ in 0..<4 { update(&state, .tick(elapsedNanoseconds: 0)) }
    #expect(state.filtered?.progress == "1")
    #expect(state.tickMilliseconds == nil)
  }

  @Test("each report is shown, moved in, and left", arguments: ReportName.allCases)
  func reports(name: ReportName) {
    var state = AppState.story(at: 13)
    state.command("report \(name.rawValue)")
    #expect(state.mode == .report)
    let table = name.table(state.timeline)
    state.press(.end)
    #expect(state.report?.selected == max(0, table.count - 1))
    state.press(.pageUp, .up, .home, .pageDown)
    #expect(draw(state).size == state.size)
    state.press(.character("q"))
    #expect(state.mode == .normal && state.index == 13)
  }

  @Test("Enter in a report goes to the row's event")
  func opening() throws {
    var state = AppState.story(at: 0)
    state.command("report faults")
    state.press(.down, .enter)
    #expect(state.report == nil)
    #expect(state.index == state.cast.faults[1].event)
  }

  @Test("a report's columns are all reached on a narrow screen; the first stays")
  func columns() throws {
    var state = AppState.story(at: 13, size: Size(80, 24))
    state.command("report waits")
    let titles = try #require(state.report).table.columns.map(\.title)
    var seen: Set<String> = []
    for _ in 0..<titles.count + 3 {
      let heading = try #require(state.text.split(separator: "\n").dropFirst().first)
      #expect(heading.contains(titles[0]))
      seen.formUnion(titles.filter { heading.contains($0) })
      state.press(.right)
    }
    #expect(seen == Set(titles))
    let last = state.text
    state.press(.right)
    #expect(state.text == last)
    state.press(.left)
    #expect(state.text != last)
  }

  @Test("a colon in a report closes it for a command")
  func command() {
    var state = AppState.story(at: 13)
    state.command("report faults")
    state.press(.character(":"))
    #expect(state.report == nil && state.mode == .prompt)
  }

  @Test("a report with a filter lists only what it lets through")
  func filteredReport() {
    var state = AppState.story(at: 0)
    state.command("filter thread=kvmtest-432")
    state.command("report faults")
    let second = state.cast.faults.count { state.cast.threadName($0.thread) == "kvmtest-432" }
    #expect(state.report?.table.count == second)
    #expect(state.text.contains("only thread=kvmtest-432"))
  }

  @Test(
    "the history of the page, entry, table and lock at hand",
    arguments: [
      "page", "entry", "table", "lock", "lock mmap_lock", "",
    ])
  func histories(what: String) throws {
    var state = AppState.story(at: 13)
    state.command("history \(what)")
    let report = try #require(state.report)
    #expect(report.table.count > 0)
    if let event = report.table.event(ofRow: report.selected) { #expect(event <= 13) }
    #expect(state.text.contains("History of"))
  }

  @Test(
    "what can't be shown says why",
    arguments: [
      "history lock nope", "report", "report x",
      "history pages",
    ])
  func refused(command: String) {
    var state = AppState.story(at: 13)
    #expect(state.command(command) == [.beep])
    #expect(state.message?.isError == true && state.report == nil)
  }

  @Test("reports and histories", arguments: [Size(80, 24), Size(120, 40)])
  func snapshots(size: Size) {
    for (command, name) in [
      ("report faults", "report-faults"), ("report waits", "report-waits"),
      ("history page", "history-page"),
    ] {
      var state = AppState.story(at: 40, size: size)
      state.command(command)
      expectSnapshot(state.text, named: "\(name)-\(size)")
    }
  }

  @Test("hostile names in reports do not reach the terminal", arguments: [false, true])
  func hostile(isASCII: Bool) {
    var state = AppState.story(at: 40, size: Size(200, 60))
    state.isASCII = isASCII
    for command in ["history page", "report maps", "report faults", "history lock"] {
      state.command(command)
      for scalar in state.text.unicodeScalars where scalar != "\n" {
        #expect(CharacterWidth.isDrawable(scalar))
      }
      state.press(.escape)
    }
  }

  @Test("Tab completes fields in a filter and names of reports")
  func completion() {
    var state = AppState.story()
    state.press(.character(":"))
    state.type("filter cpu=1 && outc")
    state.press(.tab)
    #expect(state.prompt?.text == "filter cpu=1 && outcome")
    state.press(.control("u"))
    state.type("rep")
    state.press(.tab)
    state.type("w")
    state.press(.tab, .enter)
    #expect(state.report?.table.name == "waits")
  }

  @Test("stepping a simulation keeps the filter, of its new events too")
  func simulation() {
    var state = AppState.scenario("S1")
    state.command("filter change=descriptor")
    state.press(.character("v"))
    #expect(state.filtered?.isComplete == true)
    #expect((state.filtered?.matches.count ?? 0) > 1)
    state.command("report locks")
    #expect(state.mode == .report)
    state.press(.escape)
    #expect(state.mode == .stepping)
  }
}
