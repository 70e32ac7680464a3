/// Times as people type them, read without rounding.
public enum TimeParser {
  /// Nanoseconds of “15.85”, seconds with up to nine decimals; a space or “s” at the end is allowed.
  public static func seconds(_ text: Substring) -> Int64? {
    scaled(text.last == "s" ? text.dropLast() : text, unit: 1_000_000_000)
  }

  /// Nanoseconds of “+100us”, “-1ms”, “+1.5s”; a unit is needed.
  public static func offset(_ text: Substring) -> Int64? {
    guard let sign = text.first, "+-−".contains(sign) else { return nil }
    let value = duration(text.dropFirst())
    return sign == "+" ? value : value.map { -$0 }
  }

  /// Nanoseconds of “100us”, “1.5s”; a unit is needed.
  public static func duration(_ text: Substring) -> Int64? {
    let units: [(String, Int64)] = [
      ("ns", 1), ("us", 1000), ("µs", 1000), ("ms", 1_000_000), ("s", 1_000_000_000),
    ]
    guard let unit = units.first(where: { text.hasSuffix($0.0) }) else { return nil }
    return scaled(text.dropLast(unit.0.count), unit: unit.1)
  }

  /// A decimal number times a unit, cut off to whole nanoseconds; nil when it doesn't fit.
  private static func scaled(_ text: Substring, unit: Int64) -> Int64? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), let whole = digits(parts[0]) else { return nil }
    let (product, overflow) = whole.multipliedReportingOverflow(by: unit)
    guard !overflow else { return nil }
    guard parts.count == 2 else { return product }
    guard parts[1].count <= 9, let fraction = digits(parts[1]) else { return nil }
    var divisor: Int64 = 1
    for _ in 0..<parts[1].count { divisor *= 10 }
    let (scaledFraction, fractionOverflow) = fraction.multipliedReportingOverflow(by: unit)
    let (sum, sumOverflow) = product.addingReportingOverflow(scaledFraction / divisor)
    return fractionOverflow || sumOverflow ? nil : sum
  }

  private static func digits(_ text: Substring) -> Int64? {
    guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return Int64(text)
  }
}
