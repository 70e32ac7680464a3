import VMSA

/// A place for a descriptor, where the engine tries out what is put in.
struct DescriptorTrial: Sendable {
  /// The case around it.
  let given: TranslationCase
  /// Where the entry stands.
  let place: UInt64
  /// The leaf whose address the new one is to have.
  let leaf: Descriptor
  /// What it is to do.
  let goal: DescriptorGoal

  /// Tries a descriptor.
  func judge(_ word: UInt64) -> AnswerForm.Judgement {
    var tried = given
    tried.entries[place] = word
    let expected = leaf.outputAddress.advanced(by: given.address.offset(in: leaf.leafSizeBytes))
    for access in goal.permits {
      let translation = tried.translation(for: access)
      guard let output = translation.mapping?.output else {
        return AnswerForm.Judgement(
          isRight: false, words: "\(Self.name(access)): \(tried.ending(of: translation)).")
      }
      guard output == expected else {
        return AnswerForm.Judgement(
          isRight: false, words: "\(given.address) leads to \(output), and should to \(expected).")
      }
    }
    for access in goal.forbids where tried.translation(for: access).mapping != nil {
      return AnswerForm.Judgement(isRight: false, words: "\(Self.name(access)) succeeds.")
    }
    return AnswerForm.Judgement(isRight: true, words: "All of it is as it should be.")
  }

  private static func name(_ access: Access) -> String {
    let verb =
      switch access.kind {
      case .read: "read"
      case .write: "write"
      case .execute: "fetch"
      }
    return "\(access.isUnprivileged ? "EL0" : "EL1")'s \(verb)"
  }

  /// Descriptors that one might try: all permissions, inner shareable, with AF.
  var attempts: [UInt64] {
    let base = leaf.raw & ~(UInt64(0b11) << 6 | 0b111 << 51) | 1 << 10
    return (0..<16).map { base | ($0 & 3) << 6 | ($0 >> 2) << 53 }
  }

  /// The first of them that does what it should; nil if none does.
  var solution: UInt64? { attempts.first { judge($0).isRight } }
}
