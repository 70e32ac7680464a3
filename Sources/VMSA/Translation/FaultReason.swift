/// What exactly stopped a translation: finer than the status a register reports.
public enum FaultReason: Hashable, Sendable {
  /// The registers start no walk: which bits, and why.
  case registers(RegisterError)
  /// The bits above the input address are not all equal, or not all 0.
  case inputOutOfRange
  /// The MMU is off and the address has more bits than a physical one.
  case flatAddressOutOfRange
  /// E0PD keeps EL0 from this half.
  case deniedToEL0
  /// The base register holds an address above the physical size.
  case baseOutOfRange
  /// Bit 0 of the entry is clear.
  case invalidEntry
  /// The entry is of a kind that its level does not have.
  case reservedEntry
  /// The entry holds an address above the physical size.
  case addressOutOfRange
  /// The access flag is clear and hardware doesn't set it.
  case accessFlagClear
  /// The memory is not readable by this level.
  case notReadable
  /// The memory is not writable by this level.
  case notWritable
  /// PAN keeps EL1 or EL2 from EL0's memory.
  case privilegedAccessNever
  /// An execute-never bit of the leaf or of a table above it.
  case executeNever
  /// EL0 can write it, so EL1 never executes it.
  case writableByEL0
  /// It is writable and WXN is set.
  case writableNeverExecuted
  /// A stage 1 table lies in Device memory and HCR_EL2.PTW is set.
  case tableInDeviceMemory
  /// The address is not aligned and the memory is Device.
  case misaligned

  /// The reason in words.
  public var words: String {
    switch self {
    case .registers(let error): "no walk starts: \(error.place)"
    case .inputOutOfRange: "the address lies outside the range"
    case .flatAddressOutOfRange: "MMU off, and the address is above the physical size"
    case .deniedToEL0: "EL0 has no access to this half (E0PD)"
    case .baseOutOfRange: "the base register is above the physical size"
    case .invalidEntry: "the entry is invalid"
    case .reservedEntry: "the entry is reserved at this level"
    case .addressOutOfRange: "the entry's address is above the physical size"
    case .accessFlagClear: "the access flag is clear"
    case .notReadable: "not readable"
    case .notWritable: "not writable"
    case .privilegedAccessNever: "EL0's memory, and PAN is set"
    case .executeNever: "execute-never"
    case .writableByEL0: "writable by EL0, so not executable here"
    case .writableNeverExecuted: "writable, and WXN is set"
    case .tableInDeviceMemory: "a stage 1 table in Device memory, and HCR_EL2.PTW is set"
    case .misaligned: "not aligned, in Device memory"
    }
  }
}
