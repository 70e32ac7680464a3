/// The colours of a picture: a dark ground and 16 colours that can be read on it.
struct SVGPalette: Sendable {
  var ground: RGB
  var text: RGB
  /// The bar with the window's title.
  var bar: RGB
  /// The title and the window's edge.
  var faint: RGB
  var named: [RGB]

  /// Every colour but black stands at least 4.5 : 1 against the ground (WCAG AA).
  static let dark = SVGPalette(
    ground: RGB(0x16, 0x1b, 0x22), text: RGB(0xd6, 0xdd, 0xe5),
    bar: RGB(0x24, 0x2b, 0x35), faint: RGB(0x8b, 0x98, 0xa7),
    named: [
      RGB(0x0b, 0x0f, 0x14), RGB(0xf4, 0x73, 0x6b), RGB(0x6c, 0xc6, 0x73), RGB(0xdc, 0xb3, 0x4f),
      RGB(0x6c, 0xa8, 0xf8), RGB(0xd0, 0x8f, 0xec), RGB(0x4f, 0xc3, 0xcf), RGB(0xc4, 0xcc, 0xd6),
      RGB(0x84, 0x90, 0x9e), RGB(0xff, 0x9d, 0x94), RGB(0x93, 0xe2, 0x97), RGB(0xf5, 0xd6, 0x7e),
      RGB(0x9d, 0xc7, 0xff), RGB(0xe6, 0xb9, 0xfb), RGB(0x86, 0xe3, 0xec), RGB(0xff, 0xff, 0xff),
    ])

  /// The colours a style is shown in, reverse and dim worked in.
  func colors(of style: Style) -> (text: RGB, behind: RGB?) {
    var front = color(style.foreground) ?? text
    var behind = color(style.background)
    if style.attributes.contains(.reverse) {
      (front, behind) = (behind ?? ground, front)
    }
    if style.attributes.contains(.dim) {
      front = SVGPalette.mixed(front, behind ?? ground)
    }
    return (front, behind)
  }

  private func color(_ color: Color) -> RGB? {
    color == .default ? nil : RGB.indexed(Int(color.code), named: named)
  }

  /// A colour two thirds of the way from `ground` to `color`.
  private static func mixed(_ color: RGB, _ ground: RGB) -> RGB {
    RGB(
      (2 * color.red + ground.red) / 3, (2 * color.green + ground.green) / 3,
      (2 * color.blue + ground.blue) / 3)
  }
}
