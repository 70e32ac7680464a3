// The fields of an event's text, as the kernel's print formats write them.
extension RecordBody {
  /// Fills in the fields of an event whose meaning is known; fields it does not have stay absent.
  ///
  /// - Parameter layout: learns where the values stand.
  func read(
    _ meaning: EventMeaning, into fields: inout RecordFields, learning layout: inout FieldLayout
  ) {
    fields.removeAll()
    layout.begin(at: range.lowerBound)
    switch meaning {
    case .call, .returned: readAssignments(into: &fields, &layout)
    case .tracepoint(let tracepoint): read(tracepoint, into: &fields, &layout)
    case .other: break
    }
    layout.end(at: range.upperBound, of: bytes)
  }

  private func read(
    _ tracepoint: Tracepoint, into fields: inout RecordFields, _ layout: inout FieldLayout
  ) {
    switch tracepoint {
    case .guestFault, .accessFault:
      readWords(into: &fields, &layout)
      if fields[.ipa] == nil { readAgain(into: &fields, &layout) }
    case .contentionBegin, .contentionEnd:
      readContention(into: &fields, &layout)
      if fields[.lock] == nil { readAgain(into: &fields, &layout) }
    case .memoryMapLockWanted, .memoryMapLockTaken, .memoryMapLockReleased:
      readAssignments(into: &fields, &layout)
    case .marker:
      // Whoever may write to trace_marker may tell of a memslot.
      var cursor = cursor
      if cursor.skip("memslot ") { readAssignments(into: &fields, &layout) }
      layout.reject()
    default: layout.reject()
    }
  }

  /// Reads `name=value` where the usual text is not there: the option fields, and trace-cmd's -R.
  private func readAgain(into fields: inout RecordFields, _ layout: inout FieldLayout) {
    fields.removeAll()
    layout.begin(at: range.lowerBound)
    readAssignments(into: &fields, &layout)
  }

  /// `%p (flags=SPIN|READ)` or `%p (ret=0)`.
  private func readContention(
    into fields: inout RecordFields, _ layout: inout FieldLayout
  ) {
    var cursor = cursor
    cursor.skipBlanks()
    guard let lock = cursor.noted(.lock, .hexadecimal, &layout) else { return }
    if cursor.skip(" (ret=") {
      guard let result = cursor.noted(.ret, .decimal, &layout) else { return }
      fields[.lock] = lock
      fields[.ret] = result
    } else if cursor.skip(" (flags=") {
      let start = cursor.position
      fields[.lock] = lock
      fields[.flags] = RecordBody.contentionFlags(&cursor).rawValue
      layout.note(start..<cursor.position, .contention, .flags)
    }
  }

  /// The flags of a contended lock, as words with bars between them.
  static func contentionFlags(_ cursor: inout ByteCursor) -> ContentionFlags {
    var flags = ContentionFlags()
    repeat {
      if cursor.skip("SPIN") { flags.insert(.spin) }
      if cursor.skip("READ") { flags.insert(.read) }
      if cursor.skip("WRITE") { flags.insert(.write) }
      if cursor.skip("RT") { flags.insert(.realTime) }
      if cursor.skip("PERCPU") { flags.insert(.perCPU) }
      if cursor.skip("MUTEX") { flags.insert(.mutex) }
    } while cursor.skip(0x7C)
    return flags
  }

  /// Every `name value` with a blank between; the first of a name counts.
  private func readWords(into fields: inout RecordFields, _ layout: inout FieldLayout) {
    var cursor = cursor
    while cursor.position < cursor.end {
      cursor.skipBlanks()
      if cursor.skip("IPA: ") {
        fields[.ipa] = cursor.noted(.ipa, .hexadecimal, &layout)
      } else if let name = cursor.fieldName(before: 0x20), fields[name] == nil {
        fields[name] = cursor.noted(name, .hexadecimal, &layout)
      }
      guard cursor.skipBehind(0x20) else { return }
    }
  }

  /// Every `name=value` that stands behind a blank; the first of a name counts.
  private func readAssignments(
    into fields: inout RecordFields, _ layout: inout FieldLayout
  ) {
    var cursor = cursor
    while cursor.position < cursor.end {
      cursor.skipBlanks()
      let word = cursor.position
      if cursor.skip("lock_addr=") {
        fields[.lock] = cursor.noted(.lock, .hexadecimal, &layout)
      } else if let name = cursor.fieldName(before: 0x3D), fields[name] == nil {
        fields[name] = cursor.value(of: name, &layout)
      } else {
        cursor.move(to: word)
        cursor.passUnused(&layout)
      }
      guard cursor.skipBehind(0x20) else { return }
    }
  }
}

extension ByteCursor {
  /// Passes a name and the byte behind it when it is the name of a field.
  fileprivate mutating func fieldName(before separator: UInt8) -> RecordFields.Name? {
    var packed: UInt64 = 0
    var place = position
    let limit = min(end, position + 9)
    while place < limit {
      let byte = self[place]
      if byte == separator {
        guard let name = RecordFields.Name(packedText: packed) else { return nil }
        move(to: place + 1)
        return name
      }
      packed = packed << 8 | UInt64(byte)
      place += 1
    }
    return nil
  }

  /// Passes a word; when it is `name=value`, its value may differ in the next record.
  fileprivate mutating func passUnused(_ layout: inout FieldLayout) {
    let word = run { $0 == 0x20 || $0 == 0x3D }
    guard !word.isEmpty, skip(0x3D) else { return }
    layout.note(run { $0 == 0x20 }, .unused, nil)
  }

  /// The value of a field, which begins here: `true` and `false` are 1 and 0.
  fileprivate mutating func value(
    of name: RecordFields.Name, _ layout: inout FieldLayout
  ) -> UInt64? {
    // The option fields writes numbers of one byte as “(1)”.
    let isNarrow = skip(0x28)
    if name == .write || name == .success { return noted(name, .boolean, &layout) }
    return noted(
      name, (name.isDecimal || isNarrow) && !startsHexadecimal ? .decimal : .hexadecimal, &layout)
  }

  /// Passes a value and notes where it stands; nil when it is none.
  fileprivate mutating func noted(
    _ name: RecordFields.Name, _ form: FieldLayout.Form, _ layout: inout FieldLayout
  ) -> UInt64? {
    if form == .hexadecimal, startsHexadecimal { move(to: position + 2) }
    let start = position
    let value: UInt64?
    switch form {
    case .hexadecimal: value = startsHexadecimal ? nil : hexadecimal()
    case .decimal: value = signedDecimal().map { UInt64(bitPattern: Int64($0)) }
    case .boolean:
      value = byte.map { $0 == 0x74 || $0 == 0x31 ? 1 : 0 }
      _ = run { $0 == 0x20 }
    case .contention, .unused: value = nil
    }
    if value == nil { layout.reject() } else { layout.note(start..<position, form, name) }
    return value
  }

  private var startsHexadecimal: Bool {
    position + 1 < end && self[position] == 0x30 && self[position + 1] | 0x20 == 0x78
  }
}
