/// Who moves, step by step, as a short text that can be copied and shared: `v0 v0 n1*3 v0/1 x`.
///
/// `n1*3` is three steps of n1; `v0/1` takes the second of the ways a step can lead where nothing
/// decides between them.
public struct Schedule: Hashable, Sendable {
  /// The moves in order.
  public var moves: [Move]

  /// One step of one thread.
  public struct Move: Hashable, Sendable {
    /// The thread, an index into ``Model/threads``.
    public var thread: Int
    /// Which of several ways it goes; 0 where there is one.
    public var choice: Int

    /// Makes a move.
    public init(thread: Int, choice: Int = 0) {
      self.thread = thread
      self.choice = choice
    }
  }

  /// Why a schedule's text could not be read.
  public enum SyntaxError: Error, Hashable, Sendable {
    /// No thread has this name; the names there are.
    case unknownThread(String, known: [String])
    /// A word that is neither `v0`, `v0*3` nor `v0/1`.
    case unreadable(String)
    /// More moves than are taken on.
    case tooLong(limit: Int)
  }

  /// The most moves a text may stand for.
  public static let longest = 100_000

  /// Takes moves.
  public init(moves: [Move] = []) { self.moves = moves }

  /// Reads a text; words are separated by spaces, line ends or commas.
  public init(_ text: String, threads: [String]) throws(SyntaxError) {
    moves = []
    for word in text.split(whereSeparator: { $0.isWhitespace || $0 == "," }) {
      let (move, count) = try Schedule.read(word, threads: threads)
      guard moves.count + count <= Schedule.longest else {
        throw .tooLong(limit: Schedule.longest)
      }
      moves += Array(repeating: move, count: count)
    }
  }

  private static func read(
    _ word: Substring, threads: [String]
  ) throws(SyntaxError) -> (Move, count: Int) {
    let name = word.prefix { $0 != "*" && $0 != "/" }
    guard let thread = threads.firstIndex(of: String(name)) else {
      throw .unknownThread(String(name), known: threads)
    }
    var rest = word[name.endIndex...]
    var move = Move(thread: thread)
    var count = 1
    while let sign = rest.first {
      let digits = rest.dropFirst().prefix { $0.isASCII && $0.isNumber }
      guard let number = Int(digits), number <= longest, sign == "*" || sign == "/" else {
        throw .unreadable(String(word))
      }
      if sign == "*" { count = number } else { move.choice = number }
      rest = rest[digits.endIndex...]
    }
    return (move, count)
  }

  /// The text of the moves, steps of one thread in a row joined.
  public func text(threads: [String]) -> String {
    var words: [String] = []
    var start = 0
    while start < moves.count {
      let move = moves[start]
      let end = moves[start...].firstIndex { $0 != move } ?? moves.count
      let choice = move.choice == 0 ? "" : "/\(move.choice)"
      words.append(threads[move.thread] + choice + (end - start > 1 ? "*\(end - start)" : ""))
      start = end
    }
    return words.joined(separator: " ")
  }
}
