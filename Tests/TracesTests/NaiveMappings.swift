/// A second, deliberately plain account of what a recording maps: whole calls only, no walkers, text
/// split at blanks, one dictionary.
///
/// A map call that returned 0 maps its addresses with the largest pieces that fit; an unmap call or
/// a freed root removes whatever it touches; anything a new piece covers is gone.
struct NaiveMappings {
  struct Piece: Hashable {
    var size: UInt64
    var output: UInt64
  }

  private(set) var pieces: [UInt64: Piece] = [:]
  private var openCalls: [String: [String: UInt64]] = [:]

  /// Takes a line in; true when it ended a call, so that the account is complete at this line.
  mutating func take(_ line: String) -> Bool {
    guard line.count > 17, let thread = line.split(separator: "[").first.map(String.init) else {
      return false
    }
    let fields = NaiveMappings.fields(line)
    if line.contains(" k_s2map: ") || line.contains(" k_s2unmap: ") {
      openCalls[thread] = fields
      return false
    }
    if line.contains(" k_s2map_ret: ") {
      defer { openCalls[thread] = nil }
      guard let call = openCalls[thread], line.hasSuffix("ret=0") else {
        return line.contains("ret=")
      }
      map(call["addr"] ?? 0, call["size"] ?? 0, call["phys"] ?? 0)
      return true
    }
    if line.contains(" k_s2unmap_ret: ") {
      defer { openCalls[thread] = nil }
      guard let call = openCalls[thread] else { return false }
      remove(call["addr"] ?? 0, call["size"] ?? 0)
      return true
    }
    if line.contains(" k_free_pgd: ") {
      pieces = [:]
      return true
    }
    return false
  }

  private mutating func map(_ address: UInt64, _ size: UInt64, _ output: UInt64) {
    var done: UInt64 = 0
    while done < size {
      let here = address + done
      let sizes: [UInt64] = [1 << 30, 1 << 21, 1 << 12]
      guard
        let piece = sizes.first(where: {
          here % $0 == 0 && (output + done) % $0 == 0 && $0 <= size - done
        })
      else { return }
      remove(here, piece)
      pieces[here] = Piece(size: piece, output: output + done)
      done += piece
    }
  }

  private mutating func remove(_ address: UInt64, _ size: UInt64) {
    pieces = pieces.filter { $0.key + $0.value.size <= address || $0.key >= address + size }
  }

  private static func fields(_ line: String) -> [String: UInt64] {
    var fields: [String: UInt64] = [:]
    for word in line.split(separator: " ") {
      let parts = word.split(separator: "=", maxSplits: 1)
      guard parts.count == 2, parts[1].hasPrefix("0x") else { continue }
      fields[String(parts[0])] = UInt64(parts[1].dropFirst(2), radix: 16)
    }
    return fields
  }
}
