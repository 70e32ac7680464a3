import Screen

/// What the sequences do. Those that only ask or decorate are passed over.
extension VirtualScreen {
  mutating func obey(control code: UInt8) {
    switch code {
    case 0x08: move(to: cursor.offset(columns: -1))
    case 0x09: move(to: Point((cursor.x / 8 + 1) * 8, cursor.y))
    case 0x0a, 0x0b, 0x0c: lineFeed()
    case 0x0d: move(to: Point(0, cursor.y))
    default: break
    }
  }

  mutating func obey(escape final: UInt8) {
    switch final {
    case UInt8(ascii: "7"): savedCursor = cursor
    case UInt8(ascii: "8"): move(to: savedCursor)
    case UInt8(ascii: "D"): lineFeed()
    case UInt8(ascii: "M"): reverseLineFeed()
    case UInt8(ascii: "E"):
      move(to: Point(0, cursor.y))
      lineFeed()
    default: break
    }
  }

  mutating func obey(_ sequence: SequenceParser.Sequence) {
    if sequence.isPrivate {
      guard "hl".utf8.contains(sequence.final) else { return }
      for mode in sequence.parameters { set(mode, on: sequence.final == UInt8(ascii: "h")) }
      return
    }
    let count = max(1, sequence.parameter(0))
    switch Character(Unicode.Scalar(sequence.final)) {
    case "A": move(to: cursor.offset(rows: -count))
    case "B", "e": move(to: cursor.offset(rows: count))
    case "C", "a": move(to: cursor.offset(columns: count))
    case "D": move(to: cursor.offset(columns: -count))
    case "E": move(to: Point(0, cursor.y + count))
    case "F": move(to: Point(0, cursor.y - count))
    case "G", "`": move(to: Point(count - 1, cursor.y))
    case "H", "f": move(to: Point(max(1, sequence.parameter(1)) - 1, count - 1))
    case "I": move(to: Point((cursor.x / 8 + count) * 8, cursor.y))
    case "Z": move(to: Point(((cursor.x + 7) / 8 - count) * 8, cursor.y))
    case "d": move(to: Point(cursor.x, count - 1))
    case "b": for _ in 0..<min(count, size.columns * size.rows) { repeatLast() }
    case "m": select(sequence.parameters)
    case "r": setScrolls(sequence)
    default: edit(sequence, count)
    }
  }

  /// The sequences that erase, insert and remove.
  private mutating func edit(_ sequence: SequenceParser.Sequence, _ count: Int) {
    let rest = cursor.y...max(cursor.y, scrolls.upperBound)
    switch Character(Unicode.Scalar(sequence.final)) {
    case "J": eraseScreen(sequence.parameter(0))
    case "K": eraseLine(sequence.parameter(0))
    case "X": erase(cursor.x..<min(size.columns, cursor.x + count), row: cursor.y)
    case "@":
      grid[cursor.y].insert(
        contentsOf: Array(repeating: erased, count: min(count, size.columns)), at: cursor.x)
      grid[cursor.y].removeLast(grid[cursor.y].count - size.columns)
    case "P":
      let removed = min(count, size.columns - cursor.x)
      grid[cursor.y].removeSubrange(cursor.x..<cursor.x + removed)
      grid[cursor.y] += Array(repeating: erased, count: removed)
    case "L": scrollDown(rest, by: count)
    case "M": scrollUp(rest, by: count)
    case "S": scrollUp(scrolls, by: count)
    case "T": scrollDown(scrolls, by: count)
    default: break
    }
    wrapsNext = false
  }

  private mutating func repeatLast() {
    let columns = lastText.unicodeScalars.first.map(CharacterWidth.columns(of:)) ?? 1
    put(lastText, columns: columns)
  }

  private mutating func setScrolls(_ sequence: SequenceParser.Sequence) {
    let top = max(1, sequence.parameter(0)) - 1
    let last = sequence.parameter(1) == 0 ? size.rows : sequence.parameter(1)
    let bottom = min(last, size.rows) - 1
    guard top < bottom else { return }
    scrolls = top...bottom
    move(to: .zero)
  }

  private mutating func eraseScreen(_ part: Int) {
    switch part {
    case 0:
      eraseLine(0)
      for y in cursor.y + 1..<max(cursor.y + 1, size.rows) { erase(0..<size.columns, row: y) }
    case 1:
      eraseLine(1)
      for y in 0..<cursor.y { erase(0..<size.columns, row: y) }
    default:
      for y in 0..<size.rows { erase(0..<size.columns, row: y) }
    }
  }

  private mutating func eraseLine(_ part: Int) {
    switch part {
    case 0: erase(cursor.x..<size.columns, row: cursor.y)
    case 1: erase(0..<cursor.x + 1, row: cursor.y)
    default: erase(0..<size.columns, row: cursor.y)
    }
  }

  private mutating func erase(_ columns: Range<Int>, row y: Int) {
    for x in columns { grid[y][x] = erased }
  }

  private mutating func set(_ mode: Int, on isOn: Bool) {
    if isOn { modes.insert(mode) } else { modes.remove(mode) }
    switch mode {
    case 25: isCursorVisible = isOn
    case 47, 1047, 1049: showAlternate(isOn)
    default: break
    }
  }

  private mutating func showAlternate(_ isOn: Bool) {
    guard isOn != isAlternate else { return }
    isAlternate = isOn
    if isOn {
      (savedGrid, savedCursor) = (grid, cursor)
      grid = VirtualScreen.blank(size)
    } else {
      grid = savedGrid
      move(to: savedCursor)
    }
  }

  /// SGR: colours and attributes.
  private mutating func select(_ parameters: [Int]) {
    var codes = parameters.isEmpty ? [0] : parameters
    while !codes.isEmpty {
      let code = codes.removeFirst()
      switch code {
      case 0: style = .plain
      case 1: style.attributes.insert(.bold)
      case 2: style.attributes.insert(.dim)
      case 4: style.attributes.insert(.underline)
      case 7: style.attributes.insert(.reverse)
      case 22: style.attributes.subtract([.bold, .dim])
      case 24: style.attributes.remove(.underline)
      case 27: style.attributes.remove(.reverse)
      case 30...37: style.foreground = .indexed(UInt8(code - 30))
      case 40...47: style.background = .indexed(UInt8(code - 40))
      case 90...97: style.foreground = .indexed(UInt8(code - 82))
      case 100...107: style.background = .indexed(UInt8(code - 92))
      case 39: style.foreground = .default
      case 49: style.background = .default
      case 38, 48:
        guard codes.count >= 2, codes[0] == 5 else { return }
        let color = Color.indexed(UInt8(clamping: codes[1]))
        if code == 38 { style.foreground = color } else { style.background = color }
        codes.removeFirst(2)
      default: break
      }
    }
  }
}
