import Screen

/// A screen like the one the design shows, with every kind of cell in it.
enum DesignScreen {
  static func buffer(size: Size = Size(100, 20), encoding: TextEncoding = .unicode) -> CellBuffer {
    var buffer = CellBuffer(size: size, encoding: encoding)
    buffer.withRegion { region in draw(into: &region) }
    return buffer
  }

  private static func draw(into region: inout CellBuffer.Region) {
    let rows = region.bounds.rows(.fixed(1), .fill())
    region.write(
      "tablewalk · thp2m.trace.txt · event 128 of 634", in: rows[0], style: Style().adding(.bold))
    region.write("recorded, 6.12 4K", in: rows[0], align: .trailing, style: Style(.brightBlack))

    let bands = rows[1].rows(.fill(weight: 3), .fill(weight: 2), .fixed(3), .fill(), overlap: 1)
    let top = bands[0].columns(.fraction(11, of: 20), .fill(), overlap: 1)
    let middle = bands[1].columns(.fraction(11, of: 20), .fill(), overlap: 1)
    var frames = FrameGrid()
    let line = Style(.brightBlack)
    let title = Style(.cyan).adding(.bold)
    frames.add(top[1], title: "Locks", style: line, titleStyle: title)
    frames.add(middle[0], title: "Fault", style: line, titleStyle: title)
    frames.add(middle[1], title: "Why", style: line, titleStyle: title)
    frames.add(bands[2], title: "Tables ── 4K 99 · 2M 1", style: line, titleStyle: title)
    frames.add(
      bands[3], title: "Events", footer: "←→ step · / search · ? help", style: line,
      titleStyle: title)
    frames.add(
      top[0], title: "Walk · stage 2 · IPA 0x4020_1000", style: Style(.yellow), titleStyle: title)
    frames.draw(into: &region)

    region.withRegion(top[0].inset()) { drawWalk(into: &$0) }
    region.withRegion(top[1].inset()) { drawLocks(into: &$0) }
    region.withRegion(bands[2].inset()) { inside in
      inside.write("0x4000_0000 ▏▒▒▒▒▒▒▒▒█▏ █ block ▒ pages · none ◆ changed", at: .zero)
    }
    region.withRegion(bands[3].inset()) { inside in
      inside.write("▶ 128  descriptor write  L2[1] invalid ─► block 2M", at: .zero)
      inside.restyle(inside.bounds.row(0)) { $0.attributes.insert(.reverse) }
    }
  }

  private static func drawWalk(into region: inout CellBuffer.Region) {
    region.write(
      [
        StyledText("L1 PUD ", Style(.green)), StyledText("0x4350_1008 ─► "),
        StyledText("table", Style(.blue).adding(.underline)),
      ], at: .zero)
    region.write(
      "L2 PMD 0x4350_2008 ─► block 2M  RW– AF", at: Point(0, 1), style: Style(.indexed(208)))
    region.write("before ─► invalid", at: Point(7, 2), style: Style().adding(.dim))
    region.write("漢字 <wide> & \"quoted\" e\u{301} \u{1b}[31m", at: Point(0, 3))
  }

  private static func drawLocks(into region: inout CellBuffer.Region) {
    region.write("mmu_lock  read  held by kvmtest-431", at: .zero)
    region.write("write waited kswapd0-57", at: Point(10, 1), style: Style(.red))
    region.write(" ok ", at: Point(0, 3), style: Style(.black, on: .green))
    region.write(" busy ", at: Point(5, 3), style: Style(.brightWhite, on: .indexed(88)))
  }
}
