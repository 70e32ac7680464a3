import Documents

extension MemoryPlan {
  init(_ value: DocumentValue) throws(DocumentError) {
    self.init()
    let fields = try value.fields("slots", "areas", "mappings", "watch", "tables")
    for slot in try fields["slots"]?.list(atMost: 16) ?? [] {
      let read = try Slot(slot)
      guard !slots.contains(where: { $0.guestRange.overlaps(read.guestRange) }) else {
        throw slot.failure(.overlaps)
      }
      slots.append(read)
    }
    for area in try fields["areas"]?.list(atMost: 16) ?? [] {
      let read = try Area(area)
      guard !areas.contains(where: { $0.range.overlaps(read.range) }) else {
        throw area.failure(.overlaps)
      }
      areas.append(read)
    }
    for mapping in try fields["mappings"]?.list(atMost: 64) ?? [] {
      let read = try Mapping(mapping)
      guard slots.contains(where: { $0.guestRange.contains(read.guest) }) else {
        throw mapping.failure(.outside("every memslot"))
      }
      mappings.append(read)
    }
    for page in try fields["watch"]?.list(atMost: 64) ?? [] { watched.append(try page.bytes()) }
    hasTables = try fields["tables"]?.flag() ?? false
  }
}

extension MemoryPlan.Slot {
  init(_ value: DocumentValue) throws(DocumentError) {
    let fields = try value.fields("guest", "host", "size", "flags")
    self.init(
      guest: try fields.need("guest", of: value).bytes(),
      host: try fields.need("host", of: value).bytes(),
      size: try fields.need("size", of: value).size())
    for flag in try fields["flags"]?.list(atMost: 2) ?? [] {
      switch try flag.text() {
      case "logged": isLogged = true
      case "readonly": isReadOnly = true
      default: throw flag.expected("logged or readonly")
      }
    }
  }
}

extension MemoryPlan.Area {
  init(_ value: DocumentValue) throws(DocumentError) {
    let fields = try value.fields("host", "size", "kind", "present")
    let kind = try fields.need("kind", of: value)
    guard let known = Kind(rawValue: try kind.text()) else {
      throw kind.expected(Kind.allCases.map(\.rawValue).joined(separator: ", "))
    }
    self.init(
      host: try fields.need("host", of: value).bytes(),
      size: try fields.need("size", of: value).size(), kind: known)
    isPresent = try fields["present"]?.flag() ?? false
  }
}

extension MemoryPlan.Mapping {
  init(_ value: DocumentValue) throws(DocumentError) {
    let fields = try value.fields("guest", "size", "access", "young", "cached")
    let access = try fields.need("access", of: value)
    guard ["r", "rw"].contains(try access.text()) else { throw access.expected("r or rw") }
    let size = try fields.need("size", of: value)
    guard [1 << 12, 1 << 21, 1 << 30].contains(try size.bytes()) else {
      throw size.expected("4K, 2M or 1G")
    }
    self.init(
      guest: try fields.need("guest", of: value).bytes(multipleOf: try size.bytes()),
      size: try size.bytes(), isWritable: try access.text() == "rw")
    isYoung = try fields["young"]?.flag() ?? true
    for number in try fields["cached"]?.list(atMost: 16) ?? [] {
      guard let vcpu = Int(try number.text()), vcpu >= 0 else {
        throw number.expected("the number of a vCPU")
      }
      cachedBy.append(vcpu)
    }
  }
}
