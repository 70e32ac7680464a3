import Foundation

/// Reads the default form line by line with regular expressions: slow, plain, and written apart from
/// the reader it checks.
struct NaiveTextReader {
  struct Record: Equatable {
    var command: String
    var identifier: Int
    var cpu: Int
    var nanoseconds: Int64
    var event: String
    /// Every `name=0x…` and `name 0x…` behind the event.
    var numbers: [String: UInt64]
  }

  private static let anchor = try? NSRegularExpression(
    pattern: #"^ (.{15})-(\d+) +(?:\([ \d-]+\) )?\[(\d+)\] (?:[^ ]{4,8} )? *(\d+)(?:\.(\d+))?: +"#
      + #"(?:print: +)?([^: ]+|<[^>]+>)(?:: *(.*))?$"#)
  private static let assignment = try? NSRegularExpression(
    pattern: #"(?<=^| )([a-z_]+)[ =](?:0x)?([0-9a-f]{1,16})(?=$|[ ,)])"#)

  /// The records of a text, where every record is one line.
  static func records(_ text: String) -> [Record] {
    text.split(separator: "\n").compactMap { record(String($0)) }
  }

  private static func record(_ line: String) -> Record? {
    let whole = NSRange(line.startIndex..., in: line)
    guard !line.hasPrefix("#"), let found = anchor?.firstMatch(in: line, range: whole) else {
      return nil
    }
    func group(_ index: Int) -> String? {
      Range(found.range(at: index), in: line).map { String(line[$0]) }
    }
    guard let command = group(1), let identifier = group(2).flatMap({ Int($0) }),
      let cpu = group(3).flatMap({ Int($0) }), let whole = group(4).flatMap({ Int64($0) }),
      let event = group(6)
    else { return nil }
    var nanoseconds = whole
    if let fraction = group(5), let part = Int64(fraction) {
      var scaled = part
      for _ in fraction.count..<9 { scaled *= 10 }
      nanoseconds = whole * 1_000_000_000 + scaled
    }
    return Record(
      command: String(command.drop { $0 == " " }), identifier: identifier, cpu: cpu,
      nanoseconds: nanoseconds, event: event, numbers: numbers(group(7) ?? ""))
  }

  private static func numbers(_ body: String) -> [String: UInt64] {
    var numbers: [String: UInt64] = [:]
    let whole = NSRange(body.startIndex..., in: body)
    for match in assignment?.matches(in: body, range: whole) ?? [] {
      guard let name = Range(match.range(at: 1), in: body).map({ String(body[$0]) }),
        let digits = Range(match.range(at: 2), in: body).map({ String(body[$0]) }),
        numbers[name] == nil
      else { continue }
      numbers[name] = UInt64(digits, radix: 16)
    }
    return numbers
  }
}
