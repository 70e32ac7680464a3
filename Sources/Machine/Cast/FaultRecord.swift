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

  /// The thread, an index into ``Cast/threads``.
  public var thread: Int
  /// The virtual machine, where it is known.
  public var machine: Int?
  /// The faulting intermediate physical address, as KVM traced it.
  public var address: IntermediateAddress
  /// ESR_EL2.
  public var syndrome: ExceptionSyndrome
  /// The virtual address in FAR_EL2.
  public var virtualAddress: VirtualAddress
  /// The guest's program counter.
  public var programCounter: VirtualAddress
  /// The event that told of it (`kvm_guest_fault`).
  public var event: Int
  /// The last event of its handling; nil when the recording ends first.
  public var endEvent: Int?
  /// How it ended; nil when not told.
  public var outcome: Outcome?

  /// Makes a fault that has just been traced.
  public init(
    thread: Int, machine: Int?, address: IntermediateAddress, syndrome: ExceptionSyndrome,
    virtualAddress: VirtualAddress, programCounter: VirtualAddress, event: Int
  ) {
    self.thread = thread
    self.machine = machine
    self.address = address
    self.syndrome = syndrome
    self.virtualAddress = virtualAddress
    self.programCounter = programCounter
    self.event = event
  }
}

/// One traced call of a kernel function by a thread.
public struct CallRecord: Hashable, Sendable {
  /// The kernel function.
  public var function: String
  /// The thread, an index into ``Cast/threads``.
  public var thread: Int
  /// The traced call it was made within, an index into ``Cast/calls``.
  public var parent: Int?
  /// The virtual machine it works for, where that is known.
  public var machine: Int?
  /// The fault it is part of, an index into ``Cast/faults``.
  public var fault: Int?
  /// The event of its entry.
  public var event: Int
  /// The event of its return; nil when not recorded.
  public var endEvent: Int?
  /// What it returned; nil when not recorded.
  public var returned: Int?
  /// The input addresses it was asked to work on; empty when not told.
  public var addresses: Range<UInt64>
  /// The output address, where it was given one.
  public var output: PhysicalAddress?

  /// Makes a call that has just been entered.
  public init(
    function: String, thread: Int, parent: Int?, fault: Int?, event: Int,
    addresses: Range<UInt64> = 0..<0, output: PhysicalAddress? = nil
  ) {
    self.function = function
    self.thread = thread
    self.parent = parent
    self.fault = fault
    self.event = event
    self.addresses = addresses
    self.output = output
  }
}
