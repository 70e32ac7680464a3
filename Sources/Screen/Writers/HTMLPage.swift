/// What every page we write has in common: it asks nothing of any network, and may run nothing but
/// the one script it names.
struct HTMLPage {
  /// What stands in the window's title; may hold any characters.
  var title: String
  /// How many columns the widest screen has, so that it fits the window.
  var columns: Int
  /// The styles that occur.
  var rows: HTMLRows
  /// Which ground their colours were chosen for.
  var ground: PictureGround
  /// The hash of the one script that may run, as a Content-Security-Policy names it; nil for none.
  var scriptHash: String?

  /// The page with a body.
  func string(body: [String]) -> String {
    let scripts = scriptHash.map { "; script-src '\($0)'" } ?? ""
    let policy =
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
      + "form-action 'none'\(scripts)"
    let head = [
      "<!DOCTYPE html>", "<html lang=\"en\" class=\"\(ground == .dark ? "dark" : "light")\">",
      "<head>", "<meta charset=\"utf-8\">",
      "<meta http-equiv=\"Content-Security-Policy\" content=\"\(policy)\">",
      "<meta name=\"viewport\" content=\"width=device-width\">",
      // Without it browsers ask a server for one.
      "<link rel=\"icon\" href=\"data:,\">", "<title>\(Markup.escaped(title))</title>", "<style>",
      ":root { --columns: \(max(1, columns)); }",
      String(decoding: PackageResources.page_css, as: UTF8.self) + rows.rules(on: ground),
      "</style>", "</head>",
    ]
    return (head + ["<body>"] + body + ["</body>", "</html>"]).joined(separator: "\n") + "\n"
  }

  /// Rows as the lines of a `pre`.
  static func lines(_ rows: [String]) -> String {
    rows.map { "<div>\($0)</div>" }.joined()
  }
}
