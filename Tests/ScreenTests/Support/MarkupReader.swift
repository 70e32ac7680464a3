import Foundation

/// A strict reader of the HTML we write: only the tags it expects, and text between them.
///
/// It knows nothing of how the writers escape: what it doesn't expect makes it stop.
struct MarkupReader {
  /// A tag as it stands between `<` and `>`, or text with its entities undone.
  enum Piece: Equatable {
    case tag(String)
    case text(String)
  }

  struct Unexpected: Error {
    var what: String
  }

  /// The pieces of a part of a page; a tag that `isExpected` doesn't know is an error.
  static func pieces(of markup: some StringProtocol, where isExpected: (String) -> Bool)
    throws -> [Piece]
  {
    var pieces: [Piece] = []
    var rest = Substring(markup)
    while let first = rest.first {
      if first == "<" {
        guard let end = rest.firstIndex(of: ">") else { throw Unexpected(what: String(rest)) }
        let tag = String(rest[rest.index(after: rest.startIndex)..<end])
        guard isExpected(tag) else { throw Unexpected(what: tag) }
        pieces.append(.tag(tag))
        rest = rest[rest.index(after: end)...]
      } else {
        let text = rest.prefix { $0 != "<" }
        pieces.append(.text(try undone(text)))
        rest = rest.dropFirst(text.count)
      }
    }
    return pieces
  }

  /// The text of each `div`, in which spans with classes are all that is expected.
  static func lines(of markup: some StringProtocol) throws -> [String] {
    var lines: [String] = []
    let pieces = try pieces(of: markup) { tag in
      tag == "div" || tag == "/div" || tag == "/span"
        || tag.wholeMatch(of: #/span class=(s\d+|w|"w s\d+")/#) != nil
    }
    for piece in pieces {
      switch piece {
      case .tag("div"): lines.append("")
      case .tag: break
      case .text(let text): lines[lines.count - 1] += text
      }
    }
    return lines
  }

  /// What stands between the first `start` and the next `end` behind it.
  static func part(of page: String, from start: String, to end: String) throws -> Substring {
    guard let from = page.range(of: start),
      let to = page.range(of: end, range: from.upperBound..<page.endIndex)
    else { throw Unexpected(what: "no \(start)") }
    return page[from.upperBound..<to.lowerBound]
  }

  private static func undone(_ text: Substring) throws -> String {
    let entities = ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "#39": "'"]
    let parts = text.split(separator: "&", omittingEmptySubsequences: false)
    return try parts.dropFirst().reduce(String(parts[0])) { done, part in
      let name = part.prefix { $0 != ";" }
      guard let character = entities[String(name)] else { throw Unexpected(what: "&\(part)") }
      return done + character + part.dropFirst(name.count + 1)
    }
  }
}
