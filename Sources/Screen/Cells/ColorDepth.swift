/// How many colours a terminal or a file format can show.
public enum ColorDepth: Int, Hashable, Sendable, CaseIterable {
  /// No colour: attributes only.
  case none = 0
  /// The first eight named colours; the bright ones are shown as bold text.
  case eight = 8
  /// The 16 named colours.
  case sixteen = 16
  /// All 256.
  case indexed = 256

  /// The depth of a terminal that says it has `count` colours.
  public init(colorCount count: Int) {
    switch count {
    case 256...: self = .indexed
    case 16...: self = .sixteen
    case 8...: self = .eight
    default: self = .none
    }
  }
}

extension Color {
  /// The nearest colour that `depth` offers.
  public func reduced(to depth: ColorDepth) -> Color {
    let code = Int(code)
    guard code >= 0 else { return self }
    switch depth {
    case .none: return .default
    case .indexed: return self
    case .sixteen: return .indexed(Color.nearestNamed[code])
    case .eight: return .indexed(Color.nearestNamed[code] & 7)
    }
  }

  /// For each of the 256 colours the nearest named one.
  private static let nearestNamed: [UInt8] = (0..<256).map { index in
    guard index >= 16 else { return UInt8(index) }
    let wanted = RGB.indexed(index)
    let nearest = (0..<16).min { left, right in
      RGB.xtermNamed[left].distance(to: wanted) < RGB.xtermNamed[right].distance(to: wanted)
    }
    return UInt8(nearest ?? 7)
  }
}

extension Style {
  /// The nearest style `depth` offers; where there are eight colours, bright text becomes bold.
  public func reduced(to depth: ColorDepth) -> Style {
    var style = self
    if depth == .eight, foreground.reduced(to: .sixteen).code >= 8 {
      style.attributes.insert(.bold)
    }
    style.foreground = foreground.reduced(to: depth)
    style.background = background.reduced(to: depth)
    return style
  }
}
