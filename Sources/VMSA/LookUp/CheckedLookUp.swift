/// How a look-up with permissions ends.
public enum CheckedLookUp: Hashable, Sendable {
  /// At memory the access may touch.
  case mapped(PhysicalAddress)
  /// In a fault of the walk.
  case fault(WalkFault)
  /// At a leaf of this level that doesn't permit the access.
  case permission(Level)
  /// At an entry the memory knows nothing of.
  case unknownEntry(PhysicalAddress)

  /// The same end, of a walk that met no permissions.
  @inlinable
  init(_ result: Walk.Result) {
    switch result {
    case .mapped(let output, _): self = .mapped(output)
    case .fault(let fault): self = .fault(fault)
    case .unknownEntry(let entry): self = .unknownEntry(entry)
    }
  }
}
