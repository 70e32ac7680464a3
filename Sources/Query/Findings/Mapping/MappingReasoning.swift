import Machine
import VMSA

/// Why a fault was resolved with the size it was, as far as is known at one instant.
public struct MappingReasoning: Hashable, Sendable {
  /// What decided it, most decisive first.
  public var reasons: [MappingReason]
  /// The granule, whose sizes the words name.
  public var granule: Granule

  /// Reasons about a fault, an index into ``Cast/faults``, at the instant of a state.
  public init(fault: Int, at index: Int, _ machine: MachineState, _ cast: Cast) {
    let record = cast.faults[fault]
    granule = cast.granule(of: record)
    let isOver = record.endEvent.map { $0 <= index } ?? false
    let calls = MappingReasoning.lastCalls(ofFault: fault, at: index, cast)
    let requested = calls.map.map { $0.addresses.upperBound &- $0.addresses.lowerBound }
    let geometry = MappingGeometry(
      at: record.address.raw, blockBytes: granule.entrySpanBytes(at: .two),
      requested: requested, memslots: MemslotsInForce(machine), cast: cast)
    reasons = []
    if isOver, let outcome = record.outcome { reasons.append(.outcome(outcome)) }
    if !isOver {
      let way = MappingReasoning.underWay(calls.last, at: index)
      if let way {
        reasons.append(way)
      } else if calls.last == nil, geometry.leavesToUserSpace(record) {
        reasons.append(.emulating)
      }
    }
    if let requested {
      reasons.append(.requested(bytes: requested))
    } else if !isOver, reasons.isEmpty {
      reasons.append(.notDecided)
    }
    reasons += geometry.facts
    let open = machine.openInvalidations.count { number in
      cast.invalidations.indices.contains(number) && cast.invalidations[number].meetsMemslot
    }
    if !isOver, open > 0 { reasons.append(.invalidationOpen(count: open)) }
  }

  /// The function that maps for a fault.
  static let mapFunction = "kvm_pgtable_stage2_map"
  /// The function that adds permissions for a fault.
  static let relaxFunction = "kvm_pgtable_stage2_relax_perms"

  /// What the last call that works on a fault's entry has come to, where that is no mapping.
  private static func underWay(_ call: CallRecord?, at index: Int) -> MappingReason? {
    guard let call else { return nil }
    if call.function == relaxFunction { return .relaxing }
    guard let end = call.endEvent, end <= index, let returned = call.returned, returned != 0
    else { return nil }
    return .mapFailed(returned)
  }

  /// How many calls after a fault are looked at.
  private static let callLimit = 512

  /// The last call of a fault up to now that works on its entry, and the last that maps.
  private static func lastCalls(
    ofFault fault: Int, at index: Int, _ cast: Cast
  ) -> (last: CallRecord?, map: CallRecord?) {
    let first = cast.faults[fault].event
    let end = min(index, cast.faults[fault].endEvent ?? index)
    let start = cast.calls.partitioningIndex { $0.event >= first }
    var found: (last: CallRecord?, map: CallRecord?) = (nil, nil)
    for call in cast.calls[start...].prefix(callLimit) {
      guard call.event <= end else { break }
      guard call.fault == fault else { continue }
      if call.function == mapFunction, !call.addresses.isEmpty { found = (call, call) }
      if call.function == relaxFunction { found.last = call }
    }
    return found
  }
}

extension MappingGeometry {
  /// Whether the memslots told of show that no memory takes a fault's access.
  func leavesToUserSpace(_ fault: FaultRecord) -> Bool {
    if facts == [.noMemslot] { return true }
    let isReadOnly = facts.contains { if case .readOnly = $0 { true } else { false } }
    return isReadOnly && fault.syndrome.isWrite
  }
}
