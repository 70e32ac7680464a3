import VMSA

/// One traced call of a kernel function by a thread.
public struct CallRecord: Hashable, Sendable {
  /// The kernel function.
  public var function: String
  /// What it returned; nil when not recorded.
  public var returned: Int?
  /// The input addresses it was asked to work on; empty when not told.
  public var addresses: Range<UInt64>
  /// The output address, where it was given one.
  public var output: PhysicalAddress?

  // Recordings hold millions of calls: indexes take 32 bits.
  private var threadNumber: UInt32
  private var parentNumber = OptionalIndex()
  private var machineNumber = OptionalIndex()
  private var faultNumber = OptionalIndex()
  private var firstEvent: UInt32
  private var lastEvent = OptionalIndex()

  /// The thread, an index into ``Cast/threads``.
  public var thread: Int { Int(threadNumber) }
  /// The traced call it was made within, an index into ``Cast/calls``.
  public var parent: Int? { parentNumber.value }
  /// The virtual machine it works for, where that is known.
  public var machine: Int? {
    get { machineNumber.value }
    set { machineNumber.value = newValue }
  }
  /// The fault it is part of, an index into ``Cast/faults``.
  public var fault: Int? {
    get { faultNumber.value }
    set { faultNumber.value = newValue }
  }
  /// The event of its entry.
  public var event: Int { Int(firstEvent) }
  /// The event of its return; nil when not recorded.
  public var endEvent: Int? {
    get { lastEvent.value }
    set { lastEvent.value = newValue }
  }

  /// Makes a call that has just been entered.
  public init(
    function: String, thread: Int, parent: Int?, fault: Int?, event: Int,
    addresses: Range<UInt64> = 0..<0, output: PhysicalAddress? = nil
  ) {
    self.function = function
    threadNumber = UInt32(truncatingIfNeeded: thread)
    firstEvent = UInt32(truncatingIfNeeded: event)
    self.addresses = addresses
    self.output = output
    parentNumber.value = parent
    faultNumber.value = fault
  }
}
