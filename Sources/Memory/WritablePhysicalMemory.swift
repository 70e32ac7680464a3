import VMSA

/// A memory whose words can be changed, and that hands out whole tables at once.
public protocol WritablePhysicalMemory: TableMemory, ~Copyable {
  /// Puts a word at `address`; false when there is no memory there, and nothing changed.
  mutating func write(_ raw: UInt64, at address: PhysicalAddress) -> Bool

  /// Lends the `count` words from `address` on to `body`; nil when not all of them are there.
  ///
  /// Loops over a table look once whether the table is there, not at every entry.
  mutating func withMutableWords<Result>(
    at address: PhysicalAddress, count: Int, _ body: (inout MutableSpan<UInt64>) -> Result
  ) -> Result?
}

/// A memory that hands out whole tables for reading.
public protocol TableMemory: PhysicalMemory, ~Copyable {
  /// Lends the `count` words from `address` on to `body`; nil when not all of them are there.
  func withWords<Result>(
    at address: PhysicalAddress, count: Int, _ body: (Span<UInt64>) -> Result
  ) -> Result?
}
