import Documents
import Yams

extension ThreadPlan {
  /// Keys that mean something for every program; others are the program's own parameters.
  static let commonKeys = ["name", "run", "daemon", "access", "host", "size", "guest"]

  init(_ value: DocumentValue) throws(DocumentError) {
    guard let mapping = value.node.mapping else { throw value.expected("a mapping") }
    var fields: [String: DocumentValue] = [:]
    for (name, node) in mapping {
      guard let name = name.string else { throw value.expected("a mapping") }
      fields[name] = DocumentValue(node: node, file: value.file, key: "\(value.key).\(name)")
    }
    let name = try fields.need("name", of: value)
    guard try name.text().isShortName else {
      throw name.expected("letters and digits, beginning with a letter")
    }
    self.init(name: try name.text(), program: try fields.need("run", of: value).text())
    isDaemon = try fields["daemon"]?.flag() ?? false
    for access in try fields["access"]?.list(atMost: 250) ?? [] {
      accesses.append(try GuestAccess(access))
    }
    guest = try fields["guest"]?.bytes()
    if let host = fields["host"] {
      let start = try host.bytes()
      range = start..<start + (try fields["size"]?.size() ?? 4096)
    }
    // A key that its program doesn't take is wrong whatever it holds.
    let taken = StepLibrary.standard.programs[program]
    for (key, field) in fields where !ThreadPlan.commonKeys.contains(key) {
      guard taken?.contains(key) != false else {
        let own = (taken ?? []).filter { !Scenario.ownParameters.contains($0) }.sorted()
        throw field.failure(.unknownKey(known: ThreadPlan.commonKeys + own))
      }
      parameters[key] = try field.parameter()
    }
  }
}

extension GuestAccess {
  /// Reads “write 0x40000000” or “read 0x40000000”, and “read 0x40000000 via 0x48000000” where the
  /// page of the guest's own table is to be seen as well.
  init(_ value: DocumentValue) throws(DocumentError) {
    let words = try value.text().split(separator: " ").map(String.init)
    let addresses = words.enumerated().filter { $0.offset % 2 == 1 }.compactMap {
      GuestAccess.address($0.element)
    }
    guard words.count == 2 || words.count == 4 && words[2] == "via",
      ["read", "write"].contains(words[0]), addresses.count == words.count / 2
    else { throw value.expected("“read” or “write” and an address below 2^40 such as 0x40001000") }
    self.init(
      address: addresses[0], isWrite: words[0] == "write",
      table: addresses.count > 1 ? addresses[1] : nil)
  }

  private static func address(_ word: String) -> UInt64? {
    guard word.hasPrefix("0x"), let address = UInt64(word.dropFirst(2), radix: 16),
      address < 1 << 40
    else { return nil }
    return address
  }
}

extension DocumentValue {
  /// A number, a list of numbers or a word, for a program's parameter.
  fileprivate func parameter() throws(DocumentError) -> ModelInputs.Parameter {
    if let number = node.int { return .number(number) }
    if let sequence = node.sequence {
      let numbers = sequence.compactMap(\.int)
      guard numbers.count == sequence.count else { throw expected("a list of numbers") }
      return .list(numbers)
    }
    return .word(try text())
  }
}

extension String {
  /// Whether schedules can hold it: a letter, then letters and digits.
  var isShortName: Bool {
    first?.isLetter == true && count <= 12
      && allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
  }
}
