import VMSA

/// Something that is shown runs of leaves, in the order of their input addresses.
public protocol LeafRunVisitor {
  /// Takes a run.
  mutating func visit(_ run: LeafRun)
}

/// Joins leaves into runs, and hands each finished run on.
public struct RunCollector<Visitor: LeafRunVisitor>: LeafVisitor {
  /// What the runs are handed to.
  public var visitor: Visitor
  // Where the run began, and what the next leaf must be to belong to it.
  @usableFromInline var input: UInt64 = 0
  @usableFromInline var output: UInt64 = 0
  @usableFromInline var nextInput: UInt64 = 0
  @usableFromInline var nextOutput: UInt64 = 0
  // Bit 0 is in no attributes: the first leaf belongs to no run.
  @usableFromInline var attributes: UInt64 = 1
  @usableFromInline var leaves = 0
  @usableFromInline let attributeMask: UInt64

  /// Collects leaves of tables of one geometry.
  @inlinable
  public init(_ geometry: TableGeometry, for visitor: Visitor) {
    attributeMask = geometry.attributeMask
    self.visitor = visitor
  }

  /// Adds the leaf to the run, or ends the run and begins one.
  @inlinable @inline(__always)
  public mutating func visit(input: UInt64, output: UInt64, shift: UInt64, raw: UInt64) {
    let bits = raw & attributeMask
    if input != nextInput || output != nextOutput || bits != attributes {
      finish()
      self.input = input
      self.output = output
      attributes = bits
      leaves = 0
    }
    let size = (1 as UInt64) &<< shift
    nextInput = input &+ size
    nextOutput = output &+ size
    leaves &+= 1
  }

  /// Hands on the last run.
  @inlinable
  public mutating func finish() {
    guard leaves > 0 else { return }
    visitor.visit(
      LeafRun(
        input: input, output: PhysicalAddress(output), byteCount: nextInput &- input,
        attributes: attributes, leaves: leaves))
  }
}
