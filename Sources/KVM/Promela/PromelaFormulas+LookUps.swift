extension PromelaFormulas {
  /// A look-up in a table, of `i`: what most elements hold is said last.
  func lookUp(_ table: [Int32]) -> String {
    var places: [Int32: [Int]] = [:]
    for (place, word) in table.enumerated() { places[word, default: []].append(place) }
    let ordered = places.sorted { ($0.value.count, $1.value[0]) < ($1.value.count, $0.value[0]) }
    let rest = ordered.last.map { number($0.key, as: nil) } ?? "0"
    return ordered.dropLast().reversed().reduce(rest) { rest, item in
      "(\(condition(item.value)) -> \(number(item.key, as: nil)) : \(rest))"
    }
  }

  /// Whether `i` is one of some places, neighbours asked for at once.
  private func condition(_ places: [Int]) -> String {
    var ranges: [ClosedRange<Int>] = []
    for place in places {
      if let last = ranges.last, last.upperBound == place - 1 {
        ranges[ranges.count - 1] = last.lowerBound...place
      } else {
        ranges.append(place...place)
      }
    }
    return ranges.map { range in
      range.count == 1
        ? "(i) == \(range.lowerBound)"
        : "(i) >= \(range.lowerBound) && (i) <= \(range.upperBound)"
    }.joined(separator: " || ")
  }
}
