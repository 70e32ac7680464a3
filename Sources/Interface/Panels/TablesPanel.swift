import Screen
import VMSA

/// A map of the address space: a cell for each 2M, or for more where more is mapped.
struct TablesPanel: ScrollingPanel {
  let tables: TablesView
  var scroll = 0

  /// The columns before the first cell of a row.
  static let labelWidth = 17

  /// How many cells a row has in a panel of a width: a power of two, for round addresses.
  static func cellsPerRow(columns: Int) -> Int {
    var cells = 8
    while cells * 2 <= columns - labelWidth - 2, cells < 128 { cells *= 2 }
    return cells
  }

  func lines(in size: Size, encoding: TextEncoding) -> [Line] {
    map(in: size, encoding: encoding)
      + tables.facts.flatMap { fact in
        Prose.item(
          Word(fact.subject, .label), fact.items.joined(separator: " · "), width: size.columns)
      }
  }

  private func map(in size: Size, encoding: TextEncoding) -> [Line] {
    guard tables.note.isEmpty else {
      return Prose.lines(tables.note, width: size.columns, ink: .faint)
    }
    return [legend(encoding, columns: size.columns)]
      + tables.rows.map { row in
        var line: Line = [
          Word(Hexadecimal.grouped(row.address).column(TablesPanel.labelWidth - 1), .label),
          Word("▕", .frame),
        ]
        for (number, cell) in row.cells.enumerated() {
          let glyph = glyph(for: cell, isChanged: row.changed.contains(number), encoding)
          if line.words.count > 2, line.words[line.words.count - 1].ink == glyph.ink {
            line.words[line.words.count - 1].text += glyph.text
          } else {
            line.words.append(glyph)
          }
        }
        line.words.append(Word("▏", .frame))
        return line
      }
  }

  private func legend(_ encoding: TextEncoding, columns: Int) -> Line {
    let cells: [(TablesView.Cell, String)] = [
      (.block, "block"), (.pages(count: 1, of: 512), "few"), (.pages(count: 200, of: 512), "many"),
      (.pages(count: 512, of: 512), "all pages"), (.none, "none"), (.unknown, "unseen"),
    ]
    var line = Line("one cell \(ByteSize.text(tables.cellBytes)): ", .faint)
    for (cell, word) in cells {
      line.words += [glyph(for: cell, isChanged: false, encoding), Word(" \(word) ", .faint)]
    }
    if tables.rows.contains(where: { $0.cells.contains(.mixed) }) {
      line.words += [glyph(for: .mixed, isChanged: false, encoding), Word(" both ", .faint)]
    }
    if tables.rows.contains(where: { $0.cells.contains(.emptyTable) }) {
      line.words += [
        glyph(for: .emptyTable, isChanged: false, encoding), Word(" empty table ", .faint),
      ]
    }
    line.words += [Word("◆", .changed), Word(" changed", .faint)]
    return line
  }

  private func glyph(
    for cell: TablesView.Cell, isChanged: Bool, _ encoding: TextEncoding
  ) -> Word {
    if isChanged { return Word("◆", .changed) }
    // Shades all become the same in ASCII, so letters take their place there.
    let isASCII = encoding == .ascii
    switch cell {
    case .none: return Word("·", .faint)
    case .unknown: return Word("?", .unknown)
    case .emptyTable: return Word(isASCII ? "t" : "□", .page)
    case .block: return Word(isASCII ? "B" : "█", .block)
    case .mixed: return Word(isASCII ? "M" : "▚", .block)
    case .pages(let count, let total):
      if count >= total { return Word(isASCII ? "P" : "▓", .page) }
      return Word(count * 4 < total ? (isASCII ? "-" : "░") : (isASCII ? "p" : "▒"), .page)
    }
  }
}
