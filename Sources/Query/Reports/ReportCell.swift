import VMSA

/// One value of a report.
public enum ReportCell: Hashable, Sendable {
  /// Nothing is known.
  case none
  /// Words; may hold any characters.
  case text(String)
  /// A whole number.
  case number(Int)
  /// An address or a descriptor.
  case address(UInt64)
  /// A time of the recording's clock, in nanoseconds; written as seconds.
  case time(Int64)
  /// How long something took, in nanoseconds.
  case duration(Int64)
  /// A size in bytes.
  case size(UInt64)

  /// A number, or nothing.
  public static func optional(_ number: Int?) -> ReportCell {
    number.map(ReportCell.number) ?? .none
  }

  /// The value as CSV has it, before quoting: sizes and durations as plain numbers.
  public var plain: String {
    switch self {
    case .none: ""
    case .text(let text): text
    case .number(let number): String(number)
    case .address(let address): Hexadecimal.plain(address)
    case .time(let time): ReportCell.seconds(time)
    case .duration(let nanoseconds): String(nanoseconds)
    case .size(let bytes): String(bytes)
    }
  }

  /// The value for people: “18.250 µs”, “15.795483”, “2M”, “0x4020_1000”; nothing is a dash.
  public var words: String {
    switch self {
    case .none: "-"
    case .address(let address): Hexadecimal.grouped(address)
    // A recording's clock counts microseconds; the digits below them are for scripts.
    case .time(let time): String(ReportCell.seconds(time).dropLast(3))
    case .duration(let nanoseconds): ReportCell.duration(nanoseconds)
    case .size(let bytes): ByteSize.text(bytes)
    default: plain
    }
  }

  /// The value as JSON.
  public var json: String {
    switch self {
    case .none: "null"
    case .number, .time, .duration, .size: plain
    case .text, .address: JSONText.quoted(plain)
    }
  }

  /// Whether it stands at the right of its column.
  public var isNumber: Bool {
    switch self {
    case .number, .time, .duration, .size: true
    case .none, .text, .address: false
    }
  }

  /// Seconds with nine decimals, as a number: exact where a floating-point number would not be.
  private static func seconds(_ nanoseconds: Int64) -> String {
    let value = nanoseconds.magnitude
    let fraction = String(value % 1_000_000_000)
    let zeros = String(repeating: "0", count: 9 - fraction.count)
    return "\(nanoseconds < 0 ? "-" : "")\(value / 1_000_000_000).\(zeros)\(fraction)"
  }

  /// Three decimals of the unit that suits; below a microsecond whole nanoseconds.
  private static func duration(_ nanoseconds: Int64) -> String {
    let value = nanoseconds.magnitude
    let sign = nanoseconds < 0 ? "-" : ""
    let units: [(UInt64, String)] = [
      (1_000_000_000, "s"), (1_000_000, "ms"), (1_000, "µs"),
    ]
    guard let (unit, name) = units.first(where: { value >= $0.0 }) else {
      return "\(sign)\(value) ns"
    }
    let fraction = String(value % unit / (unit / 1000))
    return
      "\(sign)\(value / unit).\(String(repeating: "0", count: 3 - fraction.count))\(fraction) \(name)"
  }
}

/// Text as JSON has it.
public enum JSONText {
  /// A text in quotes; what could steer a terminal is escaped with the rest.
  public static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case _ where isUnsafe(scalar): result += escaped(scalar)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  /// Controls, and characters that change the direction of what follows.
  private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F...0x9F, 0x200B...0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16)
    return "\\u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
