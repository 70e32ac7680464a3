/// An input address cut into the fields a walk uses, from the top down.
///
/// For display: `L1[1] L2[1] L3[1] offset`. Made from a granule, the level the walk starts at and
/// the number of input address bits; the first index is shorter or (stage 2, concatenated tables)
/// longer than the others as those three say.
public struct AddressSplit: Hashable, Sendable {
  /// One run of address bits with one use.
  public struct Field: Hashable, Sendable {
    /// What the bits are for.
    public enum Role: Hashable, Sendable {
      /// Above the input range: sign bits at stage 1, zero at stage 2.
      case unused
      /// The index into the table of a level.
      case index(Level)
      /// The place inside a page.
      case offset
    }

    /// What the bits are for.
    public let role: Role
    /// Where they are in the address.
    public let bits: ClosedRange<Int>
    /// Their value.
    public let value: UInt64

    /// "L1[1]", "offset" or "unused".
    public var label: String {
      switch role {
      case .unused: "unused"
      case .index(let level): "\(level.shortName)[\(value)]"
      case .offset: "offset"
      }
    }

    /// The bits in binary, in groups of four from the right: `0 0000 0001`.
    public var binary: String { DigitGroups.binary(value, bits: bits.count) }
  }

  /// The fields from bit 63 down to bit 0; together they hold every bit once.
  public let fields: [Field]

  /// Cuts `address` for a walk of `inputBits` bits that starts at `startLevel`.
  ///
  /// Any combination is answered: a level with no bit of its own gets no field, and input bits
  /// outside page shift...64 count as the nearest.
  public init(_ address: UInt64, granule: Granule, startLevel: Level, inputBits: Int) {
    var top = 63
    var fields: [Field] = []
    func take(_ role: Field.Role, downTo lowest: Int) {
      guard lowest <= top else { return }
      let bits = lowest...top
      fields.append(Field(role: role, bits: bits, value: address.bits(bits)))
      top = lowest - 1
    }
    take(.unused, downTo: max(granule.pageShift, min(inputBits, 64)))
    for level in Level.allCases where level >= startLevel {
      take(.index(level), downTo: granule.shift(at: level))
    }
    take(.offset, downTo: 0)
    self.fields = fields
  }

  /// Cuts `address` as a walk from `root` does.
  public init(_ address: UInt64, root: WalkRoot) {
    self.init(
      address, granule: root.format.granule, startLevel: root.startLevel,
      inputBits: root.inputBits)
  }

  /// The labels without the unused bits: `L1[1] L2[1] L3[1] offset`.
  public var summary: String {
    fields.filter { $0.role != .unused }.map(\.label).joined(separator: " ")
  }
}
