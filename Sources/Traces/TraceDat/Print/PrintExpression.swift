/// An expression of a format file's “print fmt” line, over the fields of a record.
indirect enum PrintExpression: Equatable {
  /// What stands for an argument of `__print_symbolic` and its like: value and name.
  struct Name: Equatable {
    var value: PrintExpression
    var text: String
  }

  case number(UInt64)
  case string(String)
  /// `REC->name`, by its index in the format.
  case field(Int)
  /// `REC->name[i]`.
  case element(Int, PrintExpression)
  /// `(type)value`: bytes and sign.
  case cast(size: Int, isSigned: Bool, PrintExpression)
  case unary(String, PrintExpression)
  case binary(String, PrintExpression, PrintExpression)
  case conditional(PrintExpression, PrintExpression, PrintExpression)
  /// `__print_symbolic(value, {number, name}…)`.
  case symbolic(PrintExpression, [Name])
  /// `__print_flags(value, delimiter, {bits, name}…)`.
  case flags(PrintExpression, String, [Name])
  /// `__print_hex(field, length)`: bytes, with blanks between them or not.
  case hexadecimal(PrintExpression, PrintExpression, hasBlanks: Bool)
  /// `__print_array(field, count, size)`.
  case array(PrintExpression, PrintExpression, PrintExpression)
  /// `__get_dynamic_array_len(field)`.
  case length(Int)
  /// `__get_bitmask(field)`, `__get_cpumask(field)`.
  case bitmask(Int)
}
