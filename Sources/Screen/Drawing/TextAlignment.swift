/// Where a text stands in the columns it is given.
public enum TextAlignment: Hashable, Sendable {
  /// At the left end.
  case leading
  /// In the middle, an odd column going to the right.
  case center
  /// At the right end.
  case trailing
}
