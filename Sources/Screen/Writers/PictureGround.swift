/// Which ground a screen's colours were chosen for, and a picture has therefore.
public enum PictureGround: Sendable {
  /// Nearly black, as terminals are by default.
  case dark
  /// White.
  case light

  /// The colours on a screen.
  var palette: PicturePalette { self == .dark ? .dark : .paper }

  /// The colours on paper, which is white.
  var printed: PicturePalette { self == .dark ? .light : .paper }
}
