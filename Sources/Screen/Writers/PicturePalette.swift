/// The colours of a picture: a ground and 16 colours that can be read on it.
struct PicturePalette: Sendable {
  var ground: RGB
  var text: RGB
  /// The bar with the window's title.
  var bar: RGB
  /// The title and the window's edge.
  var faint: RGB
  var named: [RGB]
  /// Whether colours chosen for a dark ground are shown on a light one: greys are then turned round,
  /// and what is too pale is darkened.
  var isLight = false

  /// Every colour but black stands at least 4.5 : 1 against the ground (WCAG AA).
  static let dark = PicturePalette(
    ground: RGB(0x16, 0x1b, 0x22), text: RGB(0xd6, 0xdd, 0xe5),
    bar: RGB(0x24, 0x2b, 0x35), faint: RGB(0x8b, 0x98, 0xa7),
    named: [
      RGB(0x0b, 0x0f, 0x14), RGB(0xf4, 0x73, 0x6b), RGB(0x6c, 0xc6, 0x73), RGB(0xdc, 0xb3, 0x4f),
      RGB(0x6c, 0xa8, 0xf8), RGB(0xd0, 0x8f, 0xec), RGB(0x4f, 0xc3, 0xcf), RGB(0xc4, 0xcc, 0xd6),
      RGB(0x84, 0x90, 0x9e), RGB(0xff, 0x9d, 0x94), RGB(0x93, 0xe2, 0x97), RGB(0xf5, 0xd6, 0x7e),
      RGB(0x9d, 0xc7, 0xff), RGB(0xe6, 0xb9, 0xfb), RGB(0x86, 0xe3, 0xec), RGB(0xff, 0xff, 0xff),
    ])

  /// For paper: what is bright on a dark ground is dark here.
  static let light = PicturePalette(
    ground: RGB(0xff, 0xff, 0xff), text: RGB(0x1b, 0x20, 0x27),
    bar: RGB(0xe6, 0xe9, 0xed), faint: RGB(0x5c, 0x66, 0x70),
    named: [
      RGB(0xff, 0xff, 0xff), RGB(0xa3, 0x24, 0x1c), RGB(0x1d, 0x6b, 0x26), RGB(0x75, 0x54, 0x00),
      RGB(0x0f, 0x4d, 0xa8), RGB(0x7a, 0x2f, 0x9e), RGB(0x00, 0x64, 0x70), RGB(0x3c, 0x44, 0x4d),
      RGB(0x5c, 0x66, 0x70), RGB(0xb8, 0x1d, 0x14), RGB(0x1a, 0x70, 0x24), RGB(0x85, 0x54, 0x00),
      RGB(0x1a, 0x4f, 0xb8), RGB(0x8a, 0x2f, 0xb0), RGB(0x00, 0x69, 0x75), RGB(0x00, 0x00, 0x00),
    ], isLight: true)

  /// For screens whose colours were chosen for a light ground: none is changed but the named ones.
  static let paper: PicturePalette = {
    var palette = light
    palette.isLight = false
    return palette
  }()

  /// The colours a style is shown in, reverse and dim worked in.
  func colors(of style: Style) -> (text: RGB, behind: RGB?) {
    var front = color(style.foreground) ?? text
    var behind = color(style.background)
    if style.attributes.contains(.reverse) {
      (front, behind) = (behind ?? ground, front)
    }
    if style.attributes.contains(.dim) {
      front = PicturePalette.mixed(front, behind ?? ground)
    }
    if isLight, let behind { front = PicturePalette.readable(front, on: behind) }
    return (front, behind)
  }

  private func color(_ color: Color) -> RGB? {
    guard color != .default else { return nil }
    let index = Int(color.code)
    guard isLight, index >= 16 else { return RGB.indexed(index, named: named) }
    return PicturePalette.onLight(RGB.indexed(index), isGrey: index >= 232)
  }

  /// A colour of the cube as dark as the named ones, a grey turned round.
  private static func onLight(_ color: RGB, isGrey: Bool) -> RGB {
    if isGrey { return RGB(255 - color.red, 255 - color.green, 255 - color.blue) }
    return RGB(color.red / 2, color.green / 2, color.blue / 2)
  }

  /// The colour itself, or white or black where it is nearly as bright as what is behind it.
  private static func readable(_ color: RGB, on behind: RGB) -> RGB {
    guard abs(color.brightness - behind.brightness) < 80 else { return color }
    return behind.brightness < 128 ? RGB(255, 255, 255) : RGB(0, 0, 0)
  }

  /// A colour two thirds of the way from `ground` to `color`.
  private static func mixed(_ color: RGB, _ ground: RGB) -> RGB {
    RGB(
      (2 * color.red + ground.red) / 3, (2 * color.green + ground.green) / 3,
      (2 * color.blue + ground.blue) / 3)
  }
}
