import TestSupport
import Testing

@testable import Traces

/// A record that a test prints in every form.
struct PrintedRecord {
  var name: [UInt8]
  var identifier: Int
  var cpu: Int
  var microseconds: Int
  var address: UInt64
  var size: UInt64

  private var event: String {
    "k_s2unmap: (kvm_pgtable_stage2_unmap+0x0/0x80) pgt=0xfff00000033ddfc0 "
      + "addr=0x\(String(address, radix: 16)) size=0x\(String(size, radix: 16))\n"
  }

  private func padded(_ text: String, _ width: Int, left: Bool = false) -> String {
    let blanks = String(repeating: " ", count: max(0, width - text.utf8.count))
    return left ? text + blanks : blanks + text
  }

  private var time: String {
    let fraction = String(microseconds % 1_000_000)
    return padded(String(microseconds / 1_000_000), 5) + "."
      + String(repeating: "0", count: 6 - fraction.utf8.count) + fraction
  }

  private var cpuText: String {
    String(repeating: "0", count: 3 - min(3, "\(cpu)".utf8.count)) + "\(cpu)"
  }
  private var paddedName: [UInt8] { Array(repeating: 0x20, count: max(0, 16 - name.count)) + name }

  func printed(_ form: Form) -> [UInt8] {
    let id = padded("\(identifier)", 7, left: true)
    switch form {
    case .plain: return paddedName + Array("-\(id) [\(cpuText)] d..1.  \(time): \(event)".utf8)
    case .groups:
      return paddedName
        + Array("-\(id) (\(padded("\(identifier)", 7))) [\(cpuText)] .....  \(time): \(event)".utf8)
    case .bare: return paddedName + Array("-\(id) [\(cpuText)]  \(time): \(event)".utf8)
    case .report:
      return paddedName
        + Array("-\(padded("\(identifier)", 5, left: true)) [\(cpuText)] \(time): \(event)".utf8)
    case .verbose:
      return paddedName
        + Array(
          " \(padded("\(identifier)", 7)) \(padded("\(cpu)", 3)) 0 00000001 "
            .utf8)
        + Array("[\(String(microseconds, radix: 16))] 1.002ms (+0.003ms): \(event)".utf8)
    case .perf:
      return paddedName
        + Array(" \(padded("\(identifier)", 7)) [\(cpuText)] \(time): kprobes:\(event)".utf8)
    }
  }

  enum Form: CaseIterable { case plain, groups, bare, report, verbose, perf }
}

@Suite("Printed and read again")
struct PrintedRecordsTests {
  /// Pieces that names are made of: what could be taken for a column.
  static let pieces: [[UInt8]] =
    ["-", " ", "[0", "]", ":", "(1)", "\t", "\n", "7", "-5", "kvm", "=>", "#", "1.0:", "<"].map {
      Array($0.utf8)
    } + [[0xC3], [0xE2, 0x82], [0xFF]]

  static func record(_ random: inout SplitMix64, after time: Int) -> PrintedRecord {
    var name: [UInt8] = []
    for _ in 0..<Int.random(in: 1...8, using: &random) {
      name += pieces.randomElement(using: &random) ?? []
    }
    // A name that begins with a blank can't be told from its padding.
    name = Array(name.drop { $0 == 0x20 }.prefix(15))
    if name.isEmpty { name = [0x61] }
    return PrintedRecord(
      name: name, identifier: Int.random(in: 0...4_194_304, using: &random),
      cpu: Int.random(in: 0...255, using: &random),
      microseconds: time + Int.random(in: 0...3_000_000, using: &random),
      address: UInt64.random(in: 0...(.max), using: &random)
        >> UInt64.random(in: 0...63, using: &random),
      size: UInt64.random(in: 0...(.max), using: &random)
        >> UInt64.random(in: 0...63, using: &random))
  }

  @Test(
    "records with hostile names come back as they were printed",
    arguments: PrintedRecord.Form.allCases)
  func roundTrip(form: PrintedRecord.Form) {
    let seed = UInt64.random(in: 0...(.max))
    var random = SplitMix64(seed: seed)
    var printed: [PrintedRecord] = []
    var time = 99_000_000_000
    for _ in 0..<400 {
      // Newlines in names are the kernel's business only: perf and verbose text can't be told then.
      var record = Self.record(&random, after: time)
      if form == .perf || form == .verbose {
        record.name = record.name.map { $0 == 0x0A ? 0x5F : $0 }
      }
      time = record.microseconds
      printed.append(record)
    }
    let reading = CollectedRecords.reading(printed.flatMap { $0.printed(form) })
    #expect(reading.tally.unparsed.count == 0, "seed \(seed)")
    #expect(reading.records.count == printed.count, "seed \(seed)")
    for (record, read) in zip(printed, reading.records) {
      let isSame =
        read.command == String(decoding: record.name, as: UTF8.self)
        && read.identifier == record.identifier && read.cpu == record.cpu
        && read.time == Int64(record.microseconds) * 1000
        && read.meaning == .call(.unmapStage2) && read.fields[.addr] == record.address
        && read.fields[.size] == record.size
      #expect(isSame, "seed \(seed): \(read) was \(record)")
      if !isSame { return }
    }
  }
}
