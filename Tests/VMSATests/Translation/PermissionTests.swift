import Testing
import VMSA

@Suite("Stage 1 permissions")
struct PermissionTests {
  static func permissions(
    _ leaf: UInt64, limits: UInt64 = 0, dirtyState: Bool = false, hasUnprivileged: Bool = true
  ) -> Stage1Permissions {
    Stage1Permissions(
      leaf: leaf, limits: limits, dirtyState: dirtyState, hasUnprivileged: hasUnprivileged)
  }

  /// What EL1 and EL0 may do: "RWX R-X".
  static func letters(
    _ permissions: Stage1Permissions, wxn: Bool = false, pan: Bool = false, epan: Bool = false
  ) -> String {
    func letter(_ kind: Access.Kind, _ letter: String, isEL0: Bool) -> String {
      let access = Access(kind, isUnprivileged: isEL0, pan: pan)
      return permissions.refusal(of: access, wxn: wxn, extendsPAN: epan) == nil ? letter : "-"
    }
    return [false, true].map { isEL0 in
      letter(.read, "R", isEL0: isEL0) + letter(.write, "W", isEL0: isEL0)
        + letter(.execute, "X", isEL0: isEL0)
    }.joined(separator: " ")
  }

  @Test(
    "AP, PXN and UXN; what EL0 may write EL1 never executes",
    arguments: [
      (0b00, "RWX --X"), (0b01, "RW- RWX"), (0b10, "R-X --X"), (0b11, "R-X R-X"),
    ] as [(UInt64, String)])
  func direct(ap: UInt64, expected: String) {
    #expect(Self.letters(Self.permissions(ap << 6)) == expected)
    let never = Self.letters(Self.permissions(ap << 6 | 3 << 53))
    #expect(never == expected.replacing("X", with: "-"))
  }

  @Test(
    "WXN takes execution from whoever may write",
    arguments: [
      (0b00, "RW- --X"), (0b01, "RW- RW-"), (0b10, "R-X --X"), (0b11, "R-X R-X"),
    ] as [(UInt64, String)])
  func writeExecuteNever(ap: UInt64, expected: String) {
    #expect(Self.letters(Self.permissions(ap << 6), wxn: true) == expected)
  }

  @Test(
    "PAN keeps EL1's loads and stores from EL0's memory, EPAN from what EL0 executes too",
    arguments: [
      (0b00, false, "RWX --X"), (0b00, true, "--X --X"), (0b01, false, "--- RWX"),
      (0b11, false, "--X R-X"), (0b10, true, "--X --X"),
    ] as [(UInt64, Bool, String)])
  func privilegedAccessNever(ap: UInt64, epan: Bool, expected: String) {
    #expect(Self.letters(Self.permissions(ap << 6), pan: true, epan: epan) == expected)
  }

  @Test(
    "a table's limits hold for everything below it",
    arguments: [
      (61, "RWX --X"), (62, "R-X R-X"), (60, "RW- RW-"), (59, "RW- RWX"),
    ] as [(UInt64, String)])
  func limits(bit: UInt64, expected: String) {
    #expect(Self.letters(Self.permissions(0b01 << 6, limits: 1 << bit)) == expected)
  }

  @Test("a read-only leaf with DBM counts as writable where hardware keeps the dirty state")
  func dirtyState() {
    let leaf: UInt64 = 0b10 << 6 | 1 << 51
    #expect(Self.letters(Self.permissions(leaf)) == "R-X --X")
    #expect(Self.letters(Self.permissions(leaf, dirtyState: true)) == "RWX --X")
    #expect(
      Self.letters(Self.permissions(leaf, limits: 1 << 62, dirtyState: true)) == "R-X --X")
  }

  @Test("without an EL0 there is one privilege, AP[1] means nothing and XN is bit 54")
  func singlePrivilege() {
    func letters(_ leaf: UInt64) -> String {
      Self.letters(Self.permissions(leaf, hasUnprivileged: false), pan: true)
    }
    #expect(letters(0b01 << 6) == "RWX RWX")
    #expect(letters(0b10 << 6 | 1 << 53) == "R-X R-X")
    #expect(letters(1 << 54) == "RW- RW-")
  }

  @Test("the refusal says why")
  func reasons() {
    func reason(_ leaf: UInt64, _ access: Access, wxn: Bool = false) -> FaultReason? {
      Self.permissions(leaf).refusal(of: access, wxn: wxn, extendsPAN: false)
    }
    #expect(reason(0, Access(.read, isUnprivileged: true)) == .notReadable)
    #expect(reason(2 << 6, Access(.write)) == .notWritable)
    #expect(reason(1 << 6, Access(.read, pan: true)) == .privilegedAccessNever)
    #expect(reason(1 << 6, Access(.execute)) == .writableByEL0)
    #expect(reason(1 << 53, Access(.execute)) == .executeNever)
    #expect(reason(0, Access(.execute), wxn: true) == .writableNeverExecuted)
  }

  @Test("stage 2: S2AP, and XN[1:0] with and without FEAT_XNX")
  func stage2() {
    func letters(_ leaf: UInt64, dirtyState: Bool = false, hasXNX: Bool = true) -> String {
      let permissions = Stage2Permissions(leaf: leaf, dirtyState: dirtyState, hasXNX: hasXNX)
      return [
        (Access(.read), "R"), (Access(.write), "W"), (Access(.execute), "P"),
        (Access(.execute, isUnprivileged: true), "U"),
      ].map { permissions.refusal(of: $0.0) == nil ? $0.1 : "-" }.joined()
    }
    #expect((0...3).map { letters($0 << 6) } == ["--PU", "R-PU", "-WPU", "RWPU"])
    #expect((0...3).map { letters($0 << 53) } == ["--PU", "---U", "----", "--P-"])
    #expect((0...3).map { letters($0 << 53, hasXNX: false) } == ["--PU", "--PU", "----", "----"])
    #expect(letters(1 << 51 | 1 << 6, dirtyState: true) == "RWPU")
  }
}
