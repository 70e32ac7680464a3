import Memory
import VMSA

extension TranslationCase {
  /// A case that is drawn.
  ///
  /// - Parameters:
  ///   - difficulty: 1 for pages of 4K tables with 48-bit addresses; 2 for other granules, sizes and
  ///     blocks as well; 3 for limits of tables, PAN, WXN, hardware updates, 52-bit descriptors and
  ///     two stages as well.
  ///   - stages: 1 or 2; nil leaves it to the difficulty.
  ///   - canFault: whether the access may fail.
  /// - Throws: ``LessonError`` if what was drawn can't be built, which is a defect.
  public static func random(
    using random: inout SeededRandom, difficulty: Int, stages: Int? = nil, canFault: Bool = false
  ) throws(LessonError) -> TranslationCase {
    let isTwo = stages.map { $0 == 2 } ?? (difficulty >= 3 && random.number(below: 4) == 0)
    var plan = TranslationPlan.random(using: &random, difficulty: difficulty, isTwo: isTwo)
    if !canFault { plan.allowAccess() }
    do throws(MapError) {
      var drawn = try plan.build()
      if canFault { drawn.spoil(using: &random) }
      return drawn
    } catch { throw LessonError("a case can't be built: \(error)") }
  }

  /// A case of one stage whose access succeeds, before something of its plan is changed.
  static func random(
    using random: inout SeededRandom, difficulty: Int,
    adjusting: (inout TranslationPlan, inout SeededRandom) -> Void
  ) throws(LessonError) -> TranslationCase {
    var plan = TranslationPlan.random(using: &random, difficulty: difficulty, isTwo: false)
    plan.allowAccess()
    adjusting(&plan, &random)
    do throws(MapError) {
      return try plan.build()
    } catch { throw LessonError("a case can't be built: \(error)") }
  }

  /// Makes one entry on the way invalid, or takes a leaf's access flag, one time in two.
  private mutating func spoil(using random: inout SeededRandom) {
    let accesses = Array(translation.accesses)
    guard random.coin(), let access = random.one(of: accesses) else { return }
    let place = access.physicalAddress.raw
    if access.step.descriptor.isLeaf && random.coin() {
      entries[place] = access.step.descriptor.raw & ~(1 << 10)
    } else {
      // A software bit stays where an operating system would leave one.
      entries[place] = random.coin() ? 0 : access.step.descriptor.raw & ~1
    }
  }
}
