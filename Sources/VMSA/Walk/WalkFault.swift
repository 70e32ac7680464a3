/// Why a walk ends without an output address.
///
/// Source: Arm ARM, "MMU faults in AArch64 state".
public enum WalkFault: Hashable, Sendable {
  /// No valid entry, or an input address outside the range.
  case translation(Level)
  /// An address above the configured physical address size.
  case addressSize(Level)
  /// A leaf whose access flag is clear, with hardware that does not set it.
  case accessFlag(Level)

  /// The level the fault is reported at.
  public var level: Level {
    switch self {
    case .translation(let level), .addressSize(let level), .accessFlag(let level): level
    }
  }

  /// The same fault as a syndrome register reports it.
  public var status: FaultStatus {
    switch self {
    case .translation(let level): .translation(level)
    case .addressSize(let level): .addressSize(level)
    case .accessFlag(let level): .accessFlag(level)
    }
  }

  /// "translation fault, level 2".
  public var words: String { status.words }
}
