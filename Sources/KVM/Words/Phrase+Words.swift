import VMSA

/// Says values of a model by what they stand for.
public struct ValueWords: Sendable {
  private let model: Model
  private let layout: Layout

  /// Takes the model and its addresses.
  public init(model: Model, layout: Layout) {
    self.model = model
    self.layout = layout
  }

  /// A phrase with its values as they are in a state.
  public func say(_ phrase: Phrase, in state: ModelState) -> String {
    phrase.pieces.map { piece in
      switch piece {
      case .text(let text): return text
      case .value(let expression, let type):
        var isOutOfRange = false
        let word = expression.value(in: state.words, &isOutOfRange)
        return isOutOfRange ? "?" : say(word, type)
      }
    }.joined()
  }

  /// A value by its type.
  public func say(_ word: Int32, _ type: ValueType) -> String {
    switch type {
    case .flag: word != 0 ? "yes" : "no"
    case .entry: say(TableEntry(word: word))
    case .range: "\(word)"
    case .choice(let names): names.indices.contains(Int(word)) ? names[Int(word)] : "\(word)"
    case .member(let set, _): member(Int(word), of: set)
    }
  }

  /// An entry in words: “table 3”, “page frame 0x8000_0000, writable”.
  public func say(_ entry: TableEntry) -> String {
    switch entry.kind {
    case .empty: "empty"
    case .locked: "LOCKED"
    case .table: "table \(entry.target)"
    case .leaf:
      member(Int(entry.target), of: "frames") + (entry.isWritable ? " RW" : " R")
        + (entry.isYoung ? "" : " not young")
    }
  }

  private func member(_ number: Int, of set: String) -> String {
    guard number >= 0 else { return "none" }
    let addresses: [UInt64]? =
      switch set {
      case "pages": layout.guest.pages
      case "blocks": layout.guest.blocks
      case "gigs": layout.guest.gigs
      case "hpages": layout.host.pages
      case "hblocks": layout.host.blocks
      case "hgigs": layout.host.gigs
      case "frames": layout.frameAddresses
      default: nil
      }
    if let addresses, addresses.indices.contains(number) {
      return Hexadecimal.grouped(addresses[number])
    }
    if set == "threads", model.threads.indices.contains(number) {
      return model.threads[number].name
    }
    return set == "tables" ? number == 0 ? "the root table" : "table \(number)" : "\(number)"
  }
}
