/// SCTLR of an exception level: whether its stage 1 is on, and what writable memory forbids.
///
/// Source: Arm ARM, "SCTLR_EL1, System Control Register (EL1)".
public struct SystemControl: Hashable, Sendable {
  /// The register.
  public let raw: UInt64

  /// Wraps the register's value.
  public init(_ raw: UInt64) { self.raw = raw }

  /// M, bit 0: stage 1 is on.
  public var translates: Bool { raw.bit(0) }

  /// I, bit 12: instruction fetches are cacheable.
  public var cachesInstructions: Bool { raw.bit(12) }

  /// WXN, bit 19: writable memory is not executable.
  public var writableIsNeverExecuted: Bool { raw.bit(19) }

  /// EE, bit 25: the tables are big-endian.
  public var isBigEndian: Bool { raw.bit(25) }

  /// EPAN, bit 57: PAN holds also for memory EL0 may only execute (FEAT_PAN3).
  public var extendsPAN: Bool { raw.bit(57) }
}
