import Documents

extension Lesson {
  /// The most sections of a lesson, and the most parts of a section.
  static let most = 64

  /// Reads a lesson from a file's text.
  ///
  /// The format is described in Documentation/LESSONS.md.
  ///
  /// - Throws: ``DocumentError`` with file, line and key.
  public init(yaml text: String, file: String) throws(DocumentError) {
    let root = try DocumentValue.root(of: text, file: file)
    let fields = try root.fields(
      "lesson", "id", "title", "audience", "minutes", "goals", "after", "cases", "sections")
    let version = try fields.need("lesson", of: root)
    guard try version.text() == "\(Lesson.formatVersion)" else {
      throw version.expected("the version of the format, \(Lesson.formatVersion)")
    }
    let id = try fields.need("id", of: root)
    guard try id.text().isLessonName else {
      throw id.expected("a short name of small letters, digits and hyphens")
    }
    self.init(
      id: try id.text(), title: try fields.need("title", of: root).text(),
      audience: try fields.need("audience", of: root).text(),
      minutes: try fields.need("minutes", of: root).number(1...240),
      goals: try fields.need("goals", of: root).texts(),
      after: try fields["after"]?.texts() ?? [], sections: [], file: file)
    let cases = try NamedCases(fields["cases"])
    let list = try fields.need("sections", of: root)
    for value in try list.list(atMost: Lesson.most) {
      sections.append(try Section(value, cases))
    }
    guard sections.contains(where: { !$0.parts.isEmpty }) else {
      throw list.expected("something that the student does: a part with “ask” or “do”")
    }
  }
}

extension Lesson.Section {
  init(_ value: DocumentValue, _ cases: NamedCases) throws(DocumentError) {
    let fields = try value.fields("title", "text", "sources", "scene", "parts")
    let sources = try fields.need("sources", of: value)
    guard try !sources.texts().isEmpty else {
      throw sources.expected("where the facts of the section are from")
    }
    self.init(
      title: try fields.need("title", of: value).text(),
      text: LessonText(try fields.need("text", of: value).text()),
      sources: try sources.texts(), scene: nil, parts: [])
    if let scene = fields["scene"] { self.scene = try ScenePlan(scene, cases) }
    for part in try fields["parts"]?.list(atMost: Lesson.most) ?? [] {
      parts.append(try Lesson.Part(part, cases))
    }
  }
}

extension Lesson.Part {
  init(_ value: DocumentValue, _ cases: NamedCases) throws(DocumentError) {
    let names = value.keys
    switch (names.contains("ask"), names.contains("do")) {
    case (true, false): self = .question(try QuestionPlan(value, cases))
    case (false, true): self = .task(try TaskPlan(value))
    default: throw value.expected("a question (“ask”) or a task (“do”)")
    }
  }
}

extension QuestionPlan {
  /// The keys that every question has.
  static let commonKeys = ["ask", "lead", "because", "hints", "misconceptions"]

  init(_ value: DocumentValue, _ cases: NamedCases) throws(DocumentError) {
    let word = try value["ask"].text()
    guard let kind = QuestionKinds.named(word) else {
      throw value["ask"].failure(
        .refused(
          "asks “\(word.prefix(40))”, and questions are "
            + QuestionKinds.all.map { $0.kind }.sorted().joined(separator: ", ")))
    }
    var fields = try value.fields(oneOf: QuestionPlan.commonKeys + kind.keys)
    if let named = fields["case"] { fields["case"] = try cases.meant(by: named) }
    var misconceptions: [Int] = []
    for number in try fields["misconceptions"]?.list(atMost: 24) ?? [] {
      misconceptions.append(try number.number(1...24))
    }
    self.init(
      maker: try kind.init(QuestionFields(value: value, fields: fields)),
      lead: try fields["lead"]?.flowing() ?? "", because: try fields["because"]?.flowing() ?? "",
      hints: try fields["hints"]?.texts() ?? [], misconceptions: misconceptions,
      place: value.place)
  }
}

extension TaskPlan {
  init(_ value: DocumentValue) throws(DocumentError) {
    let fields = try value.fields("do", "until", "way", "hints", "because")
    self.init(
      text: LessonText(try fields.need("do", of: value).text()),
      goal: try Goal(try fields.need("until", of: value)),
      way: try fields.need("way", of: value).texts(), hints: try fields["hints"]?.texts() ?? [],
      because: try fields["because"]?.flowing() ?? "", place: value.place)
  }
}

extension DocumentValue {
  /// A list of texts, each on one line.
  func texts() throws(DocumentError) -> [String] {
    var texts: [String] = []
    for item in try list(atMost: Lesson.most) { texts.append(try item.flowing()) }
    return texts
  }

  /// A text whose line ends are spaces.
  func flowing() throws(DocumentError) -> String {
    try text().split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// “file:line”.
  var place: String { line.map { "\(file):\($0)" } ?? file }
}

extension String {
  /// Whether it can name a lesson: small letters, digits and hyphens.
  fileprivate var isLessonName: Bool {
    !isEmpty && utf8.count <= 40
      && utf8.allSatisfy {
        (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D
      }
  }
}
