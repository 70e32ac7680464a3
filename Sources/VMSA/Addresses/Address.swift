/// A 64-bit address of one of the three kinds an arm64 translation knows.
///
/// The kinds are types of their own, so that the output of one stage can't slip into the place of
/// another. Arithmetic never traps: an address is data and may be anything.
public protocol Address: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The address as a number.
  var raw: UInt64 { get }

  /// Makes an address from its number.
  init(_ raw: UInt64)
}

extension Address {
  /// The address in plain hexadecimal: `0x40201000`.
  public var hex: String { Hexadecimal.plain(raw) }

  /// The address in groups of four digits, two groups or more: `0x4020_1000`.
  public var grouped: String { Hexadecimal.grouped(raw) }

  /// The grouped form.
  public var description: String { grouped }

  /// The start of the naturally aligned piece of `size` bytes the address lies in.
  ///
  /// A size of 0 divides nothing and leaves the address as it is.
  @inlinable
  public func aligned(down size: UInt64) -> Self { Self(raw &- offset(in: size)) }

  /// The distance in bytes from the start of that piece; 0 when `size` is 0.
  @inlinable
  public func offset(in size: UInt64) -> UInt64 { size == 0 ? 0 : raw % size }

  /// The address `bytes` further on, wrapping at 2^64.
  @inlinable
  public func advanced(by bytes: UInt64) -> Self { Self(raw &+ bytes) }

  /// Orders addresses by number.
  @inlinable
  public static func < (left: Self, right: Self) -> Bool { left.raw < right.raw }
}
