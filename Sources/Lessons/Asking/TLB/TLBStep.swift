import Documents
import VMSA

/// One step of what happens to tables and a TLB.
///
/// In a file: `map 0x1000 to 0x8000 asid 1`, with `global` in place of an ASID for all of them, and
/// `block` at the end for 2M; `unmap 0x1000 asid 1`; `use 0x1234 asid 1`; `tlbi vae1 0x1000 asid 1`,
/// `tlbi vmalle1`.
enum TLBStep: Hashable, Sendable {
  /// A valid entry is written over whatever was there.
  case map(TLBMapping)
  /// The entry is made invalid, in the tables of one ASID or of all (nil).
  case unmap(UInt64, asid: UInt16?)
  /// A read.
  case use(UInt64, asid: UInt16)
  /// TLB entries go.
  case invalidate(TLBInvalidation)

  /// The step as it stands in a file.
  var text: String {
    switch self {
    case .map(let mapping):
      "map \(mapping.address.hex) to \(mapping.output.hex) \(Self.owner(mapping.asid))"
        + (mapping.isBlock ? " block" : "")
    case .unmap(let address, let asid): "unmap \(address.hex) \(Self.owner(asid))"
    case .use(let address, let asid): "use \(address.hex) asid \(asid)"
    case .invalidate(let invalidation):
      "tlbi \(invalidation.operation.rawValue)"
        + (invalidation.operation.takesAddress ? " \(invalidation.address.hex)" : "")
        + (Self.takesASID(invalidation.operation) ? " asid \(invalidation.asid)" : "")
    }
  }

  private static func owner(_ asid: UInt16?) -> String { asid.map { "asid \($0)" } ?? "global" }

  static func takesASID(_ operation: TLBOperation) -> Bool {
    switch operation {
    case .vae1, .vale1, .aside1: true
    default: false
    }
  }

  /// Reads a step.
  init(_ value: DocumentValue) throws(DocumentError) {
    var words = try value.text().split(separator: " ").map { $0.lowercased() }[...]
    let expected = value.expected(
      "a step such as “map 0x1000 to 0x8000 asid 1”, “use 0x1000 asid 1” or “tlbi vae1 0x1000 asid 1”"
    )
    func number() throws(DocumentError) -> UInt64 {
      guard let word = words.popFirst(), let number = Hexadecimal.parse(word) else {
        throw expected
      }
      return number
    }
    func owner() throws(DocumentError) -> UInt16? {
      switch words.popFirst() {
      case "global": return nil
      case "asid":
        guard let asid = UInt16(exactly: try number()) else { throw expected }
        return asid
      case nil: return 1
      default: throw expected
      }
    }
    switch words.popFirst() {
    case "map":
      let address = try number()
      guard words.popFirst() == "to" else { throw expected }
      let output = try number()
      let asid = try owner()
      let isBlock = words.first == "block"
      if isBlock { words.removeFirst() }
      let mapping = TLBMapping(address: address, output: output, asid: asid, isBlock: isBlock)
      guard (address | output) % mapping.size == 0 else {
        throw value.failure(.notAligned(to: mapping.size))
      }
      guard output < 1 << 48, TLBMapping.isCanonical(address) else { throw expected }
      self = .map(mapping)
    case "unmap": self = .unmap(try number(), asid: try owner())
    case "use": self = .use(try number(), asid: try owner() ?? 1)
    case "tlbi":
      let name = words.popFirst()?.uppercased() ?? ""
      guard let operation = TLBOperation(rawValue: name), operation.regime == .el1And0 else {
        throw expected
      }
      let address = operation.takesAddress ? try number() : 0
      let asid = Self.takesASID(operation) ? try owner() ?? 1 : 0
      self = .invalidate(TLBInvalidation(operation, address: address, asid: asid))
    default: throw expected
    }
    guard words.isEmpty else { throw expected }
  }
}
