import VMSA

/// Joins leaves into runs, and hands each finished run on.
public struct RunCollector: LeafVisitor {
  @usableFromInline var run = LeafRun(
    input: 0, output: PhysicalAddress(0), byteCount: 0, attributes: 0, leaves: 0)
  @usableFromInline let attributeMask: UInt64
  @usableFromInline let body: (LeafRun) -> Void

  /// Collects leaves of tables of one geometry.
  @inlinable
  public init(_ geometry: TableGeometry, body: @escaping (LeafRun) -> Void) {
    // The type is no attribute: a page's 0b11 and a block's 0b01 may stand side by side.
    attributeMask = geometry.attributeMask & ~0b11
    self.body = body
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
  public func finish() { if run.leaves > 0 { body(run) } }
}
