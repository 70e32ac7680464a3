import Machine
import Query
import VMSA

extension MappingExplanation {
  /// The explanation in one short paragraph: what was done, then because of what.
  var sentences: String {
    var parts: [String] = []
    if let headline { parts.append(headline) }
    let causes = shownReasons.compactMap(words(for:))
    if !causes.isEmpty { parts.append(causes.joined(separator: " ")) }
    return parts.joined(separator: " ")
  }

  private var requestedBytes: UInt64? {
    for case .requested(let bytes) in reasons { return bytes }
    return nil
  }

  private var blockBytes: UInt64 { granule.entrySpanBytes(at: .two) }

  private var outcome: FaultRecord.Outcome? {
    for case .outcome(let outcome) in reasons { return outcome }
    return nil
  }

  private var headline: String? {
    switch outcome {
    case .mapped(let bytes)?: return "Mapped as \(sizeWords(bytes))."
    case .relaxed?: return "Only permissions were added: the entry was there and kept its size."
    case .accessFlagSet?: return "Only the access flag was set: the entry was there."
    case .entryBusy?: return "Nothing mapped: \(outcomeWords)."
    case .retried?:
      return "Nothing mapped: an invalidation was in progress, or ended since the host page was "
        + "looked up. The guest runs the instruction again."
    case .emulated?: return "Nothing mapped: \(outcomeWords)."
    case .failed(let number)?:
      return "The handler failed with \(FaultPath.returnedWords(number))."
    case .resumed?: return "The guest went on; whether something was mapped is not recorded."
    case nil:
      if let underWay { return underWay }
      return requestedBytes.map { "Being mapped as \(sizeWords($0))." }
    }
  }

  /// What a fault in flight has come to, where that is no mapping.
  private var underWay: String? {
    for reason in reasons {
      switch reason {
      case .mapFailed(-11):
        return "Nothing mapped: another thread had mapped it already, or was changing the entry "
          + "(EAGAIN); the guest will try again."
      case .mapFailed(let number):
        return "Nothing mapped: the map call failed with \(FaultPath.returnedWords(number))."
      case .emulating: return "Nothing is mapped: \(outcomeWords)."
      case .relaxing:
        return "Permissions are being added: the entry is there and keeps its size."
      default: continue
      }
    }
    return nil
  }

  private func sizeWords(_ bytes: UInt64) -> String {
    // A function tracer's call has no arguments.
    if bytes == 0 { return "something of a size that is not recorded" }
    if bytes == granule.pageSizeBytes { return "a \(ByteSize.text(bytes)) page" }
    let isBlock = Level.allCases.contains {
      $0 < .three && granule.entrySpanBytes(at: $0) == bytes
    }
    return isBlock ? "one \(ByteSize.text(bytes)) block" : "\(ByteSize.text(bytes)) of pages"
  }

  /// The reasons that bear on how it ended: a retry has nothing to do with sizes.
  private var shownReasons: [MappingReason] {
    switch outcome {
    case .entryBusy?, .retried?, .relaxed?, .accessFlagSet?, .failed?: return []
    case .emulated?: return []
    case .mapped?, .resumed?, nil: if underWay != nil { return [] }
    }
    // One reason that forbids a block is enough; the others would have been asked in vain.
    // What the host did not do says all the rest in one sentence.
    if let host = reasons.first(where: { isAboutHost($0) }) {
      return reasons.filter { $0 == host || isAboutInvalidation($0) }
    }
    guard let decisive = reasons.first(where: { forbidsBlock($0) }),
      requestedBytes.map({ $0 < blockBytes }) ?? true
    else { return reasons }
    return reasons.filter { $0 == .notDecided || $0 == decisive || isAboutInvalidation($0) }
  }

  private func isAboutHost(_ reason: MappingReason) -> Bool {
    if case .hostPageNotHuge = reason { true } else { false }
  }

  private func isAboutInvalidation(_ reason: MappingReason) -> Bool {
    if case .invalidationOpen = reason { true } else { false }
  }

  private func forbidsBlock(_ reason: MappingReason) -> Bool {
    PageReason(reason)?.isOfSlot ?? false
  }

  private func words(for reason: MappingReason) -> String? {
    switch reason {
    case .requested, .outcome, .mapFailed, .emulating, .relaxing: return nil
    case .notDecided: return "Not decided yet what will be mapped."
    case .memslotsNotRecorded:
      return "Why this size: the memslot is not recorded, so its alignment and whether dirty "
        + "pages are logged are not known."
    case .noMemslot: return "No recorded memslot covers the address, as for a device (MMIO)."
    case .aligned(let slot, let bytes):
      return "Guest and host addresses of slot \(slot) agree modulo \(ByteSize.text(bytes))."
    case .misaligned(let slot, let bytes, let guest, let host):
      let size = ByteSize.text(bytes)
      return "In slot \(slot) guest and host addresses differ modulo \(size) "
        + "(\(Hexadecimal.plain(guest)) and \(Hexadecimal.plain(host))), so no \(size) block fits."
    case .blockInside(_, let bytes):
      return "The whole \(ByteSize.text(bytes)) block lies inside the slot."
    case .blockOutside(let slot, let bytes):
      return "The \(ByteSize.text(bytes)) block around the address reaches beyond slot \(slot), "
        + "so only pages fit."
    case .dirtyLogging(let slot):
      return "Dirty pages of slot \(slot) are logged: that takes pages, never blocks."
    case .noDirtyLogging: return "Dirty pages are not logged."
    case .readOnly(let slot): return "Slot \(slot) is read-only for the guest."
    case .hostPageNotHuge(let slot, let bytes):
      return "Slot \(slot) would allow a \(ByteSize.text(bytes)) block: addresses agree, the block "
        + "lies inside, dirty pages are not logged. So most likely the host's own mapping there "
        + "was smaller; that is not recorded."
    case .invalidationOpen(let count):
      let what = count == 1 ? "An invalidation is" : "\(count) invalidations are"
      return "\(what) open: a fault that maps now must try again."
    }
  }
}
