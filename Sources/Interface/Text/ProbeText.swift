/// The text of a kprobe event: “(function+0x0/0x140) fields” or “(caller <- function) fields”.
struct ProbeText: Hashable, Sendable {
  /// The kernel function.
  let function: String
  /// Whether it returns; else it is entered.
  let isReturn: Bool
  /// The fields after the parenthesis.
  let fields: String

  /// Reads a text; nil when it isn't a probe's.
  init?(_ text: String) {
    guard text.first == "(", let end = text.firstIndex(of: ")") else { return nil }
    let inside = text[text.index(after: text.startIndex)..<end]
    let words = inside.split(separator: " ")
    fields = String(text[text.index(after: end)...].drop { $0 == " " })
    if words.count == 3, words[1] == "<-" {
      (function, isReturn) = (String(words[2].prefix { $0 != "+" }), true)
    } else if words.count == 1, inside.contains("+0x") {
      (function, isReturn) = (String(inside.prefix { $0 != "+" }), false)
    } else {
      return nil
    }
  }

  /// The text without offsets and return address: “stage2_map_walker addr=0x10000 …”.
  var short: String { fields.isEmpty ? function : "\(function) \(fields)" }
}
