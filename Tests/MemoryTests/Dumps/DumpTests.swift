import Memory
import Testing
import VMSA

/// Tables of real kernels (recorded under QEMU) against lists another program made of them.
///
/// The recordings lie beside the checkout; where they don't, there is nothing to test.
@Suite(
  "Dumps of stopped machines", .enabled(if: !Dump.all.isEmpty, "no corpus beside the checkout"))
struct DumpTests {
  @Test("every leaf of every root is listed, and every listed leaf found", arguments: Dump.all)
  func leaves(of dump: Dump) throws {
    let memory = try dump.tablePages()
    let roots = try dump.roots()
    #expect(roots.count >= 3)
    let stage2 = try #require(roots.first { $0.ipaBits != nil }?.walkRoot)
    for root in roots {
      let walkRoot = try #require(root.walkRoot, "\(root.name)")
      var visitor = LeafLines(geometry: TableGeometry(walkRoot))
      var enumeration = LeafEnumeration(walkRoot)
      if root.baseIPA != nil {
        enumeration.visit(&visitor, in: TranslatedMemory(memory, through: stage2))
      } else {
        enumeration.visit(&visitor, in: memory)
      }
      let listed = try #require(try dump.lines("leafs.\(root.name).txt"), "\(root.name)")
      #expect(visitor.lines.count == root.leafs, "\(root.name)")
      let wanted = listed.map { $0.joined(separator: " ") }
      for (found, line) in zip(visitor.lines, wanted) where found != line {
        Issue.record("\(dump) \(root.name): \(found), listed \(line)")
        break
      }
      #expect(visitor.lines.count == wanted.count, "\(root.name)")
      #expect(!enumeration.isCutShort)
      print("\(dump) \(root.name): \(visitor.lines.count) leaves as listed")
    }
  }

  @Test(
    "every address the machine translated for EL0 and the kernel leads there", arguments: Dump.all)
  func addresses(of dump: Dump) throws {
    let memory = try dump.tablePages()
    let host = try dump.host("cpu0")
    let lower = PreparedWalk(try host.root(of: .lower))
    let upper = PreparedWalk(try host.root(of: .upper))
    let forEL0 = PermissionTable.stage1(.read, unprivileged: true)
    let forKernel = PermissionTable.stage1(.read, unprivileged: false)
    let lines = try #require(try dump.lines("oracle_gva2gpa_cpu0.txt"))
    var agreed = 0
    for line in lines {
      let address = try #require(Hexadecimal.parse(line[0]))
      let walk = AddressRegion.lower == region(of: address) ? lower : upper
      for (permissions, column) in [(forEL0, 1), (forKernel, 2)] {
        let found = walk.lookUp(address, permissions: permissions, in: memory)
        if Self.text(found) == line[column] {
          agreed += 1
        } else {
          Issue.record("\(dump) \(line): \(found)")
        }
      }
    }
    #expect(agreed == lines.count * 2)
    print("\(dump) oracle_gva2gpa_cpu0: \(agreed) translations as listed")
  }

  @Test(
    "every address of the KVM guest leads through both stages where listed", arguments: Dump.all)
  func guestAddresses(of dump: Dump) throws {
    let memory = try dump.tablePages()
    let registers = try dump.registers("cpu1")
    let roots = try dump.roots()
    let stage2 = PreparedWalk(try #require(roots.first { $0.ipaBits != nil }?.walkRoot))
    let guest = TranslatedMemory(memory, through: stage2.root)
    let lines = try #require(try dump.lines("oracle_gva2gpa_cpu1_kvmguest.txt"))
    // SCTLR_EL1.M: with the MMU off stage 1 changes nothing.
    let isOn = registers["SCTLR", default: 0] & 1 == 1
    let stage1 = Stage1Configuration(
      tcr: registers["TCR_EL1", default: 0], ttbr0: registers["TTBR0_EL1", default: 0])
    let read = PermissionTable.stage1(.read, unprivileged: false)
    let walk = isOn ? PreparedWalk(try stage1.root(of: .lower)) : nil
    var agreed = 0
    for line in lines {
      let address = try #require(Hexadecimal.parse(line[0]))
      let through = walk?.lookUp(address, permissions: read, in: guest)
      let middle = through ?? .mapped(PhysicalAddress(address))
      var found = middle
      if case .mapped(let intermediate) = middle {
        let readable = PermissionTable.stage2(.read, unprivileged: false)
        found = stage2.lookUp(intermediate.raw, permissions: readable, in: memory)
      }
      if Self.text(found) == line[1] {
        agreed += 1
      } else {
        Issue.record("\(dump) \(line): \(found)")
        return
      }
    }
    print("\(dump) oracle_gva2gpa_cpu1_kvmguest: \(agreed) translations as listed")
  }

  @Test("the core dump holds the table pages, word for word")
  func coreHoldsPages() throws {
    for dump in Dump.all {
      guard let core = try dump.core() else { continue }
      let pages = try dump.tablePages()
      var words = 0
      for segment in pages.segments {
        for offset in stride(from: 0, to: segment.byteCount, by: 8) {
          let address = segment.start.advanced(by: offset)
          guard core.descriptor(at: address) == pages.descriptor(at: address) else {
            Issue.record("\(dump): \(address) differs")
            return
          }
          words += 1
        }
      }
      print("\(dump) dump.elf: \(words) words of \(pages.segments.count) table pages equal")
    }
  }

  private func region(of address: UInt64) -> AddressRegion {
    address >> 55 & 1 == 1 ? .upper : .lower
  }

  private static func text(_ result: CheckedLookUp) -> String {
    if case .mapped(let output) = result { output.hex } else { "-" }
  }
}

/// Writes leaves the way the corpus lists them.
private struct LeafLines: LeafVisitor {
  let geometry: TableGeometry
  var lines: [String] = []

  mutating func visit(input: UInt64, output: UInt64, shift: UInt64, raw: UInt64) {
    let numbers = [input, output, raw].map { String($0, radix: 16) }
    let level = geometry.level(at: shift).number
    lines.append("\(numbers[0]) \(level) \(numbers[1]) \(numbers[2])")
  }
}
