import VMSA

extension WalkRoot {
  /// The levels of its walks.
  var levels: [Level] { Level.allCases.filter { $0 >= startLevel } }

  /// The address bits that are the index into a table of `level`.
  func indexBits(at level: Level) -> ClosedRange<Int> {
    let granule = format.granule
    let lowest = granule.shift(at: level)
    let highest = level == startLevel ? inputBits - 1 : lowest + granule.stride - 1
    return lowest...max(lowest, highest)
  }

  /// The index of an address into a table of `level`.
  func index(of address: UInt64, at level: Level) -> Int {
    level == startLevel ? index(of: address) : format.granule.index(of: address, at: level)
  }

  /// “4K granule and 48-bit addresses”.
  var words: String { "\(format.granule.name) granule and \(inputBits)-bit addresses" }
}
