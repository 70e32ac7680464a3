// The fields of an event's text, as the kernel's default print format writes them.
extension RecordBody {
  /// Fills in the fields of an event whose meaning is known; fields it does not have stay absent.
  func read(_ meaning: EventMeaning, into fields: inout RecordFields) {
    fields.removeAll()
    switch meaning {
    case .call, .returned: readAssignments(from: range.lowerBound, into: &fields)
    case .tracepoint(let tracepoint): read(tracepoint, into: &fields)
    case .other: break
    }
  }

  private func read(_ tracepoint: Tracepoint, into fields: inout RecordFields) {
    switch tracepoint {
    case .guestFault:
      fields[.ipa] = hexadecimal("ipa ")
      fields[.hsr] = hexadecimal("hsr ")
      fields[.hxfar] = hexadecimal("hxfar ")
      fields[.pc] = hexadecimal("pc ")
    case .accessFault: fields[.ipa] = hexadecimal("IPA: ")
    case .contentionBegin, .contentionEnd: readContention(into: &fields)
    case .memoryMapLockWanted, .memoryMapLockTaken, .memoryMapLockReleased:
      readAssignments(from: range.lowerBound, into: &fields)
    case .marker:
      // Whoever may write to trace_marker may tell of a memslot.
      var cursor = cursor
      if cursor.skip("memslot ") { readAssignments(from: cursor.position, into: &fields) }
    case .guestEntry, .guestExit, .memoryMappedAccess, .userspaceExit, .unmapHostRange,
      .ageHostRange, .testAgeHostRange:
      break
    }
  }

  /// `%p (flags=SPIN|READ)` or `%p (ret=0)`.
  private func readContention(into fields: inout RecordFields) {
    var cursor = cursor
    guard let lock = cursor.hexadecimal() else { return }
    if cursor.skip(" (ret=") {
      guard let result = cursor.signedDecimal() else { return }
      fields[.lock] = lock
      fields[.ret] = UInt64(bitPattern: Int64(result))
    } else if cursor.skip(" (flags=") {
      fields[.lock] = lock
      fields[.flags] = RecordBody.contentionFlags(&cursor).rawValue
    }
  }

  private static func contentionFlags(_ cursor: inout ByteCursor) -> ContentionFlags {
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

  /// Every `name=value` that stands behind a blank; the first of a name counts.
  private func readAssignments(from start: Int, into fields: inout RecordFields) {
    var cursor = ByteCursor(bytes, start..<range.upperBound)
    while cursor.position < cursor.end {
      cursor.skipBlanks()
      if let name = cursor.fieldName(), fields[name] == nil {
        fields[name] = cursor.value(of: name)
      }
      guard cursor.skipBehind(0x20) else { return }
    }
  }
}

extension ByteCursor {
  /// Passes `name=` when it is the name of a field.
  mutating func fieldName() -> RecordFields.Name? {
    var packed: UInt64 = 0
    var place = position
    let limit = min(end, position + 9)
    while place < limit {
      let byte = self[place]
      if byte == 0x3D {
        guard let name = RecordFields.Name(packedText: packed) else { return nil }
        move(to: place + 1)
        return name
      }
      packed = packed << 8 | UInt64(byte)
      place += 1
    }
    return nil
  }

  /// The value of a field, which begins here: `true` and `false` are 1 and 0.
  mutating func value(of name: RecordFields.Name) -> UInt64? {
    switch name {
    case .write, .success: return byte.map { $0 == 0x74 || $0 == 0x31 ? 1 : 0 }
    default: break
    }
    if name.isDecimal && !startsHexadecimal {
      return signedDecimal().map { UInt64(bitPattern: Int64($0)) }
    }
    return hexadecimal()
  }

  private var startsHexadecimal: Bool {
    position + 1 < end && self[position] == 0x30 && self[position + 1] | 0x20 == 0x78
  }
}

extension RecordFields.Name {
  /// The field whose name, of at most 8 bytes, is packed into a word, its last byte lowest.
  init?(packedText: UInt64) {
    switch packedText {
    case 0x6164_6472: self = .addr
    case 0x65_6E64: self = .end
    case 0x66_6C61_6773: self = .flags
    case 0x67_7061: self = .gpa
    case 0x68_7372: self = .hsr
    case 0x68_7661: self = .hva
    case 0x68_7866_6172: self = .hxfar
    case 0x69_7061: self = .ipa
    case 0x6B_766D: self = .kvm
    case 0x6C_6576_656C: self = .level
    case 0x6C6F_636B: self = .lock
    case 0x6D_6B6F_6C64: self = .mkold
    case 0x6D6D: self = .mm
    case 0x6D_6D75: self = .mmu
    case 0x6D6E: self = .mn
    case 0x6E_6577: self = .new
    case 0x6F_6C64: self = .old
    case 0x7063: self = .pc
    case 0x70_6774: self = .pgt
    case 0x7068_7973: self = .phys
    case 0x7072_6F74: self = .prot
    case 0x7074_6570: self = .ptep
    case 0x72_6574: self = .ret
    case 0x7369_7A65: self = .size
    case 0x736C_6F74: self = .slot
    case 0x73_7461_7274: self = .start
    case 0x73_7563_6365_7373: self = .success
    case 0x76_6973_6974: self = .visit
    case 0x77_7269_7465: self = .write
    default: return nil
    }
  }
}
