import VMSA

extension TLBStep {
  /// Steps that are drawn: a page that is changed, with an invalidation that fits, or one that
  /// doesn't, or none; from difficulty 2 on two address spaces and global pages, at 3 blocks.
  static func random(using random: inout SeededRandom, difficulty: Int) -> [TLBStep] {
    let page = (random.next() & 0x7FFF_FFFF) << 12 | 1 << 44
    let other = page ^ 0x1000
    let outputs = (0..<3).map { _ in (random.next() & 0x3FFF_FFFF) << 12 }
    let offset = random.next() & 0xFF8
    func map(_ address: UInt64, _ output: Int, _ asid: UInt16?) -> TLBStep {
      .map(
        TLBMapping(address: address, output: outputs[output], asid: asid, isBlock: false))
    }
    let stories = difficulty == 1 ? 3 : difficulty == 2 ? 6 : 8
    let used: UInt16 = difficulty > 1 && random.coin() ? 2 : 1
    let between = invalidations(of: page, other, difficulty: difficulty, &random)
    let last: [TLBStep] = [.use(page | offset, asid: used)]
    switch random.number(below: UInt64(stories)) {
    case 0:
      return [map(page, 0, used), .use(page, asid: used), map(page, 1, used)] + between + last
    case 1:
      return [map(page, 0, used), .use(page, asid: used), .unmap(page, asid: used)] + between
        + last
    case 2:
      // A fault is in no TLB: what is mapped then needs no invalidation.
      return [.use(page, asid: used), map(page, 0, used), map(other, 1, used)]
        + (random.coin() ? [.use(other, asid: used)] : []) + last
    case 3:
      return [map(page, 0, nil), .use(page, asid: 1), map(page, 1, nil)] + between + last
    case 4:
      return [
        map(page, 0, 1), map(page, 1, 2), .use(page, asid: 1), .use(page, asid: 2),
        map(page, 2, used),
      ] + between + last
    case 5:
      return [map(page, 0, used), map(other, 2, used), .use(page, asid: used)]
        + [.use(other, asid: used), .unmap(page, asid: used), map(page, 1, used)] + between + last
    case 6:
      // A page of one address space becomes global, and another address space uses it.
      return [map(page, 0, 1), .use(page, asid: 1), map(page, 1, nil)] + between
        + [.use(page, asid: 2), .use(page | offset, asid: 1)]
    default:
      // A page becomes part of a block; the block is used elsewhere first.
      let start = page & ~0x1F_FFFF
      let block = TLBMapping(
        address: start, output: outputs[1] & ~0x1F_FFFF, asid: used, isBlock: true)
      return [map(page, 0, used), .use(page, asid: used), .map(block)] + between
        + [.use(other, asid: used)] + last
    }
  }

  /// An invalidation, or none.
  private static func invalidations(
    of page: UInt64, _ other: UInt64, difficulty: Int, _ random: inout SeededRandom
  ) -> [TLBStep] {
    if random.number(below: 4) == 0 { return [] }
    let operations: [TLBOperation] =
      difficulty == 1
      ? [.vae1, .vmalle1] : [.vae1, .vale1, .vaae1, .vaale1, .aside1, .vmalle1]
    let operation = random.one(of: operations) ?? .vae1
    let address = random.number(below: 4) == 0 ? other : page
    let asid = UInt16(random.number(in: 1...2))
    return [
      .invalidate(
        TLBInvalidation(
          operation, address: operation.takesAddress ? address : 0,
          asid: takesASID(operation) ? asid : 0))
    ]
  }
}
