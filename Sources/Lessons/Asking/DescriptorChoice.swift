import Documents
import VMSA

/// Which descriptor a question is about: the file's, or one that is drawn.
struct DescriptorChoice: Sendable {
  /// `descriptor`: its 64 bits; `level`, `granule`, `stage` (1 or 2) and `wide` (52-bit addresses),
  /// without which they mean nothing; `difficulty`.
  static let keys = ["descriptor", "level", "granule", "stage", "wide", "difficulty"]

  /// The bits; nil draws them.
  var raw: UInt64?
  /// The level; nil leaves it open.
  var level: Level?
  /// The granule; nil leaves it open.
  var granule: Granule?
  /// The stage; nil leaves it open.
  var stage: Stage?
  /// Whether addresses have 52 bits; nil leaves it open.
  var isWide: Bool?
  /// The field asked about; nil leaves it open.
  var field: String?
  /// How hard what is drawn may be.
  var difficulty = 1

  /// Draws everything.
  init(difficulty: Int) { self.difficulty = min(max(difficulty, 1), 3) }

  /// Reads what a file says.
  init(_ fields: QuestionFields) throws(DocumentError) {
    raw = try fields["descriptor"]?.word()
    level = try fields["level"]?.level()
    granule = try fields["granule"]?.granule()
    stage = try fields["stage"]?.number(1...2) == 2 ? .two : fields["stage"] == nil ? nil : .one
    isWide = try fields["wide"]?.flag()
    field = try fields["field"]?.text()
    difficulty = try fields["difficulty"]?.number(1...3) ?? 1
    if raw != nil {
      if level == nil { _ = try fields.need("level") }
      granule = granule ?? .size4K
      stage = stage ?? .one
      isWide = isWide ?? false
    }
  }

  /// The layout of the table.
  func takeFormat(_ context: inout QuestionContext, mayBeWide: Bool = true) -> DescriptorFormat {
    let isEasy = difficulty == 1
    let drawnStage: Stage = difficulty >= 2 && context.random.coin() ? .two : .one
    let drawnGranule = isEasy ? .size4K : context.random.one(of: Granule.allCases) ?? .size4K
    let drawnWide = difficulty >= 3 && mayBeWide && context.random.coin()
    return DescriptorFormat(
      stage: stage ?? drawnStage, granule: granule ?? drawnGranule,
      outputAddressBits: isWide ?? drawnWide ? 52 : 48)
  }

  /// The descriptor; one that is drawn has one of `kinds`.
  func take(
    of kinds: [Descriptor.Kind], mayBeWide: Bool = true, _ context: inout QuestionContext
  ) throws(LessonError) -> Descriptor {
    let format = takeFormat(&context, mayBeWide: mayBeWide)
    if let raw, let level { return Descriptor(raw: raw, level: level, format: format) }
    for _ in 0..<1000 {
      guard let kind = context.random.one(of: kinds) else { break }
      let levels = level.map { [$0] } ?? format.granule.walkLevels
      let at = context.random.one(of: levels) ?? .three
      if let drawn = Descriptor.random(kind, level: at, format: format, using: &context.random),
        drawn.kind == kind
      {
        return drawn
      }
    }
    throw LessonError("no such descriptor is there at that level")
  }
}
