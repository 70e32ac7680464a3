/// Kprobes whose text holds addresses instead of symbols, as trace-cmd report and perf script print
/// them: `(ffff9e14cc69ebe0) pgt=0x… addr=0x…`, `(ffff9e14cc69ebe0 <- ffff9e14cc6636b0) ret=0`.
///
/// What such a probe stands for is told by its event's name and its fields together. A return is
/// known by its function's address once the entry is known.
struct ProbeAddresses {
  private var functions: [UInt64: KernelFunction] = [:]
  private var waiting: [UInt64: [Int]] = [:]
  private var known = 0
  private var unknown: [String] = []

  /// What is to be said of them, in sentences.
  var notes: [String] {
    guard known > 0 || !unknown.isEmpty else { return [] }
    var note =
      "Probes are printed with addresses instead of symbols; what they stand for is told by "
      + "their names and fields."
    if !unknown.isEmpty { note += " Not told: \(unknown.sorted().joined(separator: ", "))." }
    return [note]
  }

  /// Learns what a kind means whose first record this is.
  mutating func learn(
    _ kind: Int, named name: String, _ body: RecordBody, _ table: inout EventKindTable
  ) {
    guard let (address, isReturn) = ProbeAddresses.address(body) else { return }
    if isReturn {
      if let function = functions[address] ?? ProbeGuess.function(named: name, fields: nil) {
        table.learn(.returned(function), of: kind)
        known += 1
      } else {
        waiting[address, default: []].append(kind)
        unknown.append(name)
      }
      return
    }
    guard
      let function = functions[address]
        ?? ProbeGuess.function(named: name, fields: ProbeAddresses.fieldNames(body))
    else {
      unknown.append(name)
      return
    }
    functions[address] = function
    table.learn(.call(function), of: kind)
    known += 1
    for earlier in waiting.removeValue(forKey: address) ?? [] {
      table.learn(.returned(function), of: earlier)
      unknown.removeAll { $0 == table.names[earlier] }
      known += 1
    }
  }

  /// The address of the probed function, and whether it returns; nil when no address is printed.
  private static func address(_ body: RecordBody) -> (address: UInt64, isReturn: Bool)? {
    var cursor = body.cursor
    cursor.skipBlanks()
    if cursor.skip("__probe_ip=") { return cursor.hexadecimal().map { ($0, false) } }
    if cursor.skip("__probe_func=") { return cursor.hexadecimal().map { ($0, true) } }
    guard cursor.skip(0x28) else { return nil }
    // The kernel writes “0x” when it has no symbol, and the function last.
    let isKernels = cursor.byte == 0x30
    let start = cursor.position
    guard let first = cursor.hexadecimal(), cursor.position - start >= 8 else { return nil }
    if cursor.skip(0x29) { return (first, false) }
    guard cursor.skip(" <- "), let second = cursor.hexadecimal(), cursor.skip(0x29) else {
      return nil
    }
    return (isKernels ? second : first, true)
  }

  /// The names before “=” in a record's text.
  private static func fieldNames(_ body: RecordBody) -> Set<String> {
    let words = body.text.split(separator: " ")
    return Set(
      words.compactMap { word in
        word.firstIndex(of: "=").map { String(word[..<$0]) }
      })
  }
}
