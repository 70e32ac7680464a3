import Files
import Memory
import Testing
import VMSA

@Suite("Memory images")
struct ImageTests {
  /// An ELF core with one PT_LOAD of 12 bytes in the file and 32 in memory.
  static let core: [UInt8] = {
    var bytes = [UInt8](repeating: 0, count: 64 + 56)
    func put(_ value: UInt64, at offset: Int, _ count: Int) {
      for byte in 0..<count {
        bytes[offset + byte] = UInt8(truncatingIfNeeded: value >> (byte * 8))
      }
    }
    bytes.replaceSubrange(0..<6, with: [0x7F, 0x45, 0x4C, 0x46, 2, 1])
    put(64, at: 32, 8)
    put(56, at: 54, 2)
    put(1, at: 56, 2)
    put(1, at: 64, 4)
    put(120, at: 72, 8)
    put(0x4000_0000, at: 88, 8)
    put(12, at: 96, 8)
    put(32, at: 104, 8)
    return bytes + (1...12)
  }()

  private func problem(_ body: () throws -> ImageMemory) -> ImageError.Problem? {
    do { _ = try body() } catch { return (error as? ImageError)?.problem }
    return nil
  }

  @Test("a raw image is the file's words from its base on, little-endian")
  func raw() throws {
    let file = FileBytes([1, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 9])
    let image = try ImageMemory(raw: file, name: "raw", base: PhysicalAddress(0x1000))
    #expect(image.descriptor(at: PhysicalAddress(0x1000)) == 1)
    #expect(image.descriptor(at: PhysicalAddress(0x1008)) == 2)
    #expect(image.descriptor(at: PhysicalAddress(0x100a)) == nil)
    #expect(image.descriptor(at: PhysicalAddress(0xff8)) == nil)
    let sum = image.withWords(at: PhysicalAddress(0x1000), count: 2) { $0[0] + $0[1] }
    #expect(sum == 3)
  }

  @Test("a core's segment reads as zero where the file ends before memory does")
  func coreZeros() throws {
    let image = try ImageMemory(core: FileBytes(Self.core), name: "core")
    #expect(image.descriptor(at: PhysicalAddress(0x4000_0000)) == 0x0807_0605_0403_0201)
    #expect(image.descriptor(at: PhysicalAddress(0x4000_0008)) == 0x0C0B_0A09)
    #expect(image.descriptor(at: PhysicalAddress(0x4000_0018)) == 0)
    #expect(image.descriptor(at: PhysicalAddress(0x4000_0020)) == nil)
  }

  @Test("a core cut anywhere is refused, and no cut traps")
  func cutCore() {
    for length in 1..<Self.core.count {
      let file = FileBytes(Self.core.prefix(length))
      #expect(problem { try ImageMemory(core: file, name: "cut") } != nil, "\(length) bytes")
    }
  }

  @Test("a core with any one byte changed is read or refused, and never traps")
  func damagedCore() {
    for place in Self.core.indices {
      for value in [0, 0x7F, 0xFF] as [UInt8] {
        var bytes = Self.core
        bytes[place] = value
        guard let image = try? ImageMemory(core: FileBytes(bytes), name: "damaged") else {
          continue
        }
        for segment in image.segments {
          _ = image.descriptor(at: segment.start)
          _ = image.descriptor(at: segment.start.advanced(by: segment.byteCount &- 8))
        }
      }
    }
  }

  @Test("a core's segment of less than a word has no word")
  func partOfWord() throws {
    var bytes = Self.core
    (bytes[96], bytes[104]) = (4, 4)
    let image = try ImageMemory(core: FileBytes(bytes), name: "small")
    #expect(image.segments.map(\.byteCount) == [4])
    #expect(image.descriptor(at: PhysicalAddress(0x4000_0000)) == nil)
  }

  @Test("memory beyond the last address is refused, whatever the file")
  func beyondAddresses() {
    let top = PhysicalAddress(0xFFFF_FFFF_FFFF_FFF8)
    #expect(
      problem {
        try ImageMemory(raw: FileBytes([UInt8](repeating: 1, count: 16)), name: "raw", base: top)
      } == .beyondAddresses(offset: 0, start: top))
    let high: [UInt8] = Array(repeating: 0xFF, count: 8)
    #expect(
      problem {
        try ImageMemory(
          pageRecords: FileBytes(high + Array(repeating: 0, count: 4096)), name: "pages")
      }
        == .beyondAddresses(offset: 0, start: PhysicalAddress(.max)))
    var core = Self.core
    core.replaceSubrange(88..<96, with: high)
    #expect(
      problem { try ImageMemory(core: FileBytes(core), name: "core") }
        == .beyondAddresses(offset: 64, start: PhysicalAddress(.max)))
  }

  @Test("a core whose segments overlap is refused, with the place of the second in the file")
  func overlappingSegments() {
    var core = Self.core
    core[56] = 2
    let header = Array(core[64..<120])
    core.insert(contentsOf: header, at: 120)
    core[120 + 8] = 122
    let overlap = ImageError.Problem.outOfOrder(
      offset: 122, start: PhysicalAddress(0x4000_0000))
    #expect(problem { try ImageMemory(core: FileBytes(core), name: "twice") } == overlap)
  }

  @Test(
    "an error's sentence names the file, the byte and what is wrong",
    arguments: [
      (.notCore, "x: is no 64-bit little-endian ELF core."),
      (.tooShort(bytes: 7), "x: has 7 bytes; an image needs 8 or more."),
      (
        .cutShort(offset: 5, needs: 9),
        "x: at byte 5 9 bytes are expected, and the file ends before."
      ),
      (
        .beyondAddresses(offset: 3, start: PhysicalAddress(0x1_0000)),
        "x: at byte 3: memory from 0x0001_0000 on would go beyond 2^64."
      ),
      (
        .outOfOrder(offset: 3, start: PhysicalAddress(0x1_0000)),
        "x: at byte 3: 0x0001_0000 lies in or below the memory before it."
      ),
    ] as [(ImageError.Problem, String)])
  func sentences(problem: ImageError.Problem, sentence: String) {
    #expect("\(ImageError(file: "x", problem: problem))" == sentence)
  }

  @Test("page records are refused where cut short or out of order, naming the byte")
  func pageRecords() throws {
    func record(_ page: UInt8) -> [UInt8] {
      [0, page, 0, 0, 0, 0, 0, 0] + Array(repeating: page, count: 4096)
    }
    let good = record(0x10) + record(0x20)
    let image = try ImageMemory(pageRecords: FileBytes(good), name: "pages")
    #expect(image.descriptor(at: PhysicalAddress(0x2ff8)) == 0x2020_2020_2020_2020)
    #expect(image.descriptor(at: PhysicalAddress(0x3000)) == nil)
    #expect(
      problem { try ImageMemory(pageRecords: FileBytes(good.dropLast()), name: "cut") }
        == .cutShort(offset: 4104, needs: 4104))
    let twice = record(0x20) + record(0x20)
    #expect(
      problem { try ImageMemory(pageRecords: FileBytes(twice), name: "twice") }
        == .outOfOrder(offset: 4104, start: PhysicalAddress(0x2000)))
  }
}
