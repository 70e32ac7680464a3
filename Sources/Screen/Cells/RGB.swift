/// A colour as red, green and blue light, for pictures and for finding the nearest of few colours.
struct RGB: Hashable, Sendable {
  var red: Int
  var green: Int
  var blue: Int

  init(_ red: Int, _ green: Int, _ blue: Int) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// `#rrggbb`.
  var hexadecimal: String {
    let value = (red & 0xff) << 16 | (green & 0xff) << 8 | blue & 0xff
    let digits = String(value, radix: 16)
    return "#" + String(repeating: "0", count: 6 - digits.count) + digits
  }

  /// The 16 named colours as xterm shows them.
  static let xtermNamed: [RGB] = [
    RGB(0, 0, 0), RGB(205, 0, 0), RGB(0, 205, 0), RGB(205, 205, 0),
    RGB(0, 0, 238), RGB(205, 0, 205), RGB(0, 205, 205), RGB(229, 229, 229),
    RGB(127, 127, 127), RGB(255, 0, 0), RGB(0, 255, 0), RGB(255, 255, 0),
    RGB(92, 92, 255), RGB(255, 0, 255), RGB(0, 255, 255), RGB(255, 255, 255),
  ]

  /// Colour `index` of the 256, given how the first 16 look.
  static func indexed(_ index: Int, named: [RGB] = xtermNamed) -> RGB {
    switch index {
    case named.indices: return named[index]
    case 232...255:
      let grey = 8 + 10 * (index - 232)
      return RGB(grey, grey, grey)
    default:
      let cube = max(0, min(215, index - 16))
      func light(_ step: Int) -> Int { step == 0 ? 0 : 55 + 40 * step }
      return RGB(light(cube / 36), light(cube / 6 % 6), light(cube % 6))
    }
  }

  /// How bright it looks, roughly, 0–255.
  var brightness: Int { (3 * red + 6 * green + blue) / 10 }

  /// How different two colours look, roughly: squared distance, green counting most.
  func distance(to other: RGB) -> Int {
    let (red, green, blue) = (red - other.red, green - other.green, blue - other.blue)
    return 3 * red * red + 4 * green * green + 2 * blue * blue
  }
}
