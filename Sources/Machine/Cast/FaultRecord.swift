import VMSA

/// One stage-2 fault, from the trap to the thread's way out of the handler.
public struct FaultRecord: Hashable, Sendable {
  /// How a fault ended.
  public enum Outcome: Hashable, Sendable {
    /// A mapping was made or permissions were relaxed, and the guest goes on.
    case mapped(bytes: UInt64)
    /// Permissions were added to a mapping.
    case relaxed
    /// The entry's access flag was set.
    case accessFlagSet
    /// Another thread was changing the entry (-EAGAIN); the guest runs the instruction again.
    case entryBusy
    /// An invalidation was in progress or had ended since; the guest runs the instruction again.
    case retried
    /// No memslot: user space emulates the access, or the kernel did.
    case emulated
    /// The handler failed with this number.
    case failed(Int)
    /// The guest went on, and nothing recorded says why.
    case resumed
  }

  /// The faulting intermediate physical address, as KVM traced it.
  public var address: IntermediateAddress
  /// ESR_EL2.
  public var syndrome: ExceptionSyndrome
  /// The virtual address in FAR_EL2.
  public var virtualAddress: VirtualAddress
  /// The guest's program counter.
  public var programCounter: VirtualAddress

  // Recordings hold millions of faults: indexes take 32 bits, an outcome 5 bytes.
  private var threadNumber: UInt32
  private var machineNumber = OptionalIndex()
  private var firstEvent: UInt32
  private var lastEvent = OptionalIndex()
  private var outcomeNumber: Int32 = 0
  private var outcomeCode: UInt8 = 0

  /// The thread, an index into ``Cast/threads``.
  public var thread: Int { Int(threadNumber) }
  /// The virtual machine, where it is known.
  public var machine: Int? {
    get { machineNumber.value }
    set { machineNumber.value = newValue }
  }
  /// The event that told of it (`kvm_guest_fault`).
  public var event: Int { Int(firstEvent) }
  /// The last event of its handling; nil when the recording ends first.
  public var endEvent: Int? {
    get { lastEvent.value }
    set { lastEvent.value = newValue }
  }
  /// How it ended; nil when not told.
  public var outcome: Outcome? {
    get { Outcome(code: outcomeCode, number: outcomeNumber) }
    set { (outcomeCode, outcomeNumber) = newValue?.packed ?? (0, 0) }
  }

  /// Makes a fault that has just been traced.
  public init(
    thread: Int, machine: Int?, address: IntermediateAddress, syndrome: ExceptionSyndrome,
    virtualAddress: VirtualAddress, programCounter: VirtualAddress, event: Int
  ) {
    threadNumber = UInt32(truncatingIfNeeded: thread)
    firstEvent = UInt32(truncatingIfNeeded: event)
    self.address = address
    self.syndrome = syndrome
    self.virtualAddress = virtualAddress
    self.programCounter = programCounter
    self.machine = machine
  }
}

extension FaultRecord.Outcome {
  /// A code, never 0, and a number that goes with it; sizes are kept in units of 4K.
  fileprivate var packed: (code: UInt8, number: Int32) {
    switch self {
    case .mapped(let bytes): (1, Int32(clamping: bytes >> 12))
    case .relaxed: (2, 0)
    case .accessFlagSet: (3, 0)
    case .entryBusy: (4, 0)
    case .retried: (5, 0)
    case .emulated: (6, 0)
    case .failed(let number): (7, Int32(clamping: number))
    case .resumed: (8, 0)
    }
  }

  fileprivate init?(code: UInt8, number: Int32) {
    switch code {
    case 1: self = .mapped(bytes: UInt64(number) << 12)
    case 2: self = .relaxed
    case 3: self = .accessFlagSet
    case 4: self = .entryBusy
    case 5: self = .retried
    case 6: self = .emulated
    case 7: self = .failed(Int(number))
    case 8: self = .resumed
    default: return nil
    }
  }
}
