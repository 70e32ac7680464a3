import VMSA

extension NestedGrid {
  /// What a lookup does, in a sentence; nil where there is no such lookup.
  ///
  /// - Parameter number: of the lookup, from 1.
  public func sentence(ofLookup number: Int) -> String? {
    guard let (row, lookup) = lookup(number) else { return nil }
    let place = "\(lookup.level.shortName)" + (lookup.index.map { "[\($0)]" } ?? "")
    let input = Hexadecimal.grouped(row.input)
    let words =
      lookup.stage == .one
      ? "Lookup \(number): the stage 1 entry \(place) itself, which stage 2 puts at "
        + "\(lookup.address.grouped): \(lookup.summary)."
      : "Lookup \(number): to find \(NestedGrid.words(for: row.purpose)) at IPA \(input), stage 2 "
        + "reads \(place) at \(lookup.address.grouped): \(lookup.summary)."
    return number == lookupCount ? words + " " + end : words
  }

  /// Where it ends, in a sentence.
  private var end: String {
    output == nil ? "Here it ends: \(outcome)." : "So the address is \(outcome)."
  }

  private static func words(for purpose: TableAccess.Purpose) -> String {
    switch purpose {
    case .stage1: "the stage 1 entry"
    case .locatesTable(let level): "the stage 1 \(level.words) entry"
    case .updatesTable(let level): "the stage 1 \(level.words) entry that hardware writes"
    case .locatesOutput: "the output"
    }
  }
}
