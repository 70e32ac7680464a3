import ArgumentParser
import Query

/// What `replay` can write.
enum ReplayFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json, csv, ansi, svg

  /// The same for a screen; nil for what screens are not written as.
  var screenFormat: OutputFormat? { OutputFormat(rawValue: rawValue) }
}

/// What screens can be written as.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json, ansi, svg
}

extension ReportName: ExpressibleByArgument {}
