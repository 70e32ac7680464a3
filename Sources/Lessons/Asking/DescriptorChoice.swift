import Documents
import VMSA

/// A kind of question about one descriptor.
protocol DescriptorMaker: DrillMaker {
  /// The descriptor, as far as it is fixed.
  var choice: DescriptorChoice { get }

  /// Takes a choice.
  init(choice: DescriptorChoice)
}

extension DescriptorMaker {
  static var keys: [String] { DescriptorChoice.keys }

  init(_ fields: QuestionFields) throws(DocumentError) {
    self.init(choice: try DescriptorChoice(fields))
  }

  init(difficulty: Int) { self.init(choice: DescriptorChoice(difficulty: difficulty)) }
}

/// Which descriptor a question is about: the file's, or one that is drawn.
struct DescriptorChoice: Sendable {
  /// `descriptor`: its 64 bits; `level`, `granule`, `stage` (1 or 2) and `wide` (52-bit addresses),
  /// without which they mean nothing; `field`: the name of the one asked about; `difficulty`.
  static let keys = ["descriptor", "level", "granule", "stage", "wide", "field", "difficulty"]

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

extension Descriptor {
  /// A descriptor as it might stand in memory; nil where the level has none of the kind.
  static func random(
    _ kind: Kind, level: Level, format: DescriptorFormat, using random: inout SeededRandom
  ) -> Descriptor? {
    let bits = UInt64(format.outputAddressBits)
    let output = random.next() & ((1 << bits) - 1)
    if kind == .table {
      let table = PhysicalAddress(output & ~(format.granule.pageSizeBytes - 1))
      let limits = format.stage == .one ? UInt64(random.number(below: 16)) << 59 : 0
      return Descriptor.table(at: table, level: level, format: format).map {
        Descriptor(raw: $0.raw | limits, level: level, format: format)
      }
    }
    let attributes: UInt64
    switch format.stage {
    case .one:
      var drawn = Stage1Attributes.random(using: &random, difficulty: 3)
      drawn.attrIndex = AttributeIndex(UInt8(random.number(below: 3)))
      drawn.sh = random.one(of: [.nonShareable, .outer, .inner])
      drawn.contiguous = random.number(below: 4) == 0
      attributes = drawn.encoded(in: format)
    case .two:
      var drawn = Stage2Attributes.random(using: &random)
      drawn.memAttr = random.one(of: [0b1111, 0b0101, 0b0001, 0b0000, 0b1010]) ?? 0b1111
      drawn.sh = random.one(of: [.nonShareable, .outer, .inner])
      drawn.dbm = random.coin()
      drawn.contiguous = random.number(below: 4) == 0
      attributes = drawn.encoded(in: format)
    }
    let size = format.granule.entrySpanBytes(at: level)
    let place = Descriptor(
      raw: format.bits(of: output & ~(size - 1)) | attributes, level: level, format: format)
    let type: UInt64 =
      switch kind {
      case .invalid: random.coin() ? 0b10 : 0b00
      case .page: 0b11
      case .block, .reserved, .table: 0b01
      }
    return Descriptor(raw: place.raw & ~0b11 | type, level: level, format: format)
  }

  /// “a level 2 table of stage 1 with a 4K granule”.
  var placeWords: String {
    let wide = format.isWide ? " and 52-bit addresses" : ""
    return
      "a \(level.words) table of \(format.stage.words) with a \(format.granule.name) granule\(wide)"
  }
}

extension DescriptorFormat {
  /// An address in the places a descriptor has for it.
  ///
  /// Source: Arm ARM, "VMSAv8-64 translation table format descriptors".
  func bits(of address: UInt64) -> UInt64 {
    guard isWide else { return address & 0x0000_FFFF_FFFF_F000 }
    if granule == .size64K {
      return address & 0x0000_FFFF_FFFF_0000 | address >> 36 & 0xF000
    }
    return address & 0x0003_FFFF_FFFF_F000 | address >> 42 & 0x300
  }
}
