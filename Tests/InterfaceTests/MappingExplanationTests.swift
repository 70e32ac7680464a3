import Machine
import Query
import Testing
import VMSA

@testable import Interface

@Suite("Why a fault is mapped as it is")
struct MappingExplanationTests {
  /// A slot of 4M at IPA 0x4000_0000 unless said otherwise, and a fault in it.
  private func explanation(
    guest: Range<UInt64>? = 0x4000_0000..<0x4040_0000, host: UInt64 = 0xffff_9a40_0000,
    flags: UInt64 = 0, requesting bytes: UInt64? = 0x1000,
    outcome: FaultRecord.Outcome? = nil, address: UInt64 = 0x4020_1000
  ) -> MappingExplanation {
    var story = SampleBuilder()
    let thread = story.thread(1, "vcpu")
    story.tell("tracing_mark_write", by: thread)
    if let guest {
      story.timeline.cast.memslots = [
        MemslotRecord(number: 3, guestAddresses: guest, hostAddress: host, flags: flags, event: 0)
      ]
      story.set(.memslot, 3, to: 1)
    }
    story.tell("kvm_guest_fault", by: thread)
    story.beginFault(by: thread, at: address)
    if let bytes {
      let start = address - address % bytes
      story.tell("k_s2map", by: thread)
      story.enter("kvm_pgtable_stage2_map", by: thread, start..<start + bytes)
    }
    if let outcome {
      story.tell("kvm_entry", by: thread)
      story.leave(by: thread, returning: 0)
      story.endFault(by: thread, outcome)
    }
    return MappingExplanation(.sample(story.made(), at: story.event), fault: 0)
  }

  @Test("a 2M block: addresses agree, the block lies inside, nothing is logged")
  func block() {
    let found = explanation(requesting: 0x20_0000, outcome: .mapped(bytes: 0x20_0000))
    #expect(
      found.reasons == [
        .outcome(.mapped(bytes: 0x20_0000)), .requested(bytes: 0x20_0000),
        .aligned(slot: 3, bytes: 0x20_0000), .blockInside(slot: 3, bytes: 0x20_0000),
        .noDirtyLogging(slot: 3),
      ])
    #expect(found.sentences.hasPrefix("Mapped as one 2M block. Guest and host addresses"))
  }

  @Test("dirty logging takes pages, and then nothing else matters")
  func dirtyLogging() {
    let found = explanation(flags: 1)
    #expect(found.reasons.contains(.dirtyLogging(slot: 3)))
    #expect(!found.reasons.contains(.hostPageNotHuge(slot: 3, bytes: 0x20_0000)))
    #expect(
      found.sentences == "Being mapped as a 4K page. Dirty pages of slot 3 are logged: that takes "
        + "pages, never blocks.")
  }

  @Test("addresses that differ modulo 2M take pages, and both remainders are told")
  func misaligned() {
    let found = explanation(host: 0xffff_9a40_3000)
    #expect(
      found.reasons.contains(.misaligned(slot: 3, bytes: 0x20_0000, guest: 0, host: 0x3000)))
    #expect(found.sentences.contains("(0x0 and 0x3000)"))
  }

  @Test("a block that would reach beyond the slot takes pages")
  func outside() {
    let found = explanation(guest: 0x4000_0000..<0x4030_0000)
    #expect(found.reasons.contains(.blockOutside(slot: 3, bytes: 0x20_0000)))
    #expect(found.sentences.contains("reaches beyond slot 3"))
  }

  @Test("where all is fit for a block and pages were asked for, it was the host: not recorded")
  func hostPage() {
    let found = explanation()
    #expect(found.reasons.contains(.hostPageNotHuge(slot: 3, bytes: 0x20_0000)))
    #expect(found.sentences.contains("not recorded"))
  }

  @Test("without memslots in the recording nothing is claimed about alignment")
  func noMemslotsRecorded() {
    let found = explanation(guest: nil)
    #expect(found.reasons == [.requested(bytes: 0x1000), .memslotsNotRecorded])
    #expect(found.sentences.contains("not recorded"))
  }

  @Test("an address outside every slot is a device's")
  func device() {
    let found = explanation(requesting: nil, outcome: .emulated, address: 0x900_0000)
    #expect(found.reasons == [.outcome(.emulated), .noMemslot])
    #expect(found.outcomeWords == "no memslot there: left to user space as MMIO")
    #expect(found.sentences.contains("MMIO"))
  }

  @Test("before the map call nothing is decided")
  func notDecided() {
    #expect(explanation(requesting: nil).reasons.first == .notDecided)
  }

  @Test(
    "a fault that left no mapping is not explained by sizes",
    arguments: [FaultRecord.Outcome.retried, .entryBusy, .failed(-12)])
  func noMapping(outcome: FaultRecord.Outcome) {
    #expect(!explanation(outcome: outcome).sentences.contains("modulo"))
  }

  @Test("what happens later is not known yet", arguments: [-1, 4, 8, 12])
  func noForesight(index: Int) {
    let state = AppState.story(at: index)
    for fault in state.cast.faults.indices where state.cast.faults[fault].event <= index {
      for reason in MappingExplanation(state, fault: fault).reasons {
        if case .outcome = reason { Issue.record("event \(index) tells how fault \(fault) ends") }
      }
    }
  }
}
