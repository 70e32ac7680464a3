import VMSA

/// What a descriptor is to permit and to forbid.
struct DescriptorGoal: Sendable {
  /// Its word in a lesson's file.
  let word: String
  /// What it is for, as the end of “so that …”.
  let words: String
  /// What must succeed.
  let permits: [Access]
  /// What must fault.
  let forbids: [Access]

  private static let userRead = Access(.read, isUnprivileged: true)
  private static let userWrite = Access(.write, isUnprivileged: true)
  private static let userFetch = Access(.execute, isUnprivileged: true)

  /// All that can be asked for.
  static let all: [DescriptorGoal] = [
    DescriptorGoal(
      word: "el0-writes", words: "EL0 can write it", permits: [userWrite], forbids: []),
    DescriptorGoal(
      word: "el0-reads-only", words: "EL0 can read it and cannot write it", permits: [userRead],
      forbids: [userWrite]),
    DescriptorGoal(
      word: "el1-executes", words: "EL1 can execute it and EL0 cannot write it",
      permits: [Access(.execute)], forbids: [userWrite]),
    DescriptorGoal(
      word: "el1-only", words: "EL1 can write it and EL0 can neither read nor execute it",
      permits: [Access(.write)], forbids: [userRead, userFetch]),
    DescriptorGoal(
      word: "el0-executes",
      words: "EL0 can read and execute it, and EL1 can neither write nor execute it",
      permits: [userRead, userFetch], forbids: [Access(.write), Access(.execute)]),
    DescriptorGoal(
      word: "el1-reads-only", words: "EL1 can read it, and nobody can write or execute it",
      permits: [Access(.read)],
      forbids: [Access(.write), Access(.execute), userWrite, userFetch]),
  ]
}

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
