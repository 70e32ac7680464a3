import VMSA

/// A visit of every leaf below one root.
///
/// It goes where walks go: an entry whose address is above the physical address size leads nowhere,
/// and so does one whose table the memory doesn't know; those are counted. Access flags and
/// permissions are not looked at. Damaged tables may point back up and make endless trees of few
/// pages, so the number of tables read has a limit.
public struct LeafEnumeration {
  /// The root whose leaves are visited.
  public let root: WalkRoot
  /// The numbers of its tables.
  public let geometry: TableGeometry
  /// The tables read so far; one that is read twice counts twice.
  public private(set) var tables = 0
  /// Entries that lead to tables the memory doesn't know.
  public private(set) var unknownTables = 0
  /// The most tables to read.
  public let tableLimit: Int

  /// Whether the limit kept the visit from ending.
  public var isCutShort: Bool { tables >= tableLimit }

  /// Prepares a visit.
  public init(_ root: WalkRoot, tableLimit: Int = 1 << 24) {
    self.root = root
    geometry = TableGeometry(root)
    self.tableLimit = tableLimit
  }

  /// Shows every leaf to `visitor`.
  @inlinable
  public mutating func visit<Memory: TableMemory & ~Copyable, Visitor: LeafVisitor>(
    _ visitor: inout Visitor, in memory: borrowing Memory
  ) {
    guard root.tableAddress.raw & geometry.beyondMask == 0 else { return }
    visitTable(
      root.tableAddress.raw, entries: geometry.startEntries, input: geometry.inputPrefix,
      shift: geometry.startShift, with: &visitor, in: memory)
  }

  /// Shows the leaves of a table and of those below it.
  @inlinable
  mutating func visitTable<Memory: TableMemory & ~Copyable, Visitor: LeafVisitor>(
    _ table: UInt64, entries: Int, input: UInt64, shift: UInt64, with visitor: inout Visitor,
    in memory: borrowing Memory
  ) {
    guard beginTable() else { return }
    // Copied, for else they'd be read again after every leaf shown.
    let geometry = geometry
    let mayBeLeaf = shift <= geometry.largestLeafShift
    let outputMask = UInt64.max &<< shift
    let known: Void? =
      if shift == geometry.pageShift {
        memory.withWords(at: PhysicalAddress(table), count: entries) { words in
          for index in words.indices {
            let raw = words[unchecked: index]
            let address = geometry.address(in: raw)
            guard raw & 0b11 == 0b11, address & geometry.beyondMask == 0 else { continue }
            let start = input | (UInt64(truncatingIfNeeded: index) &<< geometry.pageShift)
            visitor.visit(input: start, output: address, shift: geometry.pageShift, raw: raw)
          }
        }
      } else {
        memory.withWords(at: PhysicalAddress(table), count: entries) { words in
          for index in words.indices {
            let raw = words[unchecked: index]
            let address = geometry.address(in: raw)
            guard raw & 1 == 1 else { continue }
            let start = input | (UInt64(truncatingIfNeeded: index) &<< shift)
            if raw & 0b10 == 0 {
              guard mayBeLeaf, address & outputMask & geometry.beyondMask == 0 else { continue }
              visitor.visit(input: start, output: address & outputMask, shift: shift, raw: raw)
            } else if address & geometry.beyondMask == 0 {
              visitTable(
                address, entries: Int(truncatingIfNeeded: geometry.indexMask) &+ 1, input: start,
                shift: shift &- geometry.stride, with: &visitor, in: memory)
            }
          }
        }
      }
    if known == nil { missTable() }
  }

  /// Counts a table; false when the limit is reached.
  @usableFromInline
  mutating func beginTable() -> Bool {
    guard tables < tableLimit else { return false }
    tables += 1
    return true
  }

  /// Counts a table that isn't known.
  @usableFromInline
  mutating func missTable() {
    tables -= 1
    unknownTables += 1
  }
}

extension LeafEnumeration {
  /// Shows every run of leaves to `visitor`, by input address; says how the visit went.
  @inlinable @discardableResult
  public static func visitRuns<Memory: TableMemory & ~Copyable, Visitor: LeafRunVisitor>(
    _ visitor: inout Visitor, from root: WalkRoot, in memory: borrowing Memory
  ) -> LeafEnumeration {
    var enumeration = LeafEnumeration(root)
    var collector = RunCollector(enumeration.geometry, for: visitor)
    enumeration.visit(&collector, in: memory)
    collector.finish()
    visitor = collector.visitor
    return enumeration
  }

  /// Hands every run of leaves to `body`, by input address; says how the visit went.
  @inlinable @discardableResult
  public static func forEachRun<Memory: TableMemory & ~Copyable>(
    from root: WalkRoot, in memory: borrowing Memory, _ body: (LeafRun) -> Void
  ) -> LeafEnumeration {
    withoutActuallyEscaping(body) { body in
      var caller = RunCaller(body)
      return visitRuns(&caller, from: root, in: memory)
    }
  }
}

/// Calls a closure with every run.
@usableFromInline
struct RunCaller: LeafRunVisitor {
  @usableFromInline let body: (LeafRun) -> Void

  @inlinable
  init(_ body: @escaping (LeafRun) -> Void) { self.body = body }

  @inlinable
  mutating func visit(_ run: LeafRun) { body(run) }
}
