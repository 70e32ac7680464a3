import Machine
import Screen

/// Who holds and who waits for which lock, as rows and as lanes over time.
struct LocksPanel: ScrollingPanel {
  let locks: LocksView
  var scroll = 0

  func lines(in size: Size, encoding: TextEncoding) -> [Line] {
    var lines = locks.locks.flatMap { rows(of: $0, columns: size.columns) }
    let isSimulated = locks.unit == .steps
    if lines.isEmpty {
      lines = Prose.lines(
        isSimulated
          ? "No lock is held or waited for."
          : "No lock is held or waited for here, as far as is recorded.", width: size.columns,
        ink: .faint)
    }
    for invalidation in locks.invalidations {
      lines.append([Word("invalidation ", .label), Word(invalidation.counters)])
      lines += invalidation.open.map { [Word("  open ", .strong), Word($0)] }
    }
    lines += Line.flow(counters, width: size.columns)
    let lanes = LockLanes(locks: locks, columns: size.columns, encoding: encoding).lines
    return lines + lanes
  }

  /// The counters with dots between them; no break comes between a name and its value.
  private var counters: [Word] {
    locks.counters.enumerated().map { place, counter in
      let mark = counter.isChanged ? "◆\u{a0}" : ""
      let dot = place + 1 < locks.counters.count ? "\u{a0}·" : ""
      return Word(
        "\(mark)\(counter.name)\u{a0}\(counter.value)\(dot)",
        counter.isChanged ? .changed : .text)
    }
  }

  private var nameWidth: Int {
    max(10, min(16, (locks.locks.map(\.name.count).max() ?? 0) + 1))
  }

  /// Whether “inf” must stand for “inferred”, so that the names of threads stay whole.
  private func isTight(_ columns: Int) -> Bool {
    let names = locks.locks.flatMap(\.claims).map { CharacterWidth.columns(of: $0.thread) }
    return columns < nameWidth + 6 + 7 + 9 + 2 + 9 + min(28, names.max() ?? 0)
  }

  private func rows(of lock: LocksView.Lock, columns: Int) -> [Line] {
    guard !lock.claims.isEmpty else {
      return [
        [
          Word(lock.name.column(nameWidth), .label),
          Word(locks.unit == .steps ? "free" : "free, as far as is known", .faint),
        ]
      ]
    }
    return lock.claims.enumerated().map { number, claim in
      let name = number == 0 ? lock.name : ""
      // What stands beside the thread: name, mode, held or waits, age, provenance.
      let known = isTight(columns) ? String(claim.provenance.word.prefix(3)) : claim.provenance.word
      let threadWidth = max(8, min(28, columns - nameWidth - 6 - 7 - 9 - 2 - known.count))
      let verb =
        claim.isHold ? "held" : claim.isContended && locks.unit == .time ? "waits!" : "waits"
      return [
        Word(name.column(nameWidth), .label),
        Word(claim.mode.word.column(6), claim.mode == .read ? .read : .write),
        Word(verb.column(7), claim.isHold ? .text : .wait),
        Word(claim.thread.column(threadWidth)),
        Word(locks.unit.duration(claim.ageNanoseconds).trailingColumn(9) + "  "),
        Word(known, .faint),
      ]
    }
  }
}
