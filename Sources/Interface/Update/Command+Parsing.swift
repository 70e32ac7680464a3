import Query
import VMSA

extension Command {
  /// Reads what was typed after `:`; nil when that is nothing.
  ///
  /// - Parameter isStepping: whether the commands of a simulation are known.
  static func parse(
    _ text: String, isStepping: Bool = false
  ) throws(CommandError) -> Command? {
    let line = text
    let text = trimmed(text[...])
    guard let first = text.first else { return nil }
    if first == "+" || first == "-" || first == "−" { return .offset(try offset(text)) }
    if first.isASCII, first.isNumber { return .event(try eventNumber(text)) }
    let end = text.firstIndex(of: " ") ?? text.endIndex
    let argument = trimmed(text[end...])
    let name = try fullName(String(text[..<end]), of: isStepping ? namesWhileStepping : names)
    if isStepping, let command = try SimulationCommand(named: name, argument) {
      return .simulation(command)
    }
    if name == "filter" {
      return try filter(
        argument, after: line.distance(from: line.startIndex, to: argument.startIndex))
    }
    return try command(named: name, argument)
  }

  private static func command(
    named name: String, _ argument: Substring
  ) throws(CommandError) -> Command {
    switch name {
    case "event": return .event(try eventNumber(argument))
    case "time":
      if let first = argument.first, "+-−".contains(first) { return .offset(try offset(argument)) }
      guard let time = TimeParser.seconds(argument) else {
        throw .expected("a time in seconds such as 15.85", found: String(argument))
      }
      return .time(time)
    case "thread": return .thread(argument.isEmpty ? nil : String(argument))
    case "address":
      if argument.isEmpty { return .address(nil) }
      guard let address = Hexadecimal.parse(argument) else {
        throw .expected("an address such as 0x40201000", found: String(argument))
      }
      return .address(address)
    case "theme":
      guard let theme = Theme.named(String(argument)) else { throw .noTheme(String(argument)) }
      return .theme(theme)
    case "report":
      guard let report = ReportName(rawValue: String(argument)) else {
        throw .noReport(String(argument))
      }
      return .report(report)
    case "history": return .history(try historySubject(argument))
    default: return try plain(name, argument)
    }
  }

  private static func historySubject(
    _ argument: Substring
  ) throws(CommandError) -> HistorySubject {
    let words = argument.split(separator: " ", maxSplits: 1)
    switch (words.first, words.count) {
    case (nil, _): return .automatic
    case ("page", 1): return .page
    case ("entry", 1): return .entry
    case ("table", 1): return .table
    case ("lock", _): return .lock(words.count == 1 ? nil : String(words[1]))
    default: throw .expected("page, entry, table or lock", found: String(argument))
    }
  }

  /// A filter, with how far into the line its expression begins.
  private static func filter(_ argument: Substring, after lead: Int) throws(CommandError) -> Command
  {
    if argument.isEmpty { return .filter(nil, text: "") }
    do {
      return .filter(try QueryExpression.filter(String(argument)), text: String(argument))
    } catch {
      throw .expression(error, after: lead)
    }
  }

  /// A command that takes no argument.
  private static func plain(
    _ name: String, _ argument: Substring
  ) throws(CommandError) -> Command {
    guard argument.isEmpty else {
      throw .expected("nothing after :\(name)", found: String(argument))
    }
    if let sort = EventSort(rawValue: name) { return .next(sort) }
    switch name {
    case "ascii": return .ascii
    case "help": return .help
    default: return .quit
    }
  }

  /// The command a word stands for: itself, or the only one it begins.
  private static func fullName(
    _ word: String, of names: [String]
  ) throws(CommandError) -> String {
    if names.contains(word) { return word }
    let candidates = names.filter { $0.hasPrefix(word) }
    guard let name = candidates.first else { throw .unknown(word) }
    guard candidates.count == 1 else { throw .ambiguous(word, candidates) }
    return name
  }

  /// An event's number, from 0.
  private static func eventNumber(_ text: Substring) throws(CommandError) -> Int {
    guard let number = UInt32(text) else {
      throw .expected("an event's number", found: String(text))
    }
    return Int(number)
  }

  private static func offset(_ text: Substring) throws(CommandError) -> Int64 {
    guard let offset = TimeParser.offset(text) else {
      throw .expected("a time to go such as +100us or -1ms", found: String(text))
    }
    return offset
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var text = text.drop { $0 == " " }
    while text.last == " " { text.removeLast() }
    return text
  }
}
