/// Where the fields of the last record of a kind stood, so that the next one's are read without
/// looking for them.
///
/// Between values the text of a kind is always the same. A layout keeps the place of that text in
/// the last record that was read name by name; a record whose text is the same there has its values
/// where the gaps end. Any difference, and the record is read name by name again.
struct FieldLayout {
  /// How a value is written.
  enum Form: UInt8 {
    /// Up to 16 digits of base 16, behind “0x” if there is one.
    case hexadecimal
    /// Base 10, with a sign if negative.
    case decimal
    /// `true` or `1`, anything else is false.
    case boolean
    /// `SPIN|READ`.
    case contention
    /// A value we have no use for, up to a blank.
    case unused
  }

  /// A value and the text before it.
  struct Slot {
    /// Where that text stands in the last record, and how long it is.
    var gap = 0
    var length: Int32 = 0
    /// How the value is written.
    var form = Form.unused
    /// The field; nil for a value we have no use for.
    var name: RecordFields.Name?
  }

  /// Most values of a kind.
  static let most = 12

  private(set) var slots = InlineArray<12, Slot>(repeating: Slot())
  /// How many values there are.
  private(set) var count = 0
  /// The text behind the last value.
  private(set) var tail = 0..<0
  private var place = 0
  /// Whether records can be read with it.
  private(set) var isUsable = false

  /// Begins to learn from a record whose text begins at a byte.
  mutating func begin(at body: Int) {
    count = 0
    place = body
    isUsable = true
  }

  /// Notes a value that was read.
  mutating func note(_ value: Range<Int>, _ form: Form, _ name: RecordFields.Name?) {
    guard count < FieldLayout.most, let length = Int32(exactly: value.lowerBound - place),
      length >= 0
    else {
      isUsable = false
      return
    }
    slots[count] = Slot(gap: place, length: length, form: form, name: name)
    count += 1
    place = value.upperBound
  }

  /// Ends learning at the end of the record's text.
  mutating func end(at end: Int, of bytes: UnsafeRawBufferPointer) {
    if count == 0 || place > end || end + 24 > bytes.count { isUsable = false }
    tail = place..<max(place, end)
  }

  /// Takes back that records can be read with it.
  mutating func reject() { isUsable = false }
}
