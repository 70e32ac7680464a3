import Testing

@testable import Traces

@Suite("Function graph")
struct GraphTests {
  @Test("calls and returns are nested, with times made of durations")
  func withoutTimes() {
    let reading = CollectedRecords.reading(
      text: """
        # tracer: function_graph
        #
        # CPU  DURATION                  FUNCTION CALLS
        # |     |   |                     |   |   |   |
         0)               |  /* memslot slot=0 gpa=0x10000 hva=0xffff81200000 size=0x10000 flags=0 */
         0)               |  kvm_handle_guest_abort() {
         0)               |  /* kvm_guest_fault: ipa 0x10000, hsr 0x82000005, hxfar 0x010000, pc 0x00000000010000 */
         0)               |    kvm_pgtable_stage2_map() {
         0)   5.428 us    |      stage2_has_fwb();
         0) ! 398.522 us  |    }
         0) # 1209.176 us |  }
         ------------------------------------------
         0)  kvmtest-814   =>    <idle>-0   
         ------------------------------------------

         0) + 63.444 us   |  queued_spin_lock_slowpath();

        """)
    #expect(reading.tally.unparsed.count == 0)
    #expect(
      reading.records.map(\.kind) == [
        "tracing_mark_write", "funcgraph_entry", "kvm_guest_fault", "funcgraph_entry",
        "funcgraph_entry", "funcgraph_exit", "funcgraph_exit", "funcgraph_exit",
        "funcgraph_entry", "funcgraph_exit",
      ])
    #expect(reading.records[0].fields[.hva] == 0xffff_8120_0000)
    #expect(reading.records[1].meaning == .call(.handleGuestAbort))
    #expect(reading.records[2].fields[.ipa] == 0x10000)
    #expect(reading.records[6].meaning == .returned(.mapStage2))
    #expect(reading.records[7].meaning == .returned(.handleGuestAbort))
    #expect(reading.records.map(\.identifier) == [814, 814, 814, 814, 814, 814, 814, 814, 0, 0])
    #expect(reading.records[0].command == "kvmtest")
    #expect(reading.records[7].time == 1_209_176)
    #expect(reading.records[9].time == 1_209_176 + 63_444)
    #expect(reading.texts[5] == "stage2_has_fwb 5.428 us")
    #expect(reading.texts[6] == "kvm_pgtable_stage2_map 398.522 us")
    #expect(reading.texts[2].hasPrefix("ipa 0x10000"))
    #expect(reading.tally.notes.first?.contains("funcgraph-abstime") == true)
  }

  @Test("with times and threads, and names and values behind returns")
  func withTimes() {
    let reading = CollectedRecords.reading(
      text: """
          149.096965 |   1)  kvmtest-819   |               |  kvm_pgtable_stage2_map() {
          149.097000 |   0)   kworker-9    | ! 803.734 us  |  queued_spin_lock_slowpath();
          149.098735 |   1)  kvmtest-819   | + 40.660 us   |  } /* kvm_pgtable_stage2_map = -11 */
          149.098781 |   1)  kvmtest-819   |   7.060 us    |  stage2_try_set_pte(); /* = 0x1 */

        """)
    #expect(reading.tally.unparsed.count == 0)
    #expect(reading.records.map(\.identifier) == [819, 9, 9, 819, 819, 819])
    #expect(reading.records.map(\.cpu) == [1, 0, 0, 1, 1, 1])
    #expect(reading.records[2].time == 149_097_803_734)
    #expect(reading.records[3].meaning == .returned(.mapStage2))
    #expect(reading.records[3].fields[.ret] == UInt64(bitPattern: -11))
    #expect(reading.records[5].fields[.ret] == 1)
    #expect(reading.tally.notes.isEmpty)
  }

  @Test("a return whose call is not recorded is shown, and ends nothing")
  func unknownReturn() {
    let reading = CollectedRecords.reading(
      text: " 0) + 10.375 us   |  }\n 0) + 10.375 us   |  } /* kvm_pgtable_stage2_unmap */\n")
    #expect(reading.records.map(\.meaning) == [.other, .returned(.unmapStage2)])
    #expect(reading.records.allSatisfy { $0.identifier == -1 && $0.command == "CPU 0" })
    #expect(reading.texts == ["? 10.375 us", "kvm_pgtable_stage2_unmap 10.375 us"])
  }

  @Test("a marker with newlines is one record")
  func markerWithNewlines() {
    let reading = CollectedRecords.reading(
      text: " 0)               |  /* multi\nline\n kvm */\n 0)   1.000 us    |  kvm_x();\n")
    #expect(
      reading.records.map(\.kind) == ["tracing_mark_write", "funcgraph_entry", "funcgraph_exit"])
    #expect(reading.texts[0] == "multi\nline\n kvm")
    #expect(reading.tally.unparsed.count == 0)
    #expect(reading.records[1].line == 4)
  }
}
