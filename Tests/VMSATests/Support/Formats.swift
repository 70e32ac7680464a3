import VMSA

extension DescriptorFormat {
  /// Every layout there is.
  static let all: [DescriptorFormat] = Stage.allCases.flatMap { stage in
    Granule.allCases.flatMap { granule in
      [48, 52].map { DescriptorFormat(stage: stage, granule: granule, outputAddressBits: $0) }
    }
  }

  /// Stage 2, 4K, without and with LPA2.
  static let stage2 = DescriptorFormat(stage: .two, granule: .size4K)
  static let stage2Wide = DescriptorFormat(stage: .two, granule: .size4K, outputAddressBits: 52)
  static let stage1 = DescriptorFormat(stage: .one, granule: .size4K)
}

extension Array where Element == DescriptorField {
  /// The field of a name; of several the topmost.
  subscript(name: String) -> DescriptorField? { first { $0.name == name } }

  /// How often each of the 64 bits is in a field.
  var coverage: [Int] {
    var counts = Array<Int>(repeating: 0, count: 64)
    for field in self { for bit in field.bits { counts[bit] += 1 } }
    return counts
  }
}
