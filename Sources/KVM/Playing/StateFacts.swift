/// Something of an instant that no table, lock or counter shows: a TLB's entries, references.
public struct StateFact: Hashable, Sendable {
  /// What it is about: “TLB of v0”, “references”.
  public var subject: String
  /// What is so, in few words each.
  public var items: [String]
}

extension Stepper {
  /// What the TLBs hold, what is referenced how often, what is marked dirty and what waits to be
  /// freed at an instant; nothing that is empty.
  public func facts(at instant: Int) -> [StateFact] {
    let state = state(at: instant)
    let reader = VariableReader(model)
    let words = ValueWords(model: model, layout: layout)
    func members(_ name: String, of set: String, _ say: (String, Int32) -> String?) -> [String] {
      (0..<(model.sets[set] ?? 0)).compactMap { number in
        say(
          words.say(Int32(number), .member(set: set, count: number + 1)),
          reader[name, number, in: state])
      }
    }
    let facts =
      translations(reader, words, state) + [
        StateFact(
          subject: "page references",
          items: members("pageRef", of: "frames") { $1 > 0 ? "\($0): \($1)" : nil }),
        StateFact(
          subject: "table references",
          items: members("tableRef", of: "tables") { $1 > 0 ? "\($0): \($1)" : nil }),
        StateFact(
          subject: "waits for RCU to be freed",
          items: members("detached", of: "tables") { $1 != 0 ? $0 : nil }),
        StateFact(subject: "dirty", items: members("dirty", of: "pages") { $1 != 0 ? $0 : nil }),
      ]
    return facts.filter { !$0.items.isEmpty }
  }

  private func translations(
    _ reader: VariableReader, _ words: ValueWords, _ state: ModelState
  ) -> [StateFact] {
    let vcpus = model.threads.filter { $0.program == "vcpu" }.map(\.name)
    let sizes = [
      ("tlbPage", "pages", "4K"), ("tlbBlock", "blocks", "2M"), ("tlbGig", "gigs", "1G"),
    ]
    return vcpus.enumerated().map { vcpu, name in
      let items = sizes.flatMap { variable, set, size in
        (0..<(model.sets[set] ?? 0)).compactMap { number -> String? in
          let entry = TableEntry(word: reader[variable, vcpu, number, in: state])
          guard entry.kind == .leaf else { return nil }
          let from = words.say(Int32(number), .member(set: set, count: number + 1))
          return "\(size) \(from) ─► \(words.say(entry))"
        }
      }
      return StateFact(subject: "TLB of \(name)", items: items)
    }
  }
}
