import Machine
import VMSA

extension TimelineWriter {
  /// Notes the beginning of a fault at a guest access that was not translated, and its end where the
  /// thread enters the guest again or leaves KVM_RUN.
  mutating func noteFault(
    of thread: Int, _ status: ThreadStatus, from before: ModelState, to after: ModelState
  ) {
    let (old, new) = (own(thread, before), own(thread, after))
    let isInFault = new.choice("kind").map { $0 != "none" } ?? false
    if openFaults[thread] == nil, isInFault { beginFault(thread, new) }
    guard let number = openFaults[thread] else { return }
    if old.choice("outcome") != new.choice("outcome"), let outcome = outcome(new) {
      builder.cast.faults[number].outcome = outcome
    }
    guard !isInFault else { return }
    builder.cast.faults[number].endEvent = builder.event
    builder.set(.threadFault, thread, to: 0, .simulated)
    openFaults[thread] = nil
  }

  private mutating func beginFault(_ thread: Int, _ own: ThreadVariables) {
    guard let page = address(ofGuestPage: own.word("page")) else { return }
    builder.cast.faults.append(
      FaultRecord(
        thread: thread, machine: 0, address: IntermediateAddress(page), syndrome: syndrome(own),
        virtualAddress: VirtualAddress(page), programCounter: VirtualAddress(0),
        event: builder.event))
    openFaults[thread] = builder.cast.faults.count - 1
    builder.set(.threadFault, thread, to: UInt64(builder.cast.faults.count), .simulated)
  }

  /// ESR_EL2 of a data abort from a lower exception level: EC 31:26, IL 25, WnR 6, DFSC 5:0.
  private func syndrome(_ own: ThreadVariables) -> ExceptionSyndrome {
    let level = Level(rawValue: Int8(clamping: own.word("level"))) ?? .zero
    let status: FaultStatus =
      switch own.choice("kind") {
      case "permission": .permission(level)
      case "accessFlag": .accessFlag(level)
      default: .translation(level)
      }
    let write: UInt64 = own.word("write") != 0 ? 1 << 6 : 0
    return ExceptionSyndrome(
      raw: UInt64(ExceptionClass.dataAbortLower.code) << 26 | 1 << 25 | write
        | UInt64(status.code ?? 0))
  }

  /// How a fault ends, by the model's word for it; nil while that isn't decided.
  private func outcome(_ own: ThreadVariables) -> FaultRecord.Outcome? {
    let level = Level(rawValue: Int8(clamping: own.word("size"))) ?? .three
    switch own.choice("outcome") {
    case "mapped": return .mapped(bytes: Granule.size4K.entrySpanBytes(at: level))
    case "relaxed": return .relaxed
    case "retry": return .retried
    case "busy": return .entryBusy
    case "young": return .accessFlagSet
    case "error": return .failed(-14)
    case "mmio": return .emulated
    default: return nil
    }
  }
}
