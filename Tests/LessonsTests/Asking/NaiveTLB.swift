import VMSA

/// A second TLB with its tables, made of the steps as a student reads them.
struct NaiveTLB {
  struct Entry: Equatable {
    var start: UInt64
    var bytes: UInt64
    var output: UInt64
    /// "global", or the ASID.
    var owner: String

    func covers(_ address: UInt64) -> Bool { address >= start && address < start + bytes }
  }

  var held: [Entry] = []
  var tables: [String: [Entry]] = [:]
  var last = ""

  /// Goes through lines such as “3. use 0x1000 asid 1”.
  init(_ lines: [String]) {
    let steps = lines.map { $0.split(separator: " ").dropFirst().map(String.init) }
    for words in steps {
      for (place, word) in words.enumerated() where word == "asid" { tables[words[place + 1]] = [] }
    }
    for words in steps { take(words) }
  }

  private mutating func take(_ words: [String]) {
    let number = words.count > 1 ? Hexadecimal.parse(words[1]) ?? 0 : 0
    let asid = words.firstIndex(of: "asid").map { words[$0 + 1] }
    switch words[0] {
    case "map":
      let entry = Entry(
        start: number, bytes: words.contains("block") ? 2_097_152 : 4096,
        output: Hexadecimal.parse(words[3]) ?? 0, owner: asid ?? "global")
      for space in tables.keys where asid == nil || space == asid {
        tables[space]?.removeAll { $0.covers(entry.start) || entry.covers($0.start) }
        tables[space]?.append(entry)
      }
    case "unmap":
      for space in tables.keys where asid == nil || space == asid {
        tables[space]?.removeAll { $0.covers(number) }
      }
    case "use": use(number, asid ?? "")
    default: invalidate(words[1], Hexadecimal.parse(words.count > 2 ? words[2] : "") ?? 0, asid)
    }
  }

  private mutating func use(_ address: UInt64, _ asid: String) {
    let found = held.filter { $0.covers(address) && ($0.owner == "global" || $0.owner == asid) }
    if found.count > 1 {
      last = "conflict"
    } else if let entry = found.first {
      last = Hexadecimal.grouped(entry.output + (address - entry.start))
    } else if let entry = tables[asid]?.first(where: { $0.covers(address) }) {
      held.append(entry)
      last = Hexadecimal.grouped(entry.output + (address - entry.start))
    } else {
      last = "fault"
    }
  }

  private mutating func invalidate(_ name: String, _ address: UInt64, _ asid: String?) {
    held.removeAll { entry in
      switch name {
      case "VAE1", "VALE1":
        entry.covers(address) && (entry.owner == "global" || entry.owner == asid)
      case "VAAE1", "VAALE1": entry.covers(address)
      case "ASIDE1": entry.owner == asid
      default: true
      }
    }
  }
}
