/// How many columns and rows something has, each in `0...Size.limit`.
public struct Size: Hashable, Sendable {
  /// The most columns or rows a size can have; more are cut off. No terminal comes near it.
  public static let limit = 4_096

  /// No columns and no rows.
  public static let zero = Size(0, 0)

  private var storedColumns: Int32
  private var storedRows: Int32

  /// The width in terminal columns; clamped to `0...limit`.
  public var columns: Int {
    get { Int(storedColumns) }
    set { storedColumns = Size.clamped(newValue) }
  }

  /// The height in rows; clamped to `0...limit`.
  public var rows: Int {
    get { Int(storedRows) }
    set { storedRows = Size.clamped(newValue) }
  }

  /// A size of `columns` by `rows`; each is clamped to `0...limit`.
  public init(_ columns: Int, _ rows: Int) {
    storedColumns = Size.clamped(columns)
    storedRows = Size.clamped(rows)
  }

  /// Whether nothing can be drawn in it.
  public var isEmpty: Bool { columns == 0 || rows == 0 }

  private static func clamped(_ value: Int) -> Int32 { Int32(max(0, min(limit, value))) }
}

extension Size: LosslessStringConvertible {
  /// Reads a size written as `120x40`: columns, `x` or `X`, rows, each in `1...Size.limit`.
  ///
  /// Anything else, signs and spaces included, gives nil.
  public init?(_ text: String) {
    let parts = text.split(
      separator: text.contains("X") ? "X" : "x", omittingEmptySubsequences: false)
    guard parts.count == 2,
      let columns = Size.number(parts[0]), let rows = Size.number(parts[1])
    else { return nil }
    self.init(columns, rows)
  }

  /// Written as `120x40`.
  public var description: String { "\(columns)x\(rows)" }

  private static func number(_ digits: Substring) -> Int? {
    guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let value = Int(digits), (1...limit).contains(value)
    else { return nil }
    return value
  }
}
