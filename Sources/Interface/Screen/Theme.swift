import Screen

/// How each kind of text looks.
public struct Theme: Hashable, Sendable {
  /// The name `:theme` knows it by.
  public let name: String
  private let styles: [Ink: Style]

  private init(_ name: String, _ styles: [Ink: Style]) {
    self.name = name
    self.styles = styles
  }

  /// The style of an ink; plain when the theme has nothing to say of it.
  subscript(ink: Ink) -> Style { styles[ink] ?? .plain }

  /// Which ground it was made for.
  public var ground: PictureGround { self == .light ? .light : .dark }

  /// Every theme, the usual one first.
  public static let all: [Theme] = [.standard, .light, .colorBlind, .plain]

  /// The theme with a name; nil when there is none.
  public static func named(_ name: String) -> Theme? { all.first { $0.name == name } }

  /// For dark terminals.
  public static let standard = Theme(
    "default",
    [
      .faint: Style(.indexed(245)), .label: Style(.cyan), .strong: Style(.default, .bold),
      .changed: Style(.brightYellow, .bold), .read: Style(.brightGreen),
      .write: Style(.brightRed, .bold), .wait: Style(.brightMagenta), .block: Style(.brightBlue),
      .page: Style(.cyan), .unknown: Style(.indexed(245)), .bad: Style(.brightRed, .bold),
      .frame: Style(.indexed(240)), .focus: Style(.brightYellow), .title: Style(.default, .bold),
      .header: Style(.default, .bold), .footer: Style(.indexed(250)),
      .selected: Style(.default, .reverse),
    ])

  /// For terminals with dark text on a light ground.
  public static let light = Theme(
    "light",
    [
      .faint: Style(.indexed(242)), .label: Style(.indexed(24)), .strong: Style(.default, .bold),
      .changed: Style(.indexed(130), .bold), .read: Style(.indexed(28)),
      .write: Style(.indexed(160), .bold), .wait: Style(.indexed(90)), .block: Style(.indexed(20)),
      .page: Style(.indexed(30)), .unknown: Style(.indexed(242)), .bad: Style(.indexed(160), .bold),
      .frame: Style(.indexed(246)), .focus: Style(.indexed(130), .bold),
      .title: Style(.default, .bold), .header: Style(.default, .bold),
      .footer: Style(.indexed(238)),
      .selected: Style(.default, .reverse),
    ])

  /// Blue against orange, which people who don't tell red from green tell apart.
  public static let colorBlind = Theme(
    "deuteranopia-safe",
    [
      .faint: Style(.indexed(245)), .label: Style(.indexed(117)), .strong: Style(.default, .bold),
      .changed: Style(.indexed(220), .bold), .read: Style(.indexed(75)),
      .write: Style(.indexed(208), .bold), .wait: Style(.indexed(220)), .block: Style(.indexed(33)),
      .page: Style(.indexed(117)), .unknown: Style(.indexed(245)),
      .bad: Style(.indexed(208), .bold), .frame: Style(.indexed(240)),
      .focus: Style(.indexed(220)), .title: Style(.default, .bold),
      .header: Style(.default, .bold), .footer: Style(.indexed(250)),
      .selected: Style(.default, .reverse),
    ])

  /// No colour at all, as `NO_COLOR` asks: attributes and glyphs say everything.
  public static let plain = Theme(
    "none",
    [
      .faint: Style(.default, .dim), .strong: Style(.default, .bold),
      .changed: Style(.default, .bold), .write: Style(.default, .bold),
      .bad: Style(.default, .bold), .frame: Style(.default, .dim), .focus: Style(.default, .bold),
      .header: Style(.default, .bold), .selected: Style(.default, .reverse),
    ])
}
