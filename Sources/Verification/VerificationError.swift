/// Why recorded cases could not be read, and where.
public struct VerificationError: Error, Hashable, Sendable {
  /// The file, as it was named.
  public var file: String
  /// The line, from 1.
  public var line: Int
  /// What is wrong with it.
  public var problem: Problem

  /// What can be wrong with a case.
  public enum Problem: Error, Hashable, Sendable {
    /// The line is no case; the reader's reason.
    case malformed(String)
    /// A processor without a description here.
    case unknownProcessor(String)
    /// A question of an unknown kind.
    case unknownOperation(String)
  }
}

extension VerificationError: CustomStringConvertible {
  /// A sentence that says what was expected and what was found.
  public var description: String {
    switch problem {
    case .malformed(let reason):
      "\(file):\(line): expected a case like {\"id\":0,\"label\":…,\"regs\":…,\"mem\":…,\"q\":…}: "
        + reason
    case .unknownProcessor(let name):
      "\(file):\(line): recorded on “\(name)”; known are max, cortex-a53, cortex-a72, neoverse-n1."
    case .unknownOperation(let name):
      "\(file):\(line): question “\(name)”; known are AT's S1E1R and its kin, LDR_EL0, LDR_EL1, "
        + "STR_EL0, STR_EL1, EXEC_EL0, EXEC_EL1."
    }
  }
}
