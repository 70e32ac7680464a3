import Files
import Foundation
import Memory
import VMSA

/// One of the stopped machines of the corpus, which lies beside the checkout where there is one.
struct Dump: CustomStringConvertible, Sendable {
  let folder: String

  var description: String { URL(fileURLWithPath: folder).lastPathComponent }

  /// The machines; empty where there is no corpus.
  static let all: [Dump] = {
    var root = URL(fileURLWithPath: #filePath)
    for _ in 0..<5 { root.deleteLastPathComponent() }
    let dumps = root.appendingPathComponent("shared/corpus/dumps").path
    let names = (try? FileManager.default.contentsOfDirectory(atPath: dumps)) ?? []
    return names.sorted().map { Dump(folder: dumps + "/" + $0) }
  }()

  /// The pages its tables stand in.
  func tablePages() throws -> ImageMemory {
    try ImageMemory.open(folder + "/ptpages.bin.zst", as: .pageRecords)
  }

  /// The whole memory as an ELF core; nil for machines without.
  func core() throws -> ImageMemory? {
    let path = folder + "/dump.elf.zst"
    return FileManager.default.fileExists(atPath: path)
      ? try ImageMemory.open(path, as: .core) : nil
  }

  /// The fields of each line of a text file, compressed or not; nil when it isn't there.
  func lines(_ name: String) throws -> [[Substring]]? {
    let manager = FileManager.default
    let path = folder + "/" + name
    guard let found = [path, path + ".zst"].first(where: manager.fileExists(atPath:)) else {
      return nil
    }
    let file = try FileBytes.open(found)
    let text = withExtendedLifetime(file) { String(decoding: $0.bytes, as: UTF8.self) }
    return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map {
      $0.split(separator: " ")
    }
  }

  /// The registers of a processor.
  func registers(_ cpu: String) throws -> [String: UInt64] {
    let data = try Data(contentsOf: URL(fileURLWithPath: folder + "/sysregs.json"))
    let all = try JSONSerialization.jsonObject(with: data) as? [String: [String: String]]
    return (all?[cpu] ?? [:]).compactMapValues(Hexadecimal.parse)
  }

  /// Stage 1 of the host: under VHE EL2's registers, laid out as EL1's.
  func host(_ cpu: String) throws -> Stage1Configuration {
    let registers = try registers(cpu)
    return Stage1Configuration(
      tcr: registers["TCR_EL2", default: 0], ttbr0: registers["TTBR0_EL2", default: 0],
      ttbr1: registers["TTBR1_EL2", default: 0])
  }

  /// Every root that has leaves of its own.
  func roots() throws -> [DumpRoot] {
    let data = try Data(contentsOf: URL(fileURLWithPath: folder + "/roots.json"))
    return try JSONDecoder().decode(DumpRootList.self, from: data).roots.filter { $0.leafs != nil }
  }
}

/// What `roots.json` says of one root.
struct DumpRoot: Decodable {
  var name: String
  var base: String?
  var baseIPA: String?
  var granule: Int?
  var vaBits: Int?
  var ipaBits: Int?
  var startLevel: Int?
  var fmt: String?
  var leafs: Int?

  private enum CodingKeys: String, CodingKey {
    case name, base, granule, fmt, leafs
    case baseIPA = "base_ipa"
    case vaBits = "va_bits"
    case ipaBits = "ipa_bits"
    case startLevel = "start_level"
  }

  /// The root as a walk takes it; nil when it says nothing that can be walked.
  var walkRoot: WalkRoot? {
    guard let table = Hexadecimal.parse(base ?? baseIPA ?? ""), let startLevel,
      let level = Level(rawValue: Int8(clamping: startLevel)), let bits = vaBits ?? ipaBits
    else { return nil }
    let format = DescriptorFormat(
      stage: ipaBits == nil ? .one : .two, granule: .size4K,
      outputAddressBits: fmt == "ds" ? 52 : 48)
    return WalkRoot(
      format: format, inputBits: bits, startLevel: level, tableAddress: PhysicalAddress(table),
      region: name.contains("TTBR1") ? .upper : .lower)
  }
}

private struct DumpRootList: Decodable { var roots: [DumpRoot] }
