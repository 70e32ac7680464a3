extension QueryParser {
  /// A comparison; nil when what stands here is no field with an operator.
  mutating func comparison() throws(QueryError) -> QueryExpression? {
    guard let token = current, case .word(let word) = token.kind, let sign = next else {
      return nil
    }
    guard let relation = relation(of: sign) else { return nil }
    guard let field = QueryField(named: word) else {
      if relation == .among { return nil }
      throw QueryError(
        column: token.column,
        problem: .unknownField(word, nearest: QueryField.nearest(to: word)?.rawValue))
    }
    try check(relation, of: field, sign)
    advance()
    advance()
    let operands = try operands(of: field, after: sign, isList: relation == .among)
    if case .range = operands.first, ![.among, .equal, .notEqual].contains(relation) {
      throw QueryError(column: sign.column, problem: .unexpected(sign.text))
    }
    return .comparison(QueryComparison(field, relation, operands))
  }

  private func relation(of sign: QueryToken) -> QueryComparison.Relation? {
    switch sign.kind {
    case .relation(let relation): relation
    case .word("in"): .among
    default: nil
    }
  }

  private func check(
    _ relation: QueryComparison.Relation, of field: QueryField, _ sign: QueryToken
  ) throws(QueryError) {
    let isAllowed =
      switch relation {
      case .equal, .notEqual, .among: true
      case .less, .lessOrEqual, .greater, .greaterOrEqual: field.sort != .name
      case .contains: field.sort == .name
      }
    guard isAllowed else {
      throw QueryError(column: sign.column, problem: .badRelation(sign.text, field: field))
    }
  }

  private mutating func operands(
    of field: QueryField, after sign: QueryToken, isList: Bool
  ) throws(QueryError) -> [QueryComparison.Operand] {
    guard isList, let brace = current, take(.openBrace) else {
      return [try operand(of: field, after: sign.text)]
    }
    var operands = [try operand(of: field, after: "{")]
    while take(.comma) { operands.append(try operand(of: field, after: ",")) }
    guard take(.closeBrace) else {
      throw current.map { QueryError(column: $0.column, problem: .unexpected($0.text)) }
        ?? QueryError(column: brace.column, problem: .unclosed("{"))
    }
    return operands
  }

  private mutating func operand(
    of field: QueryField, after sign: String
  ) throws(QueryError) -> QueryComparison.Operand {
    guard let token = current else {
      throw QueryError(column: column, problem: .expectedValue(after: sign))
    }
    switch token.kind {
    case .word(let text):
      advance()
      return try operand(text, of: field, token)
    case .quoted(let text):
      advance()
      guard field.sort == .name else { return try operand(text, of: field, token) }
      return .value(try value(text, of: field, token))
    default: throw QueryError(column: token.column, problem: .expectedValue(after: sign))
    }
  }

  private func operand(
    _ text: String, of field: QueryField, _ token: QueryToken
  ) throws(QueryError) -> QueryComparison.Operand {
    guard field.sort != .name, let dots = text.dots else {
      return .value(try value(text, of: field, token))
    }
    let (low, high) = (text[..<dots.lowerBound], text[dots.upperBound...])
    guard !low.isEmpty || !high.isEmpty else {
      throw QueryError(column: token.column, problem: .expectedValue(after: ".."))
    }
    return .range(
      low.isEmpty ? nil : try value(String(low), of: field, token),
      high.isEmpty ? nil : try value(String(high), of: field, token))
  }

  private func value(
    _ text: String, of field: QueryField, _ token: QueryToken
  ) throws(QueryError) -> QueryValue {
    guard let value = QueryValue(text, of: field) else {
      throw QueryError(
        column: token.column,
        problem: .badValue(text, field: field, expected: QueryValue.expected(of: field)))
    }
    return value
  }
}

extension String {
  /// Where two dots stand.
  fileprivate var dots: Range<String.Index>? {
    var place = startIndex
    while place < endIndex {
      let after = index(after: place)
      guard after < endIndex else { return nil }
      if self[place] == ".", self[after] == "." { return place..<index(after: after) }
      place = after
    }
    return nil
  }
}

extension QueryField {
  /// The field whose name is nearest to a word; nil when none is near.
  static func nearest(to word: String) -> QueryField? {
    let ranked = allCases.map { (field: $0, distance: distance(word, $0.rawValue)) }
    guard let best = ranked.min(by: { $0.distance < $1.distance }), best.distance <= 2,
      best.distance < word.count
    else { return nil }
    return best.field
  }

  /// How many characters must be put in, taken out or exchanged.
  private static func distance(_ left: String, _ right: String) -> Int {
    let right = Array(right)
    var row = Array(0...right.count)
    for (number, character) in left.prefix(32).enumerated() {
      var previous = row[0]
      row[0] = number + 1
      for place in right.indices {
        let exchanged = previous + (right[place] == character ? 0 : 1)
        previous = row[place + 1]
        row[place + 1] = min(exchanged, row[place] + 1, previous + 1)
      }
    }
    return row[right.count]
  }
}
