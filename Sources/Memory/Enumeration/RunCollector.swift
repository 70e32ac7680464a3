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
  @usableFromInline var run = LeafRun(
    input: 0, output: PhysicalAddress(0), byteCount: 0, attributes: 0, leaves: 0)
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
    let size = (1 as UInt64) &<< shift
    let attributes = raw & attributeMask
    let follows =
      run.input &+ run.byteCount == input && run.output.raw &+ run.byteCount == output
      && run.attributes == attributes && run.leaves > 0
    if follows {
      run.byteCount &+= size
      run.leaves &+= 1
      return
    }
    finish()
    run = LeafRun(
      input: input, output: PhysicalAddress(output), byteCount: size, attributes: attributes,
      leaves: 1)
  }

  /// Hands on the last run.
  @inlinable
  public mutating func finish() { if run.leaves > 0 { visitor.visit(run) } }
}
