import Machine

/// The way of one fault through its handler, from the calls and locks recorded.
struct FaultPath {
  /// How many calls and lock spans are looked at.
  private static let limit = 512

  /// A call or hold and when it began and ended, in events; the end is left out.
  private struct Stretch {
    var name: String
    var events: Range<Int>
    var isAheadNamed: String
    var isLock = false

    /// Where it stands among the steps: a lock that a call shows to be held was taken before it.
    var order: (Int, Int) { (events.lowerBound, isLock ? 0 : 1) }
  }

  /// The steps, in the order they began.
  let steps: [FaultView.Step]

  /// Collects the steps of a fault as they look at a state's instant.
  init(_ state: AppState, fault: Int) {
    let record = state.cast.faults[fault]
    let end = record.endEvent ?? state.log.count - 1
    var stretches = FaultPath.calls(ofFault: fault, until: end, state)
    stretches += FaultPath.locks(of: record, until: end, state)
    stretches.sort { $0.order < $1.order }
    let now = state.index
    let innermost = stretches.lastIndex { $0.events.contains(now) }
    var steps: [FaultView.Step] = []
    for (number, stretch) in stretches.enumerated() {
      let step = FaultPath.step(stretch, now: now, isInnermost: number == innermost)
      if let last = steps.last, last.name == step.name, last.progress == step.progress,
        step.progress != .current
      {
        steps[steps.count - 1].count += 1
      } else {
        steps.append(step)
      }
    }
    self.steps = steps
  }

  private static func step(_ stretch: Stretch, now: Int, isInnermost: Bool) -> FaultView.Step {
    let progress: FaultView.Step.Progress =
      stretch.events.lowerBound > now
      ? .ahead : isInnermost ? .current : stretch.events.contains(now) ? .open : .done
    let name = progress == .done ? stretch.name : stretch.isAheadNamed
    return FaultView.Step(name: name, progress: progress)
  }

  private static func calls(ofFault fault: Int, until end: Int, _ state: AppState) -> [Stretch] {
    let calls = state.cast.calls
    let record = state.cast.faults[fault]
    // The handler is entered a few events before it traces the fault.
    var position = calls.partitioningIndex { $0.event >= record.event - 16 }
    var found: [Stretch] = []
    var seen = 0
    while position < calls.count, calls[position].event <= end, seen < limit {
      if calls[position].fault == fault { found.append(stretch(of: calls[position], state)) }
      position += 1
      seen += 1
    }
    if !found.contains(where: { $0.isAheadNamed == "kvm_handle_guest_abort" }) {
      let events = record.event..<max(record.event, end + (record.endEvent == nil ? 1 : 0))
      found.insert(
        Stretch(
          name: "kvm_handle_guest_abort", events: events, isAheadNamed: "kvm_handle_guest_abort"),
        at: 0)
    }
    return found
  }

  private static func stretch(of call: CallRecord, _ state: AppState) -> Stretch {
    let end = call.endEvent ?? state.log.count
    let returned = call.returned.map { $0 == 0 ? "" : " = \(returnedWords($0))" } ?? ""
    return Stretch(
      name: call.function + returned, events: call.event..<max(call.event, end),
      isAheadNamed: call.function)
  }

  /// What a call returned, with the error's name for those KVM uses here.
  static func returnedWords(_ number: Int) -> String {
    switch number {
    case -11: "−11 EAGAIN"
    case -12: "−12 ENOMEM"
    case -14: "−14 EFAULT"
    case -2: "−2 ENOENT"
    case ..<0: "−\(number.magnitude)"
    default: String(number)
    }
  }

  private static func locks(of fault: FaultRecord, until end: Int, _ state: AppState) -> [Stretch] {
    var found: [Stretch] = []
    for (lock, spans) in state.timeline.lockHistory.spans.enumerated() {
      var position = spans.partitioningIndex { $0.events.lowerBound >= fault.event }
      var seen = 0
      while position < spans.count, spans[position].events.lowerBound <= end, seen < limit {
        let span = spans[position]
        if span.thread == fault.thread, span.isHold {
          let name = "\(state.cast.locks[lock].name) (\(span.mode.word))"
          found.append(
            Stretch(name: name, events: span.events, isAheadNamed: name, isLock: true))
        }
        position += 1
        seen += 1
      }
    }
    return found
  }
}
