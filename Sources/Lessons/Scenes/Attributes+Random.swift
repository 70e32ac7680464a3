import VMSA

extension Stage1Attributes {
  /// Attributes as an operating system might choose them, and some that it wouldn't.
  static func random(using random: inout SeededRandom, difficulty: Int) -> Stage1Attributes {
    Stage1Attributes(
      attrIndex: 0, ap: random.one(of: Stage1AccessPermission.allCases) ?? .readWrite, sh: .inner,
      accessFlag: random.number(below: 8) != 0, notGlobal: random.coin(),
      dbm: difficulty >= 3 && random.coin(), pxn: random.coin(), uxn: random.coin())
  }
}

extension Stage2Attributes {
  /// Attributes of a guest's memory, now and then without one of its permissions.
  static func random(using random: inout SeededRandom) -> Stage2Attributes {
    Stage2Attributes(
      memAttr: 0b1111, readable: random.number(below: 8) != 0, writable: random.coin(), sh: .inner,
      accessFlag: random.number(below: 8) != 0,
      executeNever: random.one(of: Stage2ExecuteNever.allCases) ?? .everyone)
  }
}
