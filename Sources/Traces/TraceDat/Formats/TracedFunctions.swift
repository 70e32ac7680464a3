/// Which functions a function tracer's addresses stand in, looked up once each.
struct TracedFunctions {
  private let symbols: KernelSymbols
  private var known: [UInt64: KernelFunction?] = [:]

  init(_ symbols: KernelSymbols) { self.symbols = symbols }

  /// The function that an address is in; nil when it means nothing to us.
  ///
  /// The tracer's address is that of its hook, a few bytes behind the function's beginning.
  mutating func function(at address: UInt64) -> KernelFunction? {
    if let found = known[address] { return found }
    let place = symbols.place(of: address)
    let names = place.map { symbols.names(at: address &- $0.offset) } ?? []
    let function = names.lazy.compactMap { name in
      KernelFunction(symbol: String(name.prefix { $0 != "." }))
    }.first
    known[address] = .some(function)
    return function
  }
}
