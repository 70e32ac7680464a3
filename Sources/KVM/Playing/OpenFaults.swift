import Machine
import VMSA

/// The faults that threads are in, by thread.
struct OpenFaults: Sendable {
  /// Numbers in ``Cast/faults``.
  var numbers: [Int: Int] = [:]
}

extension TimelineWriter {
  /// Notes the beginning of a fault at a guest access that was not translated, and its end where the
  /// thread enters the guest again or leaves KVM_RUN.
  mutating func noteFault(
    of thread: Int, _ status: ThreadStatus, from before: ModelState, to after: ModelState
  ) {
    let own = threadWords(thread)
    if status.step == "G", own("kind", after) != 0 { beginFault(thread, own, after) }
    guard let number = faults.numbers[thread] else { return }
    if let outcome = outcome(own("outcome", after), level: own("size", after)),
      own("outcome", before) != own("outcome", after)
    {
      builder.cast.faults[number].outcome = outcome
    }
    guard own("kind", after) == 0 else { return }
    builder.cast.faults[number].endEvent = builder.event
    builder.set(.threadFault, thread, to: 0, .simulated)
    faults.numbers[thread] = nil
  }

  private mutating func beginFault(
    _ thread: Int, _ own: (String, ModelState) -> Int32, _ state: ModelState
  ) {
    guard let page = address(ofGuestPage: own("page", state)) else { return }
    builder.cast.faults.append(
      FaultRecord(
        thread: thread, machine: 0, address: IntermediateAddress(page),
        syndrome: syndrome(own, state), virtualAddress: VirtualAddress(page),
        programCounter: VirtualAddress(0), event: builder.event))
    faults.numbers[thread] = builder.cast.faults.count - 1
    builder.set(.threadFault, thread, to: UInt64(builder.cast.faults.count), .simulated)
  }

  /// ESR_EL2 of a data abort from a lower exception level.
  private func syndrome(
    _ own: (String, ModelState) -> Int32, _ state: ModelState
  ) -> ExceptionSyndrome {
    // Translation, permission, access flag: the kinds of the model from 1 on.
    let status: [UInt64] = [0b0001_00, 0b0011_00, 0b0010_00]
    let kind = Int(own("kind", state)) - 1
    let level = UInt64(max(0, own("level", state)))
    let code = (status.indices.contains(kind) ? status[kind] : 0) | level
    let write: UInt64 = own("write", state) != 0 ? 1 << 6 : 0
    return ExceptionSyndrome(raw: 0x24 << 26 | 1 << 25 | write | code)
  }

  /// How a fault ends, by the model's word for it.
  private func outcome(_ word: Int32, level: Int32) -> FaultRecord.Outcome? {
    switch word {
    case 1: .mapped(bytes: level == 1 ? 1 << 30 : level == 2 ? 1 << 21 : 1 << 12)
    case 2: .relaxed
    case 3: .retried
    case 4: .entryBusy
    case 5: .accessFlagSet
    case 6: .failed(-14)
    case 7: .emulated
    default: nil
    }
  }
}
