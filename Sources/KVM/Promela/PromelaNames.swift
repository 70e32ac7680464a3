/// Names that mean one thing each in a Promela text, made from names of a model.
struct PromelaNames {
  private var taken: Set<String>

  init() { taken = PromelaNames.reserved }

  /// A name like the one given, of letters, digits and underscores, that nothing else has.
  mutating func take(_ wanted: String) -> String {
    let plain = PromelaNames.plain(wanted)
    var name = taken.contains(plain) ? plain + "_" : plain
    var number = 2
    while taken.contains(name) {
      name = "\(plain)_\(number)"
      number += 1
    }
    taken.insert(name)
    return name
  }

  /// A name's letters, digits and underscores; “p” for a prime.
  static func plain(_ name: String) -> String {
    var plain = ""
    for character in name {
      switch character {
      case "'", "′": plain += "p"
      case _ where character.isASCII && (character.isLetter || character.isNumber):
        plain.append(character)
      default: plain += "_"
      }
    }
    // “end”, “accept” and “progress” at the beginning of a label mean something to Spin.
    let isMarked = ["end", "accept", "progress"].contains { plain.hasPrefix($0) }
    let isName = plain.first.map { $0.isLetter } ?? false
    return isName && !isMarked ? plain : "n_" + plain
  }

  /// Words of Promela, of C, and of the checkers that Spin writes, which put variables into C as they
  /// are.
  private static let reserved: Set<String> = Set(
    """
    active assert atomic bit bool break byte c_code c_decl c_expr c_state c_track chan d_proctype \
    d_step do else empty enabled end eval false fi for full get_priority goto hidden if in init inline \
    int len local ltl mtype nempty never nfull nonprogress notrace np_ od of pc_value pid print printf \
    printm priority proctype provided return run select set_priority short show skip timeout trace \
    true type typedef unless unsigned value xr xs always eventually until release weakuntil next \
    auto case char const continue default double enum extern float long register signed sizeof static \
    struct switch union void volatile while main now this
    """.split(separator: " ").map(String.init) + PromelaPrelude.names)
}
