import TestSupport
import Testing
import VMSA

/// The prepared walk against the plain one, on random tables of every kind.
@Suite("Prepared walks answer as plain ones")
struct PreparedWalkTests {
  @Test("on random tables, mapped or not", arguments: 1...6 as ClosedRange<UInt64>)
  func agreement(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var mapped = 0
    for tree in 0..<5000 {
      let root = try #require(RandomRoot(&random), "seed \(seed), tree \(tree)")
      let memory = RandomTables(seed: random.next())
      let prepared = PreparedWalk(root.root)
      for _ in 0..<3 {
        let address = root.address(&random)
        let plain = Walk.translate(address, from: root.root, in: memory).result
        let found = prepared.lookUp(address, in: memory)
        if plain != found {
          Issue.record("seed \(seed), tree \(tree), \(address): \(found), plain \(plain)")
          return
        }
        var output: PhysicalAddress?
        if case .mapped(let address, _) = plain { output = address }
        #expect(prepared.output(of: address, in: memory) == output, "seed \(seed), tree \(tree)")
        mapped += output == nil ? 0 : 1
      }
    }
    #expect(mapped > 1000)
  }
}

/// Look-ups with permissions against the recorded walk and the table's 256 answers.
@Suite("Checked look-ups answer as walks and permission tables")
struct CheckedLookUpTests {
  /// What a look-up should say, by the steps of a walk.
  static func expected(_ walk: Walk, _ permissions: PermissionTable) -> CheckedLookUp {
    switch walk.result {
    case .fault(let fault): return .fault(fault)
    case .unknownEntry(let entry): return .unknownEntry(entry)
    case .mapped(let output, let leaf):
      let tables = walk.steps.dropLast().reduce(0) { $0 | $1.descriptor.raw }
      guard permissions.permits(leaf: leaf.raw, tables: tables) else {
        return .permission(leaf.level)
      }
      return .mapped(output)
    }
  }

  /// Tables that let through what chance has it: all, nothing, or by so many bits that no two
  /// masks tell it.
  static func permissions(_ random: inout SplitMix64) -> PermissionTable {
    switch random.next() % 8 {
    case 0: return PermissionTable { _, _ in true }
    case 1: return PermissionTable { _, _ in false }
    case 2...4:
      let (leafMask, leafBits, never) = (random.next(), random.next(), random.next())
      return PermissionTable { leaf, tables in
        (leaf ^ leafBits) & leafMask == 0 && tables & never == 0
      }
    default:
      let seed = random.next()
      return PermissionTable { SplitMix64.mixed(seed ^ $0 ^ $1) & 0b11 != 0 }
    }
  }

  @Test("on random tables, with random permissions", arguments: 1...4 as ClosedRange<UInt64>)
  func agreement(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var ends = (mapped: 0, refused: 0)
    for tree in 0..<2000 {
      let root = try #require(RandomRoot(&random), "seed \(seed), tree \(tree)")
      let memory = RandomTables(seed: random.next())
      let prepared = PreparedWalk(root.root)
      let permissions = Self.permissions(&random)
      for _ in 0..<3 {
        let address = root.address(&random)
        let walk = Walk.translate(address, from: root.root, in: memory)
        let found = prepared.lookUp(address, permissions: permissions, in: memory)
        #expect(
          found == Self.expected(walk, permissions), "seed \(seed), tree \(tree), \(address)")
        switch found {
        case .mapped: ends.mapped += 1
        case .permission: ends.refused += 1
        case .fault, .unknownEntry: break
        }
      }
    }
    #expect(ends.mapped > 200 && ends.refused > 200)
  }
}

/// Permissions as a table against the rules read aloud.
@Suite("Permission table")
struct PermissionTableTests {
  /// A leaf and the or of the tables above it, from the bits that count.
  static let cases: [(leaf: UInt64, tables: UInt64)] = (0..<256 as Range<UInt64>).map { number in
    ((number & 3) << 6 | (number >> 2 & 3) << 53, (number >> 4) << 59)
  }

