extension DocumentValue {
  /// A text's paragraphs.
  package func paragraphs() throws(DocumentError) -> [String] {
    try text().split(separator: "\n\n").map {
      $0.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
  }

  /// A mapping of names to words.
  package func words() throws(DocumentError) -> [String: String] {
    guard let mapping = node.mapping else { throw expected("a mapping of names to words") }
    var words: [String: String] = [:]
    for (name, value) in mapping {
      guard let name = name.string, let word = value.string else {
        throw expected("a mapping of names to words")
      }
      words[name] = word
    }
    return words
  }

  /// A whole number of a range.
  package func number(_ range: ClosedRange<Int>) throws(DocumentError) -> Int {
    guard let number = Int(try text()), range.contains(number) else {
      throw expected("a number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }
}

extension DocumentValue {
  /// The value of a key; what holds it where there is none, with the key's name.
  package subscript(_ name: String) -> DocumentValue {
    DocumentValue(
      node: node.mapping?.first { $0.key.string == name }?.value ?? node, file: file,
      key: (key.isEmpty ? "" : key + ".") + name)
  }

  /// An element of a list.
  package subscript(_ index: Int) -> DocumentValue {
    let elements = node.sequence.map(Array.init) ?? []
    return DocumentValue(
      node: elements.indices.contains(index) ? elements[index] : node, file: file,
      key: "\(key)[\(index)]")
  }
}

extension [String: DocumentValue] {
  /// A field that must be there.
  package func need(_ name: String, of value: DocumentValue) throws(DocumentError) -> DocumentValue
  {
    guard let field = self[name] else {
      throw DocumentError(
        file: value.file, line: value.line,
        key: (value.key.isEmpty ? "" : value.key + ".") + name, problem: .missing)
    }
    return field
  }
}
