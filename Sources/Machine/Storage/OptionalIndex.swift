/// An index of 32 bits that may be missing.
struct OptionalIndex: Hashable, Sendable {
  private var raw: UInt32 = .max

  /// The index; nil when it is missing, or larger than 32 bits hold.
  var value: Int? {
    get { raw == .max ? nil : Int(raw) }
    set { raw = newValue.flatMap { UInt32(exactly: $0) } ?? .max }
  }
}
