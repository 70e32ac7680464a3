import Foundation
import Recorder
import TestSupport
import Testing

@Suite("The recording script's kprobes")
struct ScriptProbeTests {
  /// Definitions worked out from the model rather than by the shell.
  private func expected(_ version: KernelVersion, functions: Set<String>) -> [String] {
    ProbeGroup.allProbes.filter { functions.contains($0.function) }.flatMap { probe in
      let entry = probe.entry?.text(for: version, functions: functions).map {
        "p:tablewalk/\(probe.event) \(probe.function) \($0)"
      }
      let returned = probe.returned.map { "r:tablewalk/\(probe.event)_ret \(probe.function) \($0)" }
      return [entry, returned].compactMap(\.self)
    }
  }

  private func names(_ text: String) -> Set<String> {
    Set(text.split(separator: "\n").map(String.init))
  }

  @Test(
    "are those of the kernel's version",
    arguments: ["5.10", "5.15.100", "6.1.176", "6.2", "6.3.3", "6.3.4", "6.4", "6.12.95", "7.1"])
  func versions(release: String) throws {
    // The last is busybox's where it is installed.
    let shell = try #require(ScriptRunTests.shells.last)
    let fake = try FakeTracefs()
    var plan = RecordingPlan()
    plan.kernel = KernelVersion(release)
    #expect(try fake.run(plan, shell: shell).status == 0)
    let kernel = try #require(plan.kernel)
    #expect(fake.kprobes("during") == expected(kernel, functions: names(FakeTracefs.functions)))
  }

  @Test("a kernel before 5.10 is refused, because none of the functions is there")
  func tooOld() throws {
    let fake = try FakeTracefs()
    var plan = RecordingPlan()
    plan.kernel = KernelVersion(5, 9, 16)
    let result = try fake.run(plan)
    #expect(result.status == 1)
    #expect(result.errors.contains("5.10"))
  }

  @Test(
    "a function that came later shows a newer KVM in an older kernel",
    arguments: [
      ("5.14.0-427.el9", "", KernelVersion(5, 14)),
      ("5.14.0-284.el9", "kvm_pgtable_stage2_free_removed", KernelVersion(6, 2)),
      ("5.14.0-427.el9", "kvm_pgtable_stage2_split", KernelVersion(6, 5)),
      ("6.12.95+deb12-arm64", "kvm_pgtable_stage2_free_removed", KernelVersion(6, 12, 95)),
    ])
  func backports(release: String, function: String, readAs: KernelVersion) throws {
    let known =
      ProbeGroup.allProbes.map(\.function).filter { $0 != "kvm_pgtable_stage2_split" }
      + ["mmu_notifier_range_update_to_read_only", function]
    let fake = try FakeTracefs(functions: known.joined(separator: "\n") + "\n")
    try fake.tool("uname", "echo '\(release)'")
    #expect(try fake.run().status == 0)
    #expect(fake.kprobes("during") == expected(readAs, functions: Set(known)))
  }

  @Test("a function that is not there is named in the recording, and the rest is recorded")
  func missing() throws {
    let fake = try FakeTracefs(functions: "kvm_pgtable_stage2_map\t[kvm]\n")
    #expect(try fake.run().status == 0)
    let defined = fake.kprobes("during").map { $0.split(separator: " ")[1] }
    #expect(Set(defined) == ["kvm_pgtable_stage2_map", "stage2_map_walker"])
    let line =
      "# tablewalk: not recorded: stage2_try_break_pte is no function of its own in this kernel"
    #expect(fake.notes.contains(line))
    #expect(fake.notes.contains { $0.contains("no tracepoint mmap_lock:mmap_lock_released") })
  }

  @Test("a clone is recorded only when asked for, and a function's part never")
  func clones() throws {
    for usesClones in [false, true] {
      let fake = try FakeTracefs(
        functions: "stage2_try_break_pte.isra.0\nstage2_try_set_pte.constprop.12\n"
          + "stage2_make_pte.part.0\n")
      var plan = RecordingPlan()
      plan.usesClones = usesClones
      #expect(try fake.run(plan).status == 0)
      let defined = fake.kprobes("during").map { String($0.split(separator: " ")[1]) }
      let clones = ["stage2_try_break_pte.isra.0", "stage2_try_set_pte.constprop.12"]
      #expect(defined == ["stage2_map_walker"] + (usesClones ? clones : []))
      #expect(fake.notes.contains { $0.contains("stage2_try_break_pte.isra.0") })
    }
  }

  @Test("where functions cannot be listed, every probe is tried")
  func unlisted() throws {
    let fake = try FakeTracefs(functions: "")
    try fake.folder.write("kallsyms", "")
    #expect(try fake.run().status == 0)
    let returns = ProbeGroup.allProbes.count { $0.returned != nil }
    #expect(fake.kprobes("during").count == ProbeGroup.allProbes.count + returns)
  }
}
