/// The columns of the flat forms, in their order. Documentation/QUERIES.md says what each holds.
///
/// The names are a promise to scripts: new ones join at the end, none is renamed.
enum FlatColumn: Int, CaseIterable {
  case file, event, row
  case timeNanoseconds
  case cpu, thread, pid, vcpu, vm, kind, text
  case fault, function
  case inputAddress
  case change, provenance, rule
  case table, level, entry
  case old, new
  case oldKind, newKind
  case bytes
  case lock, lockKind, lockAddress, mode, contended
  case durationNanoseconds
  case outcome

  /// The column's name in a file.
  var name: StaticString {
    switch self {
    case .file: "file"
    case .event: "event"
    case .row: "row"
    case .timeNanoseconds: "time_ns"
    case .cpu: "cpu"
    case .thread: "thread"
    case .pid: "pid"
    case .vcpu: "vcpu"
    case .vm: "vm"
    case .kind: "kind"
    case .text: "text"
    case .fault: "fault"
    case .function: "function"
    case .inputAddress: "ipa"
    case .change: "change"
    case .provenance: "provenance"
    case .rule: "rule"
    case .table: "table_number"
    case .level: "level"
    case .entry: "entry"
    case .old: "old"
    case .new: "new"
    case .oldKind: "old_kind"
    case .newKind: "new_kind"
    case .bytes: "bytes"
    case .lock: "lock"
    case .lockKind: "lock_kind"
    case .lockAddress: "lock_address"
    case .mode: "mode"
    case .contended: "contended"
    case .durationNanoseconds: "duration_ns"
    case .outcome: "outcome"
    }
  }
}
