import VMSA

/// One recorded set of registers and tables, with the questions asked of the machine and its answers.
///
/// A line of a cases file: `{id, label, qemu, regs{}, mem:[[pa,descriptor]…], q:[[OP, va, result]…],
/// mem_after:[[pa,descriptor]…]?}`, every number as hexadecimal text.
public struct RecordedCase: Hashable, Sendable {
  /// The number of the case.
  public var id: Int
  /// What the case is about.
  public var label: String
  /// The machine that answered: a version, and `-cpu NAME` unless it was `max`.
  public var machine: String
  /// The registers by name; `FLAGS` bit 0 is PSTATE.PAN.
  public var registers: [String: UInt64]
  /// The words of memory that aren't 0.
  public var memory: [UInt64: UInt64]
  /// The questions in the order asked.
  public var queries: [RecordedQuery]
  /// The words that changed; nil when it wasn't recorded that any did.
  public var memoryAfter: [UInt64: UInt64]?
}

/// One question and its answer.
public struct RecordedQuery: Hashable, Sendable {
  /// The instruction: `S1E1R` for AT, `LDR_EL0`, `STR_EL1` or `EXEC_EL0`.
  public var operation: String
  /// The address asked for.
  public var address: UInt64
  /// What the machine answered.
  public var answer: RecordedAnswer
}

/// What a machine answered.
public enum RecordedAnswer: Hashable, Sendable {
  /// PAR_EL1 after an AT instruction.
  case par(UInt64)
  /// The syndrome registers after an access.
  case registers(SyndromeRegisters)
}

/// The registers an access may fill; 0 where it did not.
public struct SyndromeRegisters: Hashable, Sendable {
  /// ESR_EL1.
  public var esrEL1: UInt64 = 0
  /// FAR_EL1.
  public var farEL1: UInt64 = 0
  /// ESR_EL2.
  public var esrEL2: UInt64 = 0
  /// FAR_EL2.
  public var farEL2: UInt64 = 0
  /// HPFAR_EL2.
  public var hpfarEL2: UInt64 = 0
}

extension RecordedAnswer: CustomStringConvertible {
  /// The answer in hexadecimal.
  public var description: String {
    switch self {
    case .par(let value): Hexadecimal.plain(value)
    case .registers(let registers): registers.description
    }
  }
}

extension SyndromeRegisters: CustomStringConvertible {
  /// The registers that aren't 0; "none" when all are.
  public var description: String {
    let named = [
      ("esr_el1", esrEL1), ("far_el1", farEL1), ("esr_el2", esrEL2), ("far_el2", farEL2),
      ("hpfar_el2", hpfarEL2),
    ]
    let set = named.filter { $0.1 != 0 }.map { "\($0.0) \(Hexadecimal.plain($0.1))" }
    return set.isEmpty ? "none" : set.joined(separator: " ")
  }
}
