/// Finds the functions we know by the symbols of a function tracer.
struct FunctionNames {
  private let functions: [UInt64: (symbol: String, function: KernelFunction)]

  init() {
    let symbols =
      KernelFunction.allCases.map { (symbol: $0.symbol, function: $0) }
      + KernelFunction.otherNames.map { (symbol: $0.key, function: $0.value) }
    functions = Dictionary(
      symbols.map { (FunctionNames.hash($0.symbol.utf8), $0) }
    ) { first, _ in first }
  }

  /// The function of a symbol, which ends where `.`, `+`, `(` or a blank stands.
  func function(_ bytes: UnsafeRawBufferPointer, _ symbol: Range<Int>) -> KernelFunction? {
    let name = bytes[symbol].prefix { $0 != 0x2E && $0 != 0x2B && $0 != 0x28 && $0 != 0x20 }
    guard let found = functions[FunctionNames.hash(name)],
      found.symbol.utf8.elementsEqual(name)
    else { return nil }
    return found.function
  }

  /// FNV-1a; a function it finds is compared.
  private static func hash(_ name: some Sequence<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in name { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return hash
  }
}
