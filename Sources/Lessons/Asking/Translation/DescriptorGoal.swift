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
