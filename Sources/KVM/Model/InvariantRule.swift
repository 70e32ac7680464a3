/// The rules that a run is judged by.
public enum InvariantRule: String, Hashable, Sendable, CaseIterable, Codable {
  /// No step reads or writes through a table that is gone.
  case freedTable = "I1"
  /// No page that guests can reach is free.
  case freedPage = "I2"
  /// No write of a guest is missed by the dirty log.
  case missedWrite = "I3"
  /// No TLB holds two entries for one address.
  case conflictingEntries = "I4"
  /// A table's reference count tells how many entries it has.
  case referenceCount = "I5"
  /// Locks and states are as each step takes them for granted.
  case precondition = "I6"
  /// Everyone who has work gets on with it.
  case progress = "I7"
  /// No assertion of the kernel's own fails.
  case kernelAssertion = "I8"
  /// The model itself is sound: indexes name elements, values fit their variables.
  case model = "model"

  /// What must hold, as a sentence.
  public var sentence: String {
    switch self {
    case .freedTable: "No step reads or writes through a table that is gone."
    case .freedPage: "No page that the guest can reach is free."
    case .missedWrite: "No write of the guest is missed by the dirty log."
    case .conflictingEntries: "No TLB holds two entries that match one address."
    case .referenceCount: "A table's reference count is one more than its entries."
    case .precondition: "Every step finds the locks and states it takes for granted."
    case .progress: "No thread waits or retries for ever."
    case .kernelAssertion: "No assertion of the kernel's own fails."
    case .model: "The model keeps to its own bounds."
    }
  }
}
