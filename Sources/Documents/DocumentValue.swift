import Yams

/// A node of a YAML file with the way to it, for errors that name file, line and key.
package struct DocumentValue {
  package let node: Node
  package let file: String
  package let key: String

  package init(node: Node, file: String, key: String) {
    self.node = node
    self.file = file
    self.key = key
  }

  /// The root of a file's text.
  package static func root(of text: String, file: String) throws(DocumentError) -> DocumentValue {
    if let line = lineOfAlias(in: text) {
      throw DocumentError(
        file: file, line: line, key: "",
        problem: .notYAML("anchors and aliases (“&name”, “*name”) are not taken here"))
    }
    do {
      guard let node = try Yams.compose(yaml: text) else {
        throw DocumentError(
          file: file, line: nil, key: "", problem: .expected("keys with values", found: "nothing"))
      }
      return DocumentValue(node: node, file: file, key: "")
    } catch let error as DocumentError {
      throw error
    } catch let error as YamlError {
      throw DocumentError(
        file: file, line: error.line, key: "", problem: .notYAML(error.reason))
    } catch {
      throw DocumentError(file: file, line: nil, key: "", problem: .notYAML("\(error)"))
    }
  }

  /// The first line with an alias, where there is an anchor as well: a few lines of them stand for
  /// billions of nodes. Nil for none.
  private static func lineOfAlias(in text: String) -> Int? {
    var hasAnchor = false
    var lineOfAlias: Int?
    var line = 1
    var before: UInt8 = 10
    for byte in text.utf8 {
      // Where a value can begin: after a blank, a bracket or a sign.
      let isName = byte > 47 && byte != 58
      if isName, before == 38 || before == 42 {
        if before == 38 { hasAnchor = true } else { lineOfAlias = lineOfAlias ?? line }
      }
      let isStart = [10, 13, 32, 9, 91, 123, 44, 58, 45, 63].contains(before)
      before = byte == 38 || byte == 42 ? (isStart ? byte : 0) : byte
      if byte == 10 { line += 1 }
    }
    return hasAnchor ? lineOfAlias : nil
  }

  /// The line it stands on, from 1.
  package var line: Int? { node.mark?.line }

  package func failure(_ problem: DocumentError.Problem) -> DocumentError {
    DocumentError(file: file, line: line, key: key, problem: problem)
  }

  package func expected(_ what: String) -> DocumentError {
    failure(.expected(what, found: node.words))
  }

  // MARK: - Mappings and lists

  /// The values of a mapping by key; a key that isn't known is an error.
  package func fields(_ known: String...) throws(DocumentError) -> [String: DocumentValue] {
    try fields(oneOf: known)
  }

  /// The same with the keys in a list.
  package func fields(oneOf known: [String]) throws(DocumentError) -> [String: DocumentValue] {
    guard let mapping = node.mapping else { throw expected("a mapping") }
    var fields: [String: DocumentValue] = [:]
    for (name, value) in mapping {
      let field = DocumentValue(
        node: value, file: file, key: (key.isEmpty ? "" : key + ".") + (name.string ?? "?"))
      guard let name = name.string, known.contains(name) else {
        throw field.failure(.unknownKey(known: known))
      }
      fields[name] = field
    }
    return fields
  }

  /// The keys of a mapping, in order; none of what is no mapping.
  package var keys: [String] { node.mapping?.compactMap { $0.key.string } ?? [] }

  /// The values of a list.
  package func list(atMost limit: Int) throws(DocumentError) -> [DocumentValue] {
    guard let sequence = node.sequence else { throw expected("a list") }
    guard sequence.count <= limit else { throw failure(.tooMany(limit: limit)) }
    return sequence.enumerated().map { index, value in
      DocumentValue(node: value, file: file, key: "\(key)[\(index)]")
    }
  }

  // MARK: - Single values

  package func text() throws(DocumentError) -> String {
    guard let text = node.string else { throw expected("a text") }
    return text
  }

  package func flag() throws(DocumentError) -> Bool {
    guard let flag = node.bool else { throw expected("true or false") }
    return flag
  }

  /// A size that is a multiple of a page, and at least one.
  package func size() throws(DocumentError) -> UInt64 {
    let bytes = try bytes()
    guard bytes > 0 else { throw expected("a size above 0") }
    return bytes
  }

  /// An address, or a size with K, M or G, that is a multiple of a page.
  package func bytes(multipleOf unit: UInt64 = 4096) throws(DocumentError) -> UInt64 {
    let words = try text()
    let shifts: [Character: UInt64] = ["K": 10, "M": 20, "G": 30]
    let shift = words.last.flatMap { shifts[$0] }
    let digits = String(shift == nil ? words[...] : words.dropLast())
    let isHexadecimal = digits.hasPrefix("0x")
    let number = UInt64(
      (isHexadecimal ? digits.dropFirst(2) : digits[...]).replacing("_", with: ""),
      radix: isHexadecimal ? 16 : 10)
    guard let number, number < 1 << 52, (number << (shift ?? 0)) >> (shift ?? 0) == number,
      number << (shift ?? 0) < 1 << 52
    else { throw expected("an address below 2^52, or a size such as 2M") }
    let value = number << (shift ?? 0)
    guard value & (unit - 1) == 0 else { throw failure(.notAligned(to: unit)) }
    return value
  }
}

extension Node {
  /// What it is, for errors: its text, cut short, or its sort.
  fileprivate var words: String {
    switch self {
    case .scalar(let scalar): "“\(scalar.string.prefix(40))”"
    case .mapping: "a mapping"
    case .sequence: "a list"
    case .alias: "an alias"
    }
  }
}

extension YamlError {
  /// The line it is about.
  fileprivate var line: Int? {
    switch self {
    case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _):
      mark.line
    case .duplicatedKeysInMapping(_, let context): context.mark.line
    default: nil
    }
  }

  /// What is wrong, on one line.
  fileprivate var reason: String {
    switch self {
    case .scanner(_, let problem, _, _), .parser(_, let problem, _, _),
      .composer(_, let problem, _, _):
      problem
    case .duplicatedKeysInMapping(let names, _):
      "a key stands twice: \(names.map { String($0.prefix(40)) }.joined(separator: ", "))"
    default: "it can't be read"
    }
  }
}
