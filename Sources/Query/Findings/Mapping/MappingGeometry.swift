import Machine
import VMSA

/// What a memslot says about mapping an address by a block: the one place where that is decided.
///
/// Source: KVM's rules for huge mappings, `fault_supports_stage2_huge_mapping` and the use of
/// pages while dirty pages are logged (`user_mem_abort`, arch/arm64/kvm/mmu.c).
public struct MappingGeometry: Sendable {
  /// The facts, in the order in which they count.
  public let facts: [MappingReason]
  /// The number of the slot, where one covers the address.
  public let slot: Int?

  /// Looks at the block of a size around an address.
  ///
  /// - Parameters:
  ///   - blockBytes: the size of a block at level 2.
  ///   - requested: the bytes that were mapped or asked for; nil before anything was.
  public init(
    at address: UInt64, blockBytes: UInt64, requested: UInt64?, memslots: MemslotsInForce,
    cast: Cast
  ) {
    guard let slot = memslots.slot(containing: address, in: cast) else {
      self.slot = nil
      facts = memslots.isEmpty ? [.memslotsNotRecorded] : [.noMemslot]
      return
    }
    self.slot = slot.number
    var facts = MappingGeometry.facts(
      of: slot, at: address, bytes: max(blockBytes, requested ?? 0))
    let isForbidden = facts.contains { PageReason($0) != nil }
    if let requested, requested < blockBytes, !isForbidden {
      facts.append(.hostPageNotHuge(slot: slot.number, bytes: blockBytes))
    }
    self.facts = facts
  }

  private static func facts(
    of slot: MemslotRecord, at address: UInt64, bytes: UInt64
  ) -> [MappingReason] {
    var facts: [MappingReason] = []
    let number = slot.number
    if slot.logsDirtyPages { facts.append(.dirtyLogging(slot: number)) }
    if slot.isAligned(to: bytes) {
      facts.append(.aligned(slot: number, bytes: bytes))
    } else {
      facts.append(
        .misaligned(
          slot: number, bytes: bytes, guest: slot.guestAddresses.lowerBound % max(1, bytes),
          host: slot.hostAddress % max(1, bytes)))
    }
    facts.append(
      slot.containsBlock(of: bytes, around: address)
        ? .blockInside(slot: number, bytes: bytes) : .blockOutside(slot: number, bytes: bytes))
    if !slot.logsDirtyPages { facts.append(.noDirtyLogging(slot: number)) }
    if slot.isReadOnly { facts.append(.readOnly(slot: number)) }
    return facts
  }

  /// Why it is no block, by the first fact that forbids one; nil where nothing does.
  public var pageReason: PageReason? { facts.lazy.compactMap { PageReason($0) }.first }
}

extension Cast {
  /// The granule of a fault's tables; 4K where no tables are known.
  public func granule(of fault: FaultRecord) -> Granule {
    let own = fault.machine.flatMap { machines.indices.contains($0) ? machines[$0].root : nil }
    guard let root = own ?? roots.indices.first, roots.indices.contains(root) else {
      return .size4K
    }
    return roots[root].format.granule
  }
}
