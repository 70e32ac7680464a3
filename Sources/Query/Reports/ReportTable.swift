/// A report as rows and columns; rows are made when they are asked for.
///
/// A recording has millions of faults, a screen shows forty of them.
public struct ReportTable: Sendable {
  /// One column.
  public struct Column: Hashable, Sendable {
    /// The stable name, for scripts: with the unit, where there is one.
    public var name: String
    /// The heading for people.
    public var title: String

    /// Makes a column; without a title the name is its heading.
    public init(_ name: String, _ title: String? = nil) {
      self.name = name
      self.title = title ?? name
    }
  }

  /// What the report is called.
  public let name: String
  /// The columns; each row has a cell for each.
  public let columns: [Column]
  /// How many rows there are.
  public let count: Int
  private let makeRow: @Sendable (Int) -> [ReportCell]
  private let eventOfRow: @Sendable (Int) -> Int?

  /// Makes a report of so many rows.
  ///
  /// - Parameters:
  ///   - event: the event a row tells of, by the row's number.
  ///   - row: the cells of a row, by its number.
  public init(
    _ name: String, _ columns: [Column], count: Int,
    event: @escaping @Sendable (Int) -> Int?, row: @escaping @Sendable (Int) -> [ReportCell]
  ) {
    self.name = name
    self.columns = columns
    self.count = count
    makeRow = row
    eventOfRow = event
  }

  /// The cells of a row; none outside.
  public func row(_ number: Int) -> [ReportCell] {
    (0..<count).contains(number) ? makeRow(number) : []
  }

  /// The event a row tells of; nil where it tells of none.
  public func event(ofRow number: Int) -> Int? {
    (0..<count).contains(number) ? eventOfRow(number) : nil
  }
}
