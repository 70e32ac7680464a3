/// The fields of one record that inference reads, whatever format they were recorded in.
///
/// A format's reader fills it, once for each record whose kind is understood; nothing is looked up
/// in text or bytes afterwards. One value is used again for every record and never copied: 64-bit
/// words and a mask of those that are there, so that nothing is cleared. The words are allocated once,
/// because reading one word of an array within a value copies all of it.
struct RecordFields: ~Copyable {
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

  /// How many fields a record can have.
  static let most = Name.allCases.count

  private var present: UInt32 = 0
  private let words: UnsafeMutablePointer<UInt64>

  init() {
    words = .allocate(capacity: RecordFields.most)
    words.initialize(repeating: 0, count: RecordFields.most)
  }

  deinit { words.deallocate() }

  /// The word of a field; nil when the record has none, or none that could be read.
  ///
  /// Signed fields are sign-extended: see ``signed(_:)``.
  subscript(_ name: Name) -> UInt64? {
    @inline(__always) get {
      let index = Int(name.rawValue)
      return present >> UInt32(index) & 1 != 0 ? words[index] : nil
    }
    @inline(__always) set {
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
  @inline(__always)
  mutating func removeAll() { present = 0 }

  // MARK: - Keeping them

  /// Writes the words that are there one behind the other.
  ///
  /// - Parameter place: room for a word of each name must be there.
  /// - Returns: which they are, for ``read(_:_:)``.
  @inline(__always)
  func write(_ place: inout UnsafeMutablePointer<UInt64>) -> UInt32 {
    var left = present
    while left != 0 {
      place.pointee = words[left.trailingZeroBitCount]
      place += 1
      left &= left &- 1
    }
    return present
  }

  /// Takes over the words that were written.
  @inline(__always)
  mutating func read(_ names: UInt32, _ place: inout UnsafePointer<UInt64>) {
    present = names
    var left = names
    while left != 0 {
      words[left.trailingZeroBitCount] = place.pointee
      place += 1
      left &= left &- 1
    }
  }
}
