/// A form in which records are printed as text.
enum TextDialect: CaseIterable {
  /// The kernel's default, and trace-cmd report's: `comm-pid [cpu] flags time: event: …`.
  case columns
  /// The option latency-format, and the latency tracers.
  case latency
  /// The options latency-format and verbose.
  case verbose
  /// The option raw: events are known by their number only.
  case raw
  /// The option hex: events are known by their number only.
  case hex
  /// perf script.
  case perf
  /// The function_graph tracer: calls that enclose each other.
  case graph

  /// What is read, in words for a person.
  var title: String {
    switch self {
    case .columns: "ftrace text"
    case .latency, .verbose: "ftrace text, latency format"
    case .raw: "ftrace text, raw"
    case .hex: "ftrace text, hexadecimal"
    case .perf: "perf script text"
    case .graph: "function graph text"
    }
  }

  /// Reads the anchor of a record that begins at a byte, in a form other than the graph.
  func anchor(_ bytes: UnsafeRawBufferPointer, at start: Int, lineEnd: Int) -> FtraceAnchor? {
    switch self {
    case .columns: FtraceAnchor.padded(bytes, at: start)
    case .latency: FtraceAnchor.latency(bytes, at: start)
    case .verbose: FtraceAnchor.verbose(bytes, at: start)
    case .raw: FtraceAnchor.raw(bytes, at: start, lineEnd: lineEnd)
    case .hex: FtraceAnchor.hex(bytes, at: start, lineEnd: lineEnd)
    case .perf: FtraceAnchor.perf(bytes, at: start, lineEnd: lineEnd)
    case .graph: nil
    }
  }
}
