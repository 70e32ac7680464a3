/// The fields of one record that inference reads, whatever format they were recorded in.
///
/// A format's reader fills it, once for each record whose kind is understood; nothing is looked up
/// in text or bytes afterwards. One value is used again for every record: 64-bit words and a mask of
/// those that are there, so that nothing is allocated and nothing is cleared.
struct RecordFields {
  /// A field by its name in our kprobes and in the kernel's tracepoints.
  enum Name: UInt8, CaseIterable {
    case addr, end, flags, gpa, hsr, hva, hxfar, ipa, kvm, level, lock, mkold, mm, mmu, mn, new, old
    case pc, pgt, phys, prot, ptep, ret, size, slot, start, success, visit, write

    /// Whether text prints its value in base 10 unless “0x” stands before it.
    var isDecimal: Bool {
      switch self {
      case .level, .mkold, .ret, .slot, .visit: true
      default: false
      }
    }
  }

  private var present: UInt32 = 0
  private var words = InlineArray<29, UInt64>(repeating: 0)

  /// The word of a field; nil when the record has none, or none that could be read.
  ///
  /// Signed fields are sign-extended: see ``signed(_:)``.
  subscript(_ name: Name) -> UInt64? {
    get {
      let index = Int(name.rawValue)
      return present >> UInt32(index) & 1 != 0 ? words[index] : nil
    }
    set {
      let index = Int(name.rawValue)
      guard let newValue else {
        present &= ~(1 << UInt32(index))
        return
      }
      present |= 1 << UInt32(index)
      words[index] = newValue
    }
  }

  /// A field as a signed number.
  func signed(_ name: Name) -> Int? { self[name].map { Int(truncatingIfNeeded: $0) } }

  /// Forgets all fields.
  mutating func removeAll() { present = 0 }
}
