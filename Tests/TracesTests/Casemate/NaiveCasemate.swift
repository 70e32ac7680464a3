import Machine

/// A casemate log of one line a record read the plain way: a dictionary of words, walked at the end.
struct NaiveCasemate {
  private var words: [UInt64: UInt64] = [:]
  private var roots: Set<UInt64> = []

  /// One entry that is not 0, by where it lies and what it translates.
  struct Entry: Hashable {
    var address: UInt64
    var level: Int
    var word: UInt64
  }

  init(_ lines: [String]) {
    for line in lines { take(line) }
  }

  /// `(key value)` of a line.
  static func field(_ key: String, _ line: String) -> String? {
    guard let start = line.range(of: "(\(key) ") else { return nil }
    return String(line[start.upperBound...].prefix { $0 != ")" })
  }

  private mutating func take(_ line: String) {
    func number(_ key: String) -> UInt64 {
      NaiveCasemate.field(key, line).flatMap { UInt64($0, radix: 16) } ?? 0
    }
    let name = line.dropFirst().prefix { $0 != " " }
    let (address, value) = (number("address"), number("value"))
    switch name {
    case "mem-write", "mem-read": words[address] = value
    case "mem-init", "mem-set":
      let byte = name == "mem-set" ? value : 0
      for place in stride(from: address, to: address + number("size"), by: 8) {
        words[place] = byte * 0x0101_0101_0101_0101
      }
    case "sysreg-write" where NaiveCasemate.field("sysreg", line) == "vttbr_el2":
      roots.insert(value & 0xFFFF_FFFF_F000)
    default: break
    }
  }

  /// Every entry that is not 0 in the tables below the roots, of four levels of 4K tables.
  var entries: Set<Entry> {
    var found: Set<Entry> = []
    for root in roots { collect(root, level: 0, into: &found) }
    return found
  }

  private func collect(_ table: UInt64, level: Int, into found: inout Set<Entry>) {
    for index in UInt64(0)..<512 {
      guard let word = words[table + index * 8], word != 0 else { continue }
      found.insert(Entry(address: table + index * 8, level: level, word: word))
      if word & 3 == 3, level < 3 {
        collect(word & 0xFFFF_FFFF_F000, level: level + 1, into: &found)
      }
    }
  }
}

extension Timeline {
  /// The same of a timeline's last state.
  var finalEntries: Set<NaiveCasemate.Entry> {
    var found: Set<NaiveCasemate.Entry> = []
    let state = state(at: count - 1)
    for root in 0..<cast.roots.count {
      for table in state.tables(ofRoot: root, cast: cast) {
        let info = cast.tables[table]
        for index in 0..<info.entryCount {
          let word = state.entry(ofSlot: info.firstSlot + index)
          guard word != 0, state.isKnown(slot: info.firstSlot + index) else { continue }
          found.insert(
            NaiveCasemate.Entry(
              address: (info.kernelAddress ?? 0) + UInt64(index) * 8, level: info.level.number,
              word: word))
        }
      }
    }
    return found
  }
}
