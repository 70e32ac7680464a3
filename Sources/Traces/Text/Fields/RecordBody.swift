/// The text of one event behind its name: named fields, found where they stand.
///
/// Fields are looked up by name, never by place, because kernels add and drop them.
struct RecordBody {
  let bytes: UnsafeRawBufferPointer
  let range: Range<Int>

  /// A cursor over the whole text.
  var cursor: ByteCursor { ByteCursor(bytes, range) }

  /// The text as a string, for display and for markers; bytes that are no UTF-8 are replaced.
  var text: String { String(decoding: bytes[range], as: UTF8.self) }
}
