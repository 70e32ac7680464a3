import Machine
import VMSA

/// Why a fault was resolved with the size it was, as far as is known at one instant.
struct MappingExplanation: Hashable, Sendable {
  /// What decided it, most decisive first.
  var reasons: [MappingReason]
  /// The granule, whose sizes the words name.
  var granule: Granule
}

extension MappingExplanation {
  /// The explanation of a fault at a state's instant.
  init(_ state: AppState, fault: Int) {
    let record = state.cast.faults[fault]
    granule = MappingExplanation.granule(of: record, state)
    let blockBytes = granule.entrySpanBytes(at: .two)
    let address = record.address.raw
    let isOver = record.endEvent.map { $0 <= state.index } ?? false
    let requested = MappingExplanation.requestedBytes(fault: fault, state)
    reasons = []
    if isOver, let outcome = record.outcome {
      reasons.append(.outcome(outcome, words: state.words(for: outcome, of: record)))
    }
    let last = MappingExplanation.lastCall(ofFault: fault, state)
    if !isOver, let last, last.function == "kvm_pgtable_stage2_map",
      let end = last.endEvent, end <= state.index, let returned = last.returned, returned != 0
    {
      reasons.append(.mapFailed(returned))
    } else if !isOver, last?.function == "kvm_pgtable_stage2_relax_perms" {
      reasons.append(.relaxing)
    } else if !isOver, last == nil, state.isLeftToUserSpace(record) {
      reasons.append(.emulating(words: state.words(for: .emulated, of: record)))
    }
    if let requested {
      reasons.append(.requested(bytes: requested))
    } else if !isOver, reasons.isEmpty {
      reasons.append(.notDecided)
    }
    let geometry = MappingExplanation.geometry(
      at: address, bytes: max(blockBytes, requested ?? 0), state)
    reasons += geometry
    if let requested, requested < blockBytes,
      let slot = MappingExplanation.slotAllowingBlock(geometry)
    {
      reasons.append(.hostPageNotHuge(slot: slot, bytes: blockBytes))
    }
    let open = state.machine.openInvalidations.count { number in
      state.cast.invalidations.indices.contains(number)
        && state.cast.invalidations[number].meetsMemslot
    }
    if !isOver, open > 0 { reasons.append(.invalidationOpen(count: open)) }
  }

  private static func granule(of fault: FaultRecord, _ state: AppState) -> Granule {
    let machine = fault.machine.flatMap {
      state.cast.machines.indices.contains($0) ? state.cast.machines[$0].root : nil
    }
    guard let root = machine ?? state.cast.roots.indices.first,
      state.cast.roots.indices.contains(root)
    else { return .size4K }
    return state.cast.roots[root].format.granule
  }

  /// The size the last map call of the fault up to now was asked for.
  private static func requestedBytes(fault: Int, _ state: AppState) -> UInt64? {
    lastCall(ofFault: fault, named: ["kvm_pgtable_stage2_map"], state).map {
      $0.addresses.upperBound - $0.addresses.lowerBound
    }
  }

  /// The last call of a fault up to now that works on its entry.
  private static func lastCall(
    ofFault fault: Int,
    named names: Set<String> = ["kvm_pgtable_stage2_map", "kvm_pgtable_stage2_relax_perms"],
    _ state: AppState
  ) -> CallRecord? {
    let calls = state.cast.calls
    var position = calls.partitioningIndex { $0.event >= state.cast.faults[fault].event }
    let end = min(state.index, state.cast.faults[fault].endEvent ?? state.index)
    var found: CallRecord?
    var seen = 0
    while position < calls.count, calls[position].event <= end, seen < 512 {
      let call = calls[position]
      let isWhole = call.function != "kvm_pgtable_stage2_map" || !call.addresses.isEmpty
      if call.fault == fault, names.contains(call.function), isWhole { found = call }
      position += 1
      seen += 1
    }
    return found
  }

  /// What the memslot says about a block of a size around an address.
  private static func geometry(
    at address: UInt64, bytes: UInt64, _ state: AppState
  ) -> [MappingReason] {
    guard let number = state.machine.memslot(containing: address, cast: state.cast) else {
      return state.machine.memslotsInForce().isEmpty ? [.memslotsNotRecorded] : [.noMemslot]
    }
    let slot = state.cast.memslots[number]
    var reasons: [MappingReason] = []
    if slot.logsDirtyPages { reasons.append(.dirtyLogging(slot: slot.number)) }
    if slot.isAligned(to: bytes) {
      reasons.append(.aligned(slot: slot.number, bytes: bytes))
    } else {
      reasons.append(
        .misaligned(
          slot: slot.number, bytes: bytes, guest: slot.guestAddresses.lowerBound % bytes,
          host: slot.hostAddress % bytes))
    }
    reasons.append(
      slot.containsBlock(of: bytes, around: address)
        ? .blockInside(slot: slot.number, bytes: bytes)
        : .blockOutside(slot: slot.number, bytes: bytes))
    if !slot.logsDirtyPages { reasons.append(.noDirtyLogging(slot: slot.number)) }
    if slot.isReadOnly { reasons.append(.readOnly(slot: slot.number)) }
    return reasons
  }

  /// The slot that would take a block, if all reasons allow one.
  private static func slotAllowingBlock(_ reasons: [MappingReason]) -> Int? {
    var slot: Int?
    for reason in reasons {
      switch reason {
      case .misaligned, .blockOutside, .dirtyLogging, .noMemslot, .memslotsNotRecorded: return nil
      case .aligned(let number, _): slot = number
      default: break
      }
    }
    return slot
  }
}
