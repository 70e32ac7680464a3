/// Small numbers in 16 bits each; in 32 once one of them needs it.
struct NarrowColumn: Sendable {
  private var narrow: [UInt16] = []
  private var wide: [UInt32]?

  mutating func reserve(_ capacity: Int) { narrow.reserveCapacity(capacity) }

  mutating func append(_ number: Int) {
    if wide == nil, let number = UInt16(exactly: number) {
      narrow.append(number)
      return
    }
    if wide == nil {
      wide = narrow.map(UInt32.init)
      narrow = []
    }
    wide?.append(UInt32(clamping: number))
  }

  subscript(index: Int) -> Int { wide.map { Int($0[index]) } ?? Int(narrow[index]) }
}
