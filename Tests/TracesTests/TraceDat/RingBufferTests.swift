import Testing

@testable import Traces

@Suite("Ring-buffer pages")
struct RingBufferTests {
  /// What a cursor tells of one event.
  struct Seen: Equatable {
    var time: UInt64
    var content: [UInt8]
    var lost: Int? = 0
  }

  private func read(
    _ pages: [UInt8], isBigEndian: Bool = false, longSize: Int = 8, pageSize: Int = 4096
  ) -> (events: [Seen], damages: [TraceDatDamage]) {
    guard
      let content = ContentMemory(
        count: pages.count,
        filling: {
          $0.copyBytes(from: pages)
          return true
        })
    else { return ([], []) }
    let stream = CPUStream(cpu: 0, buffer: "", pageSize: pageSize, base: 0, content: content)
    var cursor = RingBufferCursor(
      stream, layout: PageLayout(longSize: longSize), isBigEndian: isBigEndian)
    var events: [Seen] = []
    var damages: [TraceDatDamage] = []
    while cursor.advance() {
      damages += cursor.damages
      events.append(
        Seen(
          time: cursor.time, content: Array(content.bytes[cursor.content..<cursor.contentEnd]),
          lost: cursor.lost))
    }
    return (events, damages + cursor.damages)
  }

  @Test(
    "short and long events follow each other, each later by its delta", arguments: [false, true])
  func events(isBigEndian: Bool) {
    let long = (0..<200).map { UInt8($0) }
    for longSize in [4, 8] {
      var page = PageWriter(time: 1000, isBigEndian: isBigEndian, longSize: longSize)
      page.event([1, 2, 3, 4], delta: 5)
      page.event(long, delta: 0)
      page.event([UInt8](repeating: 9, count: 112), delta: 7)
      let seen = read(page.page(), isBigEndian: isBigEndian, longSize: longSize)
      #expect(
        seen.events == [
          Seen(time: 1005, content: [1, 2, 3, 4]), Seen(time: 1005, content: long),
          Seen(time: 1012, content: [UInt8](repeating: 9, count: 112)),
        ])
      #expect(seen.damages.isEmpty)
    }
  }

  @Test("a long event's content is rounded up to whole words")
  func rounding() {
    var page = PageWriter(time: 0)
    page.event([1, 2, 3, 4, 5], delta: 1)
    page.event([7, 7, 7, 7], delta: 1)
    #expect(
      read(page.page()).events.map(\.content) == [[1, 2, 3, 4, 5, 0, 0, 0], [7, 7, 7, 7]])
  }

  @Test(
    "a time extend adds to the time, a time stamp sets its lower 59 bits", arguments: [false, true])
  func times(isBigEndian: Bool) {
    let high: UInt64 = 0xA800_0000_0000_0000
    var page = PageWriter(time: high | 100, isBigEndian: isBigEndian)
    page.extend(by: 0x1_2345_6789)
    page.event([1, 1, 1, 1], delta: 1)
    page.stamp(0x7FF_1234_5678_9ABC)
    page.event([2, 2, 2, 2], delta: 4)
    #expect(
      read(page.page(), isBigEndian: isBigEndian).events.map(\.time)
        == [high | 100 + 0x1_2345_6789 + 1, high | 0x7FF_1234_5678_9ABC + 4])
  }

  @Test("padding with a time is passed over; without a time it ends the page")
  func padding() {
    var page = PageWriter(time: 0)
    page.event([1, 1, 1, 1], delta: 1)
    page.padding(24, delta: 1)
    page.event([2, 2, 2, 2], delta: 1)
    page.padding(16, delta: 0)
    page.event([3, 3, 3, 3], delta: 1)
    var next = PageWriter(time: 50)
    next.event([4, 4, 4, 4], delta: 0)
    #expect(
      read(page.page() + next.page()).events == [
        Seen(time: 1, content: [1, 1, 1, 1]), Seen(time: 3, content: [2, 2, 2, 2]),
        Seen(time: 50, content: [4, 4, 4, 4]),
      ])
  }

  @Test("bit 31 says that events were lost before a page, bit 30 that their number is stored")
  func lostEvents() {
    var counted = PageWriter(time: 0)
    counted.lost = 121
    counted.event([1, 1, 1, 1], delta: 0)
    counted.event([2, 2, 2, 2], delta: 0)
    var uncounted = PageWriter(time: 9)
    uncounted.flags = 1 << 31
    uncounted.event([3, 3, 3, 3], delta: 0)
    #expect(read(counted.page() + uncounted.page()).events.map(\.lost) == [121, 0, nil])
  }

  @Test("empty pages are passed over, and their losses count for the next event")
  func emptyPages() {
    var empty = PageWriter(time: 0)
    empty.lost = 5
    var page = PageWriter(time: 7)
    page.lost = 2
    page.event([1, 1, 1, 1], delta: 0)
    #expect(read(empty.page() + page.page()).events.map(\.lost) == [7])
  }

  @Test("an event beyond its page's data is told, and the next page is read")
  func brokenEvent() {
    var page = PageWriter(time: 0)
    page.event([1, 1, 1, 1], delta: 0)
    page.word(type: 28, delta: 0)
    var next = PageWriter(time: 9)
    next.event([2, 2, 2, 2], delta: 0)
    let seen = read(page.page() + next.page())
    #expect(seen.events.map(\.content) == [[1, 1, 1, 1], [2, 2, 2, 2]])
    #expect(seen.events.last?.lost == nil)
    #expect(seen.damages.map(\.offset) == [24])
  }

  @Test("a page that claims more data than a page has is told, and the next one is read")
  func brokenPage() {
    var page = PageWriter(time: 0)
    page.flags = 4096
    page.event([1, 1, 1, 1], delta: 0)
    var next = PageWriter(time: 9)
    next.event([2, 2, 2, 2], delta: 0)
    let seen = read(page.page() + next.page())
    #expect(seen.events.map(\.content) == [[2, 2, 2, 2]])
    #expect(seen.damages.map(\.offset) == [0])
  }

  @Test("pages cut off anywhere give the events before, and say what is missing")
  func cutOff() {
    var page = PageWriter(time: 0)
    for index in UInt8(0)..<20 { page.event([index, 0, 0, 0], delta: 1) }
    let whole = page.page()
    for size in 0..<16 + 20 * 8 {
      let seen = read(Array(whole.prefix(size)))
      #expect(seen.events.count == max(0, size - 16) / 8)
      #expect(seen.damages.isEmpty == (size == 0), "after \(size) bytes")
    }
  }
}
