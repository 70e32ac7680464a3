extension QueryField {
  /// One line of the manual: what the field is of an event.
  public var words: String {
    switch self {
    case .event: "its number, from 0"
    case .time: "its time, in seconds of the recording's clock; `+` counts from the first event"
    case .cpu: "the CPU it was recorded on"
    case .thread:
      "its thread: by command, by “command-pid”, or `vcpu0` for the first thread that enters a guest"
    case .pid: "its thread's number"
    case .vm: "the virtual machines, from 1, that its thread works for or that it changes"
    case .kind: "the name of its kind"
    case .text: "its text, without the kind"
    case .ipa:
      "intermediate (guest) addresses: of the fault or call that begins or ends, of the entry, "
        + "table or memslot changed, of the entry visited"
    case .va: "the guest virtual address of the fault that begins or ends"
    case .hva: "host virtual addresses: of the invalidation that begins or ends, of the memslot set"
    case .pa: "output addresses (also `output`): of the entry written, of the map call"
    case .size: "bytes mapped: by the fault that begins or ends, by the block or page written"
    case .outcome: "how the fault ends that begins or ends: " + list(QueryVocabulary.outcomes)
    case .duration: "how long the fault or call takes that begins"
    case .lock: "the lock it takes, wants or lets go of: by name or recorded address"
    case .mode: "for what: " + list(QueryVocabulary.modes)
    case .wait: "how long the wait for a lock takes that begins or ends"
    case .hold: "how long the hold of a lock takes that begins or ends"
    case .change: "what it changes: " + list(QueryVocabulary.changeWords)
    case .level: "the level of the entry or table it changes"
    case .table: "the number of the table it changes, or the kernel address of it"
    case .provenance: "how a change is known: " + list(QueryVocabulary.provenances)
    case .rule: "the rule a change is inferred by, such as `madeByMapCall`"
    }
  }

  /// An expression with the field.
  public var example: String {
    switch self {
    case .event: "event in 100..200"
    case .time: "time > +10ms"
    case .cpu: "cpu = 1"
    case .thread: "thread = vcpu0"
    case .pid: "pid in {574, 575}"
    case .vm: "vm = 1"
    case .kind: "kind = kvm_*"
    case .text: "text ~ DABT"
    case .ipa: "ipa in 0x4000_0000..0x4020_0000"
    case .va: "va = 0xffff80001234"
    case .hva: "hva in 0xffff9a400000..0xffff9a600000"
    case .pa: "pa = 0x49400000"
    case .size: "size >= 2M"
    case .outcome: "outcome in {busy, retried}"
    case .duration: "duration > 100us"
    case .lock: "lock = mmu_lock"
    case .mode: "mode = write"
    case .wait: "wait > 10us"
    case .hold: "hold > 1ms"
    case .change: "change = descriptor"
    case .level: "level = 2"
    case .table: "table = 3"
    case .provenance: "provenance = observed"
    case .rule: "rule = clearedByUnmap"
    }
  }

  private func list(_ words: [String]) -> String {
    words.map { "`\($0)`" }.joined(separator: ", ")
  }

  /// The fields as a Markdown table, for the manual.
  public static var manual: String {
    let rows = allCases.map { "| `\($0.rawValue)` | \($0.words) | `\($0.example)` |" }
    return (["| field | of an event | example |", "|---|---|---|"] + rows).joined(separator: "\n")
  }
}
