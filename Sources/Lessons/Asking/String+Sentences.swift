extension String {
  /// As a sentence begins.
  var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }

  /// With “a” or “an” before it.
  var withArticle: String { ("aeiou".contains(prefix(1)) ? "an " : "a ") + self }
}
