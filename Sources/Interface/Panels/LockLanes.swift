import Screen

/// Lanes over time: one for each thread and lock, now at three quarters.
struct LockLanes {
  let locks: LocksView
  let columns: Int
  let encoding: TextEncoding

  private var nameWidth: Int { min(max(10, columns / 4), 22) }
  private var laneWidth: Int { columns - nameWidth - 3 }

  /// The lanes with a legend and a scale above; none when there is no room or no lane.
  var lines: [Line] {
    guard !locks.lanes.isEmpty, laneWidth >= 12 else { return [] }
    var lines = [legend, scale]
    var lastLock = ""
    for lane in locks.lanes {
      if lane.lock != lastLock, Set(locks.lanes.map(\.lock)).count > 1 {
        lines.append(Line(lane.lock, .label))
      }
      lastLock = lane.lock
      lines.append(line(for: lane))
    }
    return lines
  }

  /// “−100 µs        now│+25 µs”.
  private var scale: Line {
    let before = TimeText.between(locks.now, locks.window.lowerBound)
    let past =
      locks.unit == .time ? locks.unit.duration(before) : "−" + locks.unit.duration(-before)
    let now = "now ▼"
    let gap = max(1, nowColumn + 1 - past.count - now.count)
    let future = "+\(locks.unit.duration(TimeText.between(locks.now, locks.window.upperBound)))"
    let room = laneWidth - past.count - gap - now.count
    let shownFuture = future.count < room ? future.trailingColumn(room) : ""
    return [
      Word(String(repeating: " ", count: nameWidth + 2), .faint),
      Word(past + String(repeating: " ", count: gap), .faint), Word(now, .strong),
      Word(shownFuture, .faint),
    ]
  }

  private var legend: Line {
    [
      Word("R", .read), Word(" held to read  ", .faint), Word("W", .write),
      Word(" held to write  ", .faint), Word("·", .wait), Word(" waiting", .faint),
    ]
  }

  private func line(for lane: LocksView.Lane) -> Line {
    let moments = moments(of: lane)
    var words = [Word(lane.thread.column(nameWidth) + " "), Word("▕", .frame)]
    for (column, moment) in moments.enumerated() {
      let glyph = glyph(for: moment, column: column)
      if words.count > 2, words[words.count - 1].ink == glyph.ink {
        words[words.count - 1].text += glyph.text
      } else {
        words.append(glyph)
      }
    }
    return Line(words + [Word("▏", .frame)])
  }

  private func glyph(for moment: LocksView.Moment, column: Int) -> Word {
    switch moment {
    case .none: column == nowColumn ? Word("╎", .faint) : Word(" ", .text)
    case .waiting: Word("·", .wait)
    case .reading: Word("R", .read)
    case .writing: Word("W", .write)
    }
  }

  /// The column of the current instant.
  private var nowColumn: Int { column(of: locks.now) }

  private func column(of time: Int64) -> Int {
    let span = max(1, Double(locks.window.upperBound) - Double(locks.window.lowerBound))
    let share = (Double(time) - Double(locks.window.lowerBound)) / span
    return Int((min(max(share, 0), 1) * Double(laneWidth - 1)).rounded(.down))
  }

  /// What each column shows; that of now shows the state now, whatever else falls into it.
  private func moments(of lane: LocksView.Lane) -> [LocksView.Moment] {
    var moments = Array(repeating: LocksView.Moment.none, count: laneWidth)
    for span in lane.spans {
      let first = column(of: span.nanoseconds.lowerBound)
      let last = column(of: span.nanoseconds.upperBound)
      for column in first...max(first, last) {
        if LockWindow.weight(span.moment) > LockWindow.weight(moments[column]) {
          moments[column] = span.moment
        }
      }
    }
    moments[nowColumn] = lane.now
    return moments
  }
}
