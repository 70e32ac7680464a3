import VMSA

/// “At which level does a walk of 42-bit addresses start?”
struct StartLevelQuestion: GeometryMaker {
  static let kind = "start-level"
  static let title = "Where walks start"
  static let keys = ["granule", "bits", "difficulty"]
  let choice: GeometryChoice

  func question(in context: inout QuestionContext) throws(LessonError) -> Question {
    let granule = choice.takeGranule(&context)
    let bits = try choice.takeBits(in: 25...(granule == .size64K ? 52 : 48), &context)
    guard let level = granule.startLevel(inputBits: bits) else {
      throw LessonError("no walk has \(bits) bits")
    }
    let names = Level.allCases.filter { $0 > .minusOne }.map(\.words)
    let left = bits - granule.pageShift
    return Question(
      "At which level do stage 1 walks of \(bits)-bit addresses start with a \(granule.name) "
        + "granule?",
      form: .choice(of: names, right: level.words),
      hints: [
        "The last level is always level 3; count upwards.",
        "Of \(bits) bits \(granule.pageShift) are the offset in a page, and every level resolves "
          + "\(granule.stride).",
      ],
      explanation: [
        "\(bits) bits less \(granule.pageShift) of the offset leave \(left). A level resolves "
          + "\(granule.stride), so that \(left) bits take \(3 - level.number + 1) levels, the last "
          + "of which is level 3: the walk starts at \(level.words)."
      ])
  }
}
