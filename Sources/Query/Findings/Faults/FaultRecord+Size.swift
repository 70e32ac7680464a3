import Machine

extension FaultRecord {
  /// How much was mapped, in bytes; nil when nothing was, or when its size is not recorded, as in a
  /// function tracer's calls.
  public var mappedBytes: UInt64? {
    guard case .mapped(let bytes)? = outcome, bytes > 0 else { return nil }
    return bytes
  }
}
