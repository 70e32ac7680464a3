import Documents
import VMSA

/// The shape of tables that a question is about.
///
/// Its keys, of which a kind takes those that it needs: `granule`: 4K, 16K or 64K; `bits`: of an input
/// address; `level`; `difficulty`: 1 draws 4K only.
struct GeometryChoice: Sendable {
  /// The granule; nil leaves it open.
  var granule: Granule?
  /// Bits of an input address, 16 to 52; nil leaves them open.
  var bits: Int?
  /// The level; nil leaves it open.
  var level: Level?
  /// How hard what is drawn may be.
  var difficulty = 1

  /// Draws everything.
  init(difficulty: Int) { self.difficulty = min(max(difficulty, 1), 3) }

  /// Reads what a file says.
  init(_ fields: QuestionFields) throws(DocumentError) {
    granule = try fields["granule"]?.granule()
    bits = try fields["bits"]?.number(16...52)
    level = try fields["level"]?.level()
    difficulty = try fields["difficulty"]?.number(1...3) ?? 1
  }

  /// The granule.
  func takeGranule(_ context: inout QuestionContext) -> Granule {
    granule
      ?? (difficulty == 1 ? .size4K : context.random.one(of: Granule.allCases) ?? .size4K)
  }

  /// The level, one of several.
  func takeLevel(
    of levels: [Level], _ context: inout QuestionContext
  ) throws(LessonError) -> Level {
    guard let asked = level ?? context.random.one(of: levels), levels.contains(asked) else {
      throw LessonError("it can ask about \(levels.map(\.words).joined(separator: ", ")) here")
    }
    return asked
  }

  /// Bits of an input address that the granule can translate in `range`.
  func takeBits(in range: ClosedRange<Int>, _ context: inout QuestionContext) throws(LessonError)
    -> Int
  {
    let asked = bits ?? context.random.number(in: range)
    guard range.contains(asked) else {
      throw LessonError("\(asked) bits are not from \(range.lowerBound) to \(range.upperBound)")
    }
    return asked
  }
}
