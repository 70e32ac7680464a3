/// The entries a walk read, from the first table down; five at most.
///
/// Held in place: a fresh array for every walk would cost many times the walk itself.
public struct WalkSteps: WalkStepRecorder, RandomAccessCollection, Hashable, Sendable {
  @usableFromInline
  var storage: InlineArray<5, WalkStep>
  @usableFromInline
  var used: UInt8

  /// Makes an empty list.
  @inlinable
  public init() {
    // The first level, format and granule are zeros to the machine too, which are quick to write.
    let nothing = WalkStep(
      tableAddress: PhysicalAddress(0), index: 0,
      descriptor: Descriptor(
        raw: 0, level: .minusOne, format: DescriptorFormat(stage: .one, granule: .size4K)))
    storage = InlineArray(repeating: nothing)
    used = 0
  }

  /// 0.
  @inlinable
  public var startIndex: Int { 0 }

  /// The number of steps.
  @inlinable
  public var endIndex: Int { Int(used) }

  /// The step at `position`, 0 being the first table's.
  @inlinable
  public subscript(position: Int) -> WalkStep { storage[position] }

  /// Adds a step; a sixth, which no walk takes, is dropped.
  @inlinable
  mutating func append(_ step: WalkStep) {
    guard used < 5 else { return }
    storage[Int(used)] = step
    used &+= 1
  }

  /// Whether both hold equal steps in the same order.
  public static func == (left: WalkSteps, right: WalkSteps) -> Bool { left.elementsEqual(right) }

  /// Feeds the steps to `hasher`.
  public func hash(into hasher: inout Hasher) {
    for step in self { hasher.combine(step) }
  }
}
