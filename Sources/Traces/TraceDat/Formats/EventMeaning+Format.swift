extension EventMeaning {
  /// What an event means by its format, and for a kprobe by the address in one of its records.
  ///
  /// - Parameter word: reads a plain field of the record.
  init(_ format: EventFormat, _ symbols: KernelSymbols, word: (EventField) -> UInt64?) {
    if let tracepoint = Tracepoint(rawValue: format.name) {
      self = .tracepoint(tracepoint)
    } else if format.name == "print", format.system == "ftrace" {
      self = .tracepoint(.marker)
    } else if let field = format.field("__probe_ip") {
      let fields = Set(format.fields.map(\.name))
      self =
        EventMeaning.function(word(field), format.name, fields, symbols).map(EventMeaning.call)
        ?? .other
    } else if let field = format.field("__probe_func"), format.field("__probe_ret_ip") != nil {
      self =
        EventMeaning.function(word(field), format.name, nil, symbols).map(EventMeaning.returned)
        ?? .other
    } else {
      self = .other
    }
  }

  /// The function that begins at an address: a probe further inside means nothing to us.
  ///
  /// Where the file has no address for it (kptr_restrict hides them), the event's own name and fields decide.
  private static func function(
    _ address: UInt64?, _ name: String, _ fields: Set<String>?, _ symbols: KernelSymbols
  ) -> KernelFunction? {
    guard let address else { return nil }
    guard !symbols.isEmpty, symbols.place(of: address) != nil else {
      return ProbeGuess.function(named: name, fields: fields)
    }
    return symbols.names(at: address).lazy.compactMap { name in
      KernelFunction(symbol: String(name.prefix { $0 != "." }))
    }.first
  }
}
