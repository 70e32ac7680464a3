/// A second walker, written from the prose and not from the engine: digit by digit, with the
/// geometry typed in. It is slow, and shares no code with what it checks.
package struct NaiveWalker {
  package var pageKilobytes: Int
  package var isStage2: Bool
  package var isWide: Bool
  package var inputBits: Int
  package var startLevel: Int
  package var base: UInt64
  package var physicalAddressBits: Int
  package var isUpper = false
  package var ignoresTopByte = false
  package var setsAccessFlag = false

  package init(
    pageKilobytes: Int, isStage2: Bool, isWide: Bool, inputBits: Int, startLevel: Int,
    base: UInt64, physicalAddressBits: Int, isUpper: Bool = false, ignoresTopByte: Bool = false,
    setsAccessFlag: Bool = false
  ) {
    self.pageKilobytes = pageKilobytes
    self.isStage2 = isStage2
    self.isWide = isWide
    self.inputBits = inputBits
    self.startLevel = startLevel
    self.base = base
    self.physicalAddressBits = physicalAddressBits
    self.isUpper = isUpper
    self.ignoresTopByte = ignoresTopByte
    self.setsAccessFlag = setsAccessFlag
  }

  package enum End: Equatable {
    case mapped(UInt64)
    case translation(Int)
    case addressSize(Int)
    case accessFlag(Int)
    case unknown(UInt64)
  }

  package struct Outcome: Equatable {
    package var entries: [UInt64] = []
    package var end: End

    package init(entries: [UInt64] = [], end: End) {
      self.entries = entries
      self.end = end
    }
  }

  /// The lowest address bit of each level's index.
  package static let lowest: [Int: [Int: Int]] = [
    4: [-1: 48, 0: 39, 1: 30, 2: 21, 3: 12],
    16: [0: 47, 1: 36, 2: 25, 3: 14],
    64: [1: 42, 2: 29, 3: 16],
  ]

  /// Levels whose entries may be blocks, without and with wide addresses.
  package static let blocks: [Int: (narrow: [Int], wide: [Int])] = [
    4: ([1, 2], [0, 1, 2]), 16: ([2], [1, 2]), 64: ([2], [1, 2]),
  ]

  package func walk(_ address: UInt64, memory: (UInt64) -> UInt64?) -> Outcome {
    let digits = Self.digits(of: address)
    for position in inputBits...(ignoresTopByte ? 55 : 63) {
      if digits[position] != (isUpper ? 1 : 0) { return Outcome(end: .translation(0)) }
    }
    if tooBig(Self.digits(of: base)) { return Outcome(end: .addressSize(0)) }
    var outcome = Outcome(end: .translation(0))
    var table = base
    var level = startLevel
    var high = inputBits - 1
    while true {
      let low = Self.lowest[pageKilobytes]?[level] ?? 0
      let entry = table + 8 * Self.number(digits[low...high])
      guard let word = memory(entry) else {
        outcome.end = .unknown(entry)
        return outcome
      }
      outcome.entries.append(entry)
      let bits = Self.digits(of: word)
      let isLeaf = level == 3 || bits[1] == 0
      if bits[0] == 0 || (level == 3 && bits[1] == 0) || (isLeaf && !leafAllowed(level)) {
        outcome.end = .translation(level)
        return outcome
      }
      var output = addressDigits(bits, from: isLeaf ? low : Self.lowest[pageKilobytes]?[3] ?? 0)
      if tooBig(output) {
        outcome.end = .addressSize(level)
        return outcome
      }
      if isLeaf {
        if bits[10] == 0 && !setsAccessFlag {
          outcome.end = .accessFlag(level)
          return outcome
        }
        for position in 0..<low { output[position] = digits[position] }
        outcome.end = .mapped(Self.number(output[...]))
        return outcome
      }
      table = Self.number(output[...])
      level += 1
      high = low - 1
    }
  }

  private func leafAllowed(_ level: Int) -> Bool {
    guard level < 3, let levels = Self.blocks[pageKilobytes] else { return true }
    return (isWide ? levels.wide : levels.narrow).contains(level)
  }

  private func tooBig(_ digits: [Int]) -> Bool { digits[physicalAddressBits...].contains(1) }

  /// The address in a descriptor, digit by digit.
  private func addressDigits(_ bits: [Int], from low: Int) -> [Int] {
    var output = Array(repeating: 0, count: 64)
    for position in low...47 { output[position] = bits[position] }
    if isWide && pageKilobytes == 64 {
      for position in 0...3 { output[48 + position] = bits[12 + position] }
    } else if isWide {
      output[48] = bits[48]
      output[49] = bits[49]
      output[50] = bits[8]
      output[51] = bits[9]
    }
    return output
  }

  /// The 64 binary digits of a number, the lowest first.
  package static func digits(of number: UInt64) -> [Int] {
    var rest = number
    var digits = Array(repeating: 0, count: 64)
    for position in 0..<64 {
      digits[position] = Int(rest % 2)
      rest /= 2
    }
    return digits
  }

  /// The number some digits stand for, the lowest first.
  package static func number(_ digits: ArraySlice<Int>) -> UInt64 {
    var value: UInt64 = 0
    for digit in digits.reversed() { value = value * 2 + UInt64(digit) }
    return value
  }
}