  @Test("stage 1: AP[1] lets EL0 in, AP[2] and APTable[1] forbid writes, APTable[0] keeps EL0 out")
  func stage1Data() {
    for unprivileged in [false, true] {
      let read = PermissionTable.stage1(.read, unprivileged: unprivileged)
      let write = PermissionTable.stage1(.write, unprivileged: unprivileged)
      for (leaf, tables) in Self.cases {
        let forEL0 = leaf >> 6 & 1 == 1 && tables >> 61 & 1 == 0
        let readOnly = leaf >> 7 & 1 == 1 || tables >> 62 & 1 == 1
        let readable = forEL0 || !unprivileged
        #expect(read.permits(leaf: leaf, tables: tables) == readable)
        #expect(write.permits(leaf: leaf, tables: tables) == (readable && !readOnly))
      }
    }
  }

  @Test("stage 1: UXN and UXNTable stop EL0, PXN and PXNTable EL1; EL1 never runs what EL0 writes")
  func stage1Execution() {
    let user = PermissionTable.stage1(.execute, unprivileged: true)
    let kernel = PermissionTable.stage1(.execute, unprivileged: false)
    for (leaf, tables) in Self.cases {
      let never = leaf >> 54 & 1 == 1 || tables >> 60 & 1 == 1
      let privilegedNever = leaf >> 53 & 1 == 1 || tables >> 59 & 1 == 1
      let el0Writes =
        leaf >> 6 & 0b11 == 0b01 && tables >> 61 & 0b11 == 0
      #expect(user.permits(leaf: leaf, tables: tables) == !never)
      #expect(kernel.permits(leaf: leaf, tables: tables) == (!privilegedNever && !el0Writes))
    }
  }

  @Test("HPD: limits in tables don't count")
  func withoutHierarchy() {
    for purpose in Access.Kind.allCases {
      let table = PermissionTable.stage1(purpose, unprivileged: true, hierarchical: false)
      for (leaf, tables) in Self.cases {
        #expect(
          table.permits(leaf: leaf, tables: tables) == table.permits(leaf: leaf, tables: 0))
      }
    }
  }

  @Test("PAN keeps EL1's data accesses from what EL0 may touch")
  func privilegedAccessNever() {
    let read = PermissionTable.stage1(.read, unprivileged: false, privilegedNever: true)
    #expect(!read.permits(leaf: 0b01 << 6, tables: 0))
    #expect(read.permits(leaf: 0b00 << 6, tables: 0))
    #expect(read.permits(leaf: 0b01 << 6, tables: 1 << 61))
  }

  @Test("WXN: what is writable isn't executable")
  func writeExecuteNever() {
    let execute = PermissionTable.stage1(.execute, unprivileged: false, writeNever: true)
    #expect(!execute.permits(leaf: 0, tables: 0))
    #expect(execute.permits(leaf: 0b10 << 6, tables: 0))
  }

  @Test("stage 2: S2AP for data, XN[1:0] for each privilege; table bits mean nothing")
  func stage2() {
    for (leaf, tables) in Self.cases {
      let read = PermissionTable.stage2(.read, unprivileged: false)
      let write = PermissionTable.stage2(.write, unprivileged: false)
      let user = PermissionTable.stage2(.execute, unprivileged: true)
      let kernel = PermissionTable.stage2(.execute, unprivileged: false)
      let never = leaf >> 53 & 0b11
      #expect(read.permits(leaf: leaf, tables: tables) == (leaf >> 6 & 1 == 1))
      #expect(write.permits(leaf: leaf, tables: tables) == (leaf >> 7 & 1 == 1))
      #expect(user.permits(leaf: leaf, tables: tables) == (never < 2))
      #expect(kernel.permits(leaf: leaf, tables: tables) == (never == 0 || never == 3))
    }
  }
}
