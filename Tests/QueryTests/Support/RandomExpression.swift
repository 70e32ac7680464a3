import TestSupport

@testable import Query

/// Expressions as a person may write them, at random.
struct RandomExpression {
  var random: SplitMix64

  mutating func text(depth: Int = 3) -> String {
    switch Int.random(in: 0..<(depth > 0 ? 6 : 2), using: &random) {
    case 0, 1: comparison()
    case 2: "\(text(depth: depth - 1)) && \(part(depth))"
    case 3: "\(text(depth: depth - 1)) || \(part(depth))"
    case 4: "!(\(text(depth: depth - 1)))"
    default: "(\(text(depth: depth - 1)))"
    }
  }

  private mutating func part(_ depth: Int) -> String {
    random.once(in: 5) ? "\"\(phrase())\"" : "(\(text(depth: depth - 1)))"
  }

  private mutating func phrase() -> String { pick(["kvm", "DABT", "dabt", "ret=-11", "nothing"]) }

  private mutating func pick(_ choices: [String]) -> String {
    choices.randomElement(using: &random) ?? ""
  }

  mutating func comparison(of field: QueryField? = nil) -> String {
    let field = field ?? QueryField.allCases.randomElement(using: &random) ?? .event
    if field.sort == .name {
      let relation = pick(["=", "!=", "~", " in "])
      if relation == " in " { return "\(field.rawValue) in {\(value(field)), \(value(field))}" }
      return "\(field.rawValue)\(relation)\(value(field))"
    }
    let relation = pick(["=", "!=", "<", "<=", ">", ">=", " in ", " in "])
    guard relation == " in " else { return "\(field.rawValue) \(relation) \(value(field))" }
    switch Int.random(in: 0..<4, using: &random) {
    case 0: return "\(field.rawValue) in \(value(field))..\(value(field))"
    case 1: return "\(field.rawValue) in ..\(value(field))"
    case 2: return "\(field.rawValue) in \(value(field)).."
    default:
      return "\(field.rawValue) in {\(value(field)), \(value(field))..\(value(field))}"
    }
  }

  private mutating func value(_ field: QueryField) -> String {
    switch field {
    case .thread: pick(["vcpu0", "vcpu1", "qemu", "kvmtest-101", "\"a b\"", "v0", "none", "q*"])
    case .kind: pick(["kvm_*", "kvm_exit", "k_s2map", "nope"])
    case .text: pick(["DABT", "ret=-11".quoted, "w*"])
    case .lock: pick(["mmu_lock", "mmap_lock", "00000000abcd", "m*"])
    case .outcome, .mode, .change, .provenance: pick(field.vocabulary ?? [])
    case .rule: pick(["madeByMapCall", "clearedByUnmap", "lostEvents"])
    case .event: String(Int.random(in: 0..<400, using: &random))
    case .time: pick(["1.0005", "1.001", "+200us", "+1ms", "1002ms"])
    case .cpu: pick(["0", "1", "2", "7"])
    case .pid: pick(["100", "101", "102", "5"])
    case .vm: pick(["1", "2", "3"])
    case .level: pick(["2", "3", "-1"])
    case .table: pick(["0", "1", "4", "0xffff800000000001"])
    case .size: pick(["4K", "2M", "0x1000", "0"])
    case .wait, .hold, .duration: pick(["0us", "10us", "25us", "1ms", "3s"])
    case .ipa: pick(["0x4000_0000", "0x40001000", "1G", "0x4020_0000", "0x40155000", "0"])
    case .va: pick(["0x40000_0000", "0x402000000", "0x400100000"])
    case .hva: pick(["0xffff00000000", "0xffff00200000", "0xffff00001000"])
    case .pa: pick(["0x40200000", "0x43002000", "0x43000000", "0x49000000", "0x49100000"])
    }
  }
}

extension String {
  fileprivate var quoted: String { "\"\(self)\"" }
}
