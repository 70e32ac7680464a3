/// A piece of an expression and where it stands.
struct QueryToken: Hashable, Sendable {
  /// What sort of piece.
  enum Kind: Hashable, Sendable {
    /// A word as it stands.
    case word(String)
    /// What stood between quotes.
    case quoted(String)
    /// `=`, `<` and the like.
    case relation(QueryComparison.Relation)
    case and, or, not
    case open, close, openBrace, closeBrace, comma
  }

  var kind: Kind
  /// The first character, from 1.
  var column: Int
  /// The piece as it was written.
  var text: String
}

extension QueryToken {
  /// Cuts a text into tokens.
  static func tokens(of text: String) throws(QueryError) -> [QueryToken] {
    let characters = Array(text)
    var tokens: [QueryToken] = []
    var place = 0
    while place < characters.count {
      if characters[place].isWhitespace {
        place += 1
        continue
      }
      let (kind, length) = try token(at: place, in: characters)
      tokens.append(
        QueryToken(
          kind: kind, column: place + 1, text: String(characters[place..<place + length])))
      place += length
    }
    return tokens
  }

  private static func token(
    at place: Int, in characters: [Character]
  ) throws(QueryError) -> (Kind, Int) {
    let next: Character? = place + 1 < characters.count ? characters[place + 1] : nil
    switch (characters[place], next) {
    case ("&", "&"): return (.and, 2)
    case ("|", "|"): return (.or, 2)
    case ("&", _), ("|", _):
      throw QueryError(column: place + 1, problem: .lone(String(characters[place])))
    case ("!", "="): return (.relation(.notEqual), 2)
    case ("!", _): return (.not, 1)
    case ("=", "="): return (.relation(.equal), 2)
    case ("=", _): return (.relation(.equal), 1)
    case ("<", "="): return (.relation(.lessOrEqual), 2)
    case ("<", _): return (.relation(.less), 1)
    case (">", "="): return (.relation(.greaterOrEqual), 2)
    case (">", _): return (.relation(.greater), 1)
    case ("~", _): return (.relation(.contains), 1)
    case ("(", _): return (.open, 1)
    case (")", _): return (.close, 1)
    case ("{", _): return (.openBrace, 1)
    case ("}", _): return (.closeBrace, 1)
    case (",", _): return (.comma, 1)
    case ("\"", _): return try quoted(at: place, in: characters)
    default:
      let length = characters[place...].prefix { !$0.isWhitespace && !ends($0) }.count
      return (.word(String(characters[place..<place + length])), length)
    }
  }

  /// Whether a character ends a word.
  private static func ends(_ character: Character) -> Bool {
    "&|!=<>~(){},\"".contains(character)
  }

  /// Text in quotes, in which a backslash takes the next character as it is.
  private static func quoted(
    at start: Int, in characters: [Character]
  ) throws(QueryError) -> (Kind, Int) {
    var text = ""
    var place = start + 1
    while place < characters.count {
      switch characters[place] {
      case "\"": return (.quoted(text), place - start + 1)
      case "\\" where place + 1 < characters.count:
        text.append(characters[place + 1])
        place += 2
      default:
        text.append(characters[place])
        place += 1
      }
    }
    throw QueryError(column: start + 1, problem: .unclosedQuote)
  }
}
