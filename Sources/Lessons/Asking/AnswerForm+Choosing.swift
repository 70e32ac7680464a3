import VMSA

extension AnswerForm {
  /// A choice among the right answer and the likeliest mistakes that differ from it, in any order.
  static func choice(
    right: String, wrong: [String], atMost count: Int = 4, _ random: inout SeededRandom
  ) -> AnswerForm {
    var kept = [right]
    for mistake in wrong where kept.count < count && !kept.contains(mistake) {
      kept.append(mistake)
    }
    let shuffled = random.shuffled(kept)
    return .choice(shuffled, right: shuffled.firstIndex(of: right) ?? 0)
  }

  /// A choice among things that have an order of their own: sizes, levels.
  static func choice(of all: [String], right: String) -> AnswerForm {
    .choice(all, right: all.firstIndex(of: right) ?? 0)
  }
}

extension UInt64 {
  /// As numbers of addresses are written here: “0x4020_1000”.
  var hex: String { Hexadecimal.grouped(self) }

  /// As descriptors are written here, with all their digits.
  var hexWord: String { Hexadecimal.grouped(self, groups: 4) }
}
