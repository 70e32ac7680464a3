import VMSA

extension Granule {
  /// The levels that its walks can have: 4K has one more for 52 bits.
  var walkLevels: [Level] {
    Level.allCases.filter { shift(at: $0) < 52 && (self != .size4K || $0 >= .zero) }
  }

  /// The first level of stage 1 walks of so many bits; nil for none.
  func startLevel(inputBits: Int) -> Level? { Level.allCases.first { shift(at: $0) < inputBits } }
}
