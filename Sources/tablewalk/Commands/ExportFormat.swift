import ArgumentParser
import Traces

/// What `export` can write.
enum ExportFormat: String, ExpressibleByArgument, CaseIterable {
  case events, csv, jsonl, svg, html, png, cast, ansi, text

  /// Flat rows; nil for what isn't.
  var flat: FlatFormat? { FlatFormat(rawValue: rawValue) }

  /// Whether it is data and not a picture.
  var isData: Bool { self == .events || flat != nil }

  /// Whether it shows one instant after the other when none is named.
  var isStepping: Bool { self == .html || self == .cast }

  /// Whether a terminal can't show it.
  var isBinary: Bool { self == .png }
}

/// What a picture shows.
enum PictureKind: String, ExpressibleByArgument, CaseIterable {
  case screen, walk, locks, map, nested
}
