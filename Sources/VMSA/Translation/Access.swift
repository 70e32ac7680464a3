/// What is asked of a translation: by whom, and to do what.
public struct Access: Hashable, Sendable {
  /// What is to be done with the memory.
  public enum Kind: UInt8, CaseIterable, Hashable, Sendable {
    /// A load.
    case read
    /// A store, or a load that is also a store.
    case write
    /// An instruction fetch.
    case execute
  }

  /// What kind of instruction asks.
  public enum Origin: UInt8, CaseIterable, Hashable, Sendable {
    /// The program itself: a load, a store, a fetch.
    case program
    /// An AT instruction, which only asks.
    case addressTranslation
    /// Cache maintenance by address.
    case cacheMaintenance
  }

  /// What is to be done.
  public let kind: Kind
  /// Whether EL0 asks, or EL1 or EL2 in EL0's name (LDTR, AT S1E0R).
  public let isUnprivileged: Bool
  /// Whether PSTATE.PAN holds for it.
  public let neverAccessesUserMemory: Bool
  /// What kind of instruction asks.
  public let origin: Origin
  /// Bytes accessed; an address not aligned to them faults in Device memory.
  public let sizeBytes: UInt8

  /// Makes an access; PAN concerns privileged loads and stores only and is dropped for others.
  @inlinable
  public init(
    _ kind: Kind, isUnprivileged: Bool = false, pan: Bool = false, origin: Origin = .program,
    sizeBytes: UInt8 = 1
  ) {
    self.kind = kind
    self.isUnprivileged = isUnprivileged
    if case .execute = kind {
      self.neverAccessesUserMemory = false
    } else {
      self.neverAccessesUserMemory = pan && !isUnprivileged
    }
    self.origin = origin
    self.sizeBytes = sizeBytes
  }

  /// "unprivileged write".
  public var words: String {
    let actor = isUnprivileged ? "unprivileged" : "privileged"
    return switch kind {
    case .read: "\(actor) read"
    case .write: "\(actor) write"
    case .execute: "\(actor) fetch"
    }
  }
}
