/// A colour a terminal can show: its own default, one of the 16 named ones, or one of 256.
///
/// The named colours are the first 16 of the 256, so `.indexed(1) == .red`.
public struct Color: Hashable, Sendable {
  /// The number terminals use, 0–255, or -1 for the terminal's default.
  public let code: Int16

  private init(code: Int16) { self.code = code }

  /// The colour the terminal uses when told nothing.
  public static let `default` = Color(code: -1)

  /// Colour `index` of the terminal's palette: 0–15 named, 16–231 a 6×6×6 cube, 232–255 greys.
  public static func indexed(_ index: UInt8) -> Color { Color(code: Int16(index)) }

  /// Named colour 0.
  public static let black = indexed(0)
  /// Named colour 1.
  public static let red = indexed(1)
  /// Named colour 2.
  public static let green = indexed(2)
  /// Named colour 3.
  public static let yellow = indexed(3)
  /// Named colour 4.
  public static let blue = indexed(4)
  /// Named colour 5.
  public static let magenta = indexed(5)
  /// Named colour 6.
  public static let cyan = indexed(6)
  /// Named colour 7, a light grey.
  public static let white = indexed(7)
  /// Named colour 8, a dark grey.
  public static let brightBlack = indexed(8)
  /// Named colour 9.
  public static let brightRed = indexed(9)
  /// Named colour 10.
  public static let brightGreen = indexed(10)
  /// Named colour 11.
  public static let brightYellow = indexed(11)
  /// Named colour 12.
  public static let brightBlue = indexed(12)
  /// Named colour 13.
  public static let brightMagenta = indexed(13)
  /// Named colour 14.
  public static let brightCyan = indexed(14)
  /// Named colour 15.
  public static let brightWhite = indexed(15)
}
