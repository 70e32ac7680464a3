/// A question about events, as it was written.
public indirect enum QueryExpression: Hashable, Sendable {
  /// All of these hold.
  case all([QueryExpression])
  /// One of these holds.
  case any([QueryExpression])
  /// This does not hold.
  case not(QueryExpression)
  /// A field of the event compares so.
  case comparison(QueryComparison)
  /// The name of the event's kind or its text holds this, upper and lower case being the same.
  case phrase(String)
}

/// A field, an operator and what it is compared with.
public struct QueryComparison: Hashable, Sendable {
  /// How a value must relate to the operands.
  public enum Relation: String, Hashable, Sendable {
    case equal = "="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case contains = "~"
    case among = "in"
  }

  /// What a field is compared with.
  public enum Operand: Hashable, Sendable {
    /// One value.
    case value(QueryValue)
    /// From the first to below the second; nil where that end is open.
    case range(QueryValue?, QueryValue?)
  }

  /// What is compared.
  public var field: QueryField
  /// How.
  public var relation: Relation
  /// With what; more than one after `in {…}`, of which any will do.
  public var operands: [Operand]

  /// Makes a comparison.
  public init(_ field: QueryField, _ relation: Relation, _ operands: [Operand]) {
    self.field = field
    self.relation = relation
    self.operands = operands
  }
}

/// A value in an expression.
public enum QueryValue: Hashable, Sendable {
  /// A word, in which `*` stands for any characters and `?` for one.
  case name(String)
  /// A whole number; for ``QueryField/level`` it may be −1.
  case number(Int64)
  /// An address, a size, or the number or address of a table.
  case bytes(UInt64)
  /// Nanoseconds: a duration, or a time of the recording's clock.
  case nanoseconds(Int64)
  /// Nanoseconds since the first event.
  case sinceStart(Int64)
}
