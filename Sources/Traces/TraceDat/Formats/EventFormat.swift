/// An event's format file: its name, its number and its fields, which are found by name only.
struct EventFormat: Equatable {
  /// The event's name.
  var name: String
  /// The folder it stands in: “kvm”.
  var system: String
  /// The number that begins its records, 0…65535.
  var identifier: Int
  /// Its fields, those that all events have first.
  var fields: [EventField]
  /// What stands behind “print fmt: ”.
  var printFormat: String

  /// More fields than any event has: the rest is left out.
  static let mostFields = 512

  /// Reads a format file; nil when it has no name or no number.
  ///
  /// - Parameter longSize: bytes of the recorded kernel's `long`.
  init?(text: String, system: String, longSize: Int) {
    self.system = system
    fields = []
    printFormat = ""
    var name: String?
    var identifier: Int?
    for line in text.split(separator: "\n") {
      let line = line.drop { $0 == " " || $0 == "\t" }
      if line.hasPrefix("field:") {
        guard fields.count < EventFormat.mostFields else { continue }
        if let field = EventField(line: line, longSize: longSize) { fields.append(field) }
      } else if line.hasPrefix("name: ") {
        name = String(line.dropFirst(6))
      } else if line.hasPrefix("ID: ") {
        identifier = Int(line.dropFirst(4))
      } else if line.hasPrefix("print fmt: ") {
        printFormat = String(line.dropFirst(11))
      }
    }
    guard let name, let identifier, (0...65535).contains(identifier), !name.isEmpty else {
      return nil
    }
    self.name = name
    self.identifier = identifier
  }

  /// The field of a name.
  func field(_ name: String) -> EventField? { fields.first { $0.name == name } }
}
