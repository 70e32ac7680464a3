import Foundation
import VMSA

extension RecordedCase: Decodable {
  private enum CodingKeys: String, CodingKey {
    case id, label, qemu, regs, mem, q
    case memoryAfter = "mem_after"
  }

  /// Reads a line of a cases file.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    id = try container.decode(Int.self, forKey: .id)
    label = try container.decode(String.self, forKey: .label)
    machine = try container.decode(String.self, forKey: .qemu)
    registers = try container.decode([String: HexadecimalText].self, forKey: .regs)
      .mapValues(\.value)
    memory = try Self.words(container.decode([[HexadecimalText]].self, forKey: .mem))
    queries = try container.decode([RecordedQuery].self, forKey: .q)
    memoryAfter = try container.decodeIfPresent([[HexadecimalText]].self, forKey: .memoryAfter)
      .map(Self.words)
  }

  /// Words by address; of two for one address the last counts.
  private static func words(_ pairs: [[HexadecimalText]]) throws -> [UInt64: UInt64] {
    var words: [UInt64: UInt64] = [:]
    for pair in pairs {
      guard pair.count == 2 else { throw WrongNumber(text: "\(pair.count) of 2 numbers") }
      words[pair[0].value] = pair[1].value
    }
    return words
  }
}

extension RecordedQuery: Decodable {
  /// Reads `[OP, va, result]`.
  public init(from decoder: any Decoder) throws {
    var container = try decoder.unkeyedContainer()
    operation = try container.decode(String.self)
    address = try container.decode(HexadecimalText.self).value
    if let par = try? container.decode(HexadecimalText.self) {
      answer = .par(par.value)
    } else {
      answer = .registers(try container.decode(SyndromeRegisters.self))
    }
  }
}

extension SyndromeRegisters: Decodable {
  private enum CodingKeys: String, CodingKey {
    case esrEL1 = "esr_el1"
    case farEL1 = "far_el1"
    case esrEL2 = "esr_el2"
    case farEL2 = "far_el2"
    case hpfarEL2 = "hpfar_el2"
  }

  /// Reads the registers by name.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    esrEL1 = try container.decode(HexadecimalText.self, forKey: .esrEL1).value
    farEL1 = try container.decode(HexadecimalText.self, forKey: .farEL1).value
    esrEL2 = try container.decode(HexadecimalText.self, forKey: .esrEL2).value
    farEL2 = try container.decode(HexadecimalText.self, forKey: .farEL2).value
    hpfarEL2 = try container.decode(HexadecimalText.self, forKey: .hpfarEL2).value
  }
}

/// A number as text: "0x80000000".
struct HexadecimalText: Decodable {
  let value: UInt64

  init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let value = Hexadecimal.parse(text) else { throw WrongNumber(text: text) }
    self.value = value
  }
}

/// A text that is no number.
struct WrongNumber: Error, CustomStringConvertible {
  let text: String
  var description: String { "expected a number like 0x80000000, found “\(text)”" }
}
