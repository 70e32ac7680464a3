import Foundation

/// A plain account of a recording's lines: each fault that was mapped, its size, and why by pages.
///
/// It knows 4K pages and calls with return probes only, as the recordings of these tests have.
struct NaiveFaults {
  struct Mapped: Equatable {
    var address: UInt64
    var bytes: UInt64
    var reason: String
  }

  struct Slot {
    var guest: Range<UInt64>
    var host: UInt64
    var flags: UInt64
  }

  private(set) var mapped: [Mapped] = []
  private(set) var faults = 0
  private var slots: [UInt64: Slot] = [:]
  private var addresses: [String: UInt64] = [:]
  private var sizes: [String: UInt64] = [:]

  init(lines: [String]) {
    for line in lines where !line.hasPrefix("#") {
      let thread = String(line.prefix { $0 != "[" }).trimmingCharacters(in: .whitespaces)
      if line.contains("tracing_mark_write: memslot ") { takeSlot(line) }
      if line.contains(": kvm_guest_fault:") {
        faults += 1
        addresses[thread] = NaiveFaults.number(after: "ipa ", line)
      } else if line.contains(": k_s2map:") {
        sizes[thread] = NaiveFaults.number(after: "size=", line)
      } else if line.contains(": k_s2map_ret:"), line.hasSuffix("ret=0") {
        add(thread)
      }
    }
  }

  static func number(after mark: String, _ line: String) -> UInt64? {
    guard let place = line.range(of: mark) else { return nil }
    let digits = line[place.upperBound...].prefix { $0.isHexDigit || $0 == "x" }
    return digits.hasPrefix("0x") ? UInt64(digits.dropFirst(2), radix: 16) : UInt64(digits)
  }

  private mutating func takeSlot(_ line: String) {
    guard let slot = NaiveFaults.number(after: "slot=", line),
      let start = NaiveFaults.number(after: "gpa=", line),
      let host = NaiveFaults.number(after: "hva=", line),
      let size = NaiveFaults.number(after: "size=", line),
      let flags = NaiveFaults.number(after: "flags=", line)
    else { return }
    slots[slot] = Slot(guest: start..<start + size, host: host, flags: flags)
  }

  private mutating func add(_ thread: String) {
    guard let address = addresses[thread], let bytes = sizes[thread] else { return }
    mapped.append(Mapped(address: address, bytes: bytes, reason: reason(address, bytes)))
  }

  private func reason(_ address: UInt64, _ bytes: UInt64) -> String {
    let block: UInt64 = 2 << 20
    if bytes >= block { return "block" }
    if slots.isEmpty { return "not-recorded" }
    guard let slot = slots.values.first(where: { $0.guest.contains(address) }) else {
      return "no-memslot"
    }
    if slot.flags & 1 == 1 { return "dirty-logging" }
    if slot.guest.lowerBound % block != slot.host % block { return "misaligned" }
    let start = address / block * block
    if start < slot.guest.lowerBound || start + block > slot.guest.upperBound {
      return "outside-slot"
    }
    return "host-page"
  }
}
