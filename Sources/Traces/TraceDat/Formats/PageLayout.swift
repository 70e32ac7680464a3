/// Where things stand in a ring-buffer page, by tracefs's events/header_page.
struct PageLayout: Equatable {
  /// Where the page's time begins; 8 bytes.
  var time = 0
  /// Where the word with the data's length and the flags begins.
  var commit = 8
  /// How many bytes that word has: the recorded kernel's `long`.
  var longSize = 8
  /// Where the first event begins.
  var data = 16

  /// The usual layout of a kernel with a `long` of so many bytes.
  init(longSize: Int) {
    self.longSize = longSize == 4 ? 4 : 8
    data = 8 + self.longSize
  }

  /// Reads header_page; nil when fields are missing or of impossible sizes.
  init?(headerPage text: String) {
    let fields = text.split(separator: "\n").compactMap { line in
      EventField(line: line.drop { $0 == " " || $0 == "\t" }, longSize: 8)
    }
    guard let time = fields.first(where: { $0.name == "timestamp" }), time.size == 8,
      let commit = fields.first(where: { $0.name == "commit" }), [4, 8].contains(commit.size),
      let data = fields.first(where: { $0.name == "data" }),
      max(time.offset + 8, commit.offset + commit.size, data.offset) <= 64
    else { return nil }
    self.time = time.offset
    self.commit = commit.offset
    longSize = commit.size
    self.data = data.offset
  }
}
