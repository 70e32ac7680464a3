import Foundation
import TestSupport
import Testing

@testable import Files

@Suite("Compressed files")
struct CompressionTests {
  @Test("a compressed file has the content it was made from", arguments: Compression.allCases)
  func fixtures(compression: Compression) throws {
    let path = Fixture.path("small.trace.txt." + PackedContent.suffix(compression))
    let plain = try PackedContent.plain()
    let file = try FileBytes.open(path)
    withExtendedLifetime(file) {
      #expect(Array(file.bytes) == plain)
      #expect(!file.isCutOff)
    }
  }

  @Test(
    "what the compression's own program packs at any effort is unpacked",
    arguments: [
      ["gzip", "-1"], ["gzip", "-9"], ["xz", "-0"], ["xz", "-9e", "--check=sha256"],
      ["xz", "--check=none"], ["xz", "--block-size=4096"], ["zstd", "-1"], ["zstd", "-19"],
      ["zstd", "--no-check"],
    ].filter { SystemProgram($0[0]) != nil })
  func roundTrip(command: [String]) throws {
    let program = try #require(SystemProgram(command[0]))
    let content = try Fixture.bytes("contend-start.trace.txt")
    let packed = try program.run(command.dropFirst() + ["-c"], input: content)
    #expect(packed.status == 0)
    let unpacked = try PackedContent.unpack(packed.bytes)
    #expect(unpacked.content == content)
    #expect(!unpacked.isCutOff)
  }

  @Test(
    "the programs the round trips need are installed",
    .enabled(
      if: Compression.allCases.allSatisfy { SystemProgram($0.rawValue) != nil },
      "gzip, xz or zstd is not installed: its round trips are left out"))
  func programs() {}

  @Test(
    "parts one after the other are one file, as the compression's own program has it",
    arguments: Compression.allCases)
  func concatenation(compression: Compression) throws {
    let part = try PackedContent.packed(compression)
    let unpacked = try PackedContent.unpack(part + part + part)
    let plain = try PackedContent.plain()
    #expect(unpacked.content == plain + plain + plain)
    #expect(!unpacked.isCutOff)
  }

  @Test("zero bytes behind the last part are padding", arguments: [Compression.gzip, .xz])
  func padding(compression: Compression) throws {
    let padded = try PackedContent.packed(compression) + Array(repeating: 0, count: 512)
    let unpacked = try PackedContent.unpack(padded)
    #expect(try unpacked.content == PackedContent.plain())
    #expect(!unpacked.isCutOff)
  }

  @Test(
    "bytes behind the last part that are no further part are damage, there",
    arguments: Compression.allCases)
  func trailing(compression: Compression) throws {
    let packed = try PackedContent.packed(compression)
    let error = #expect(throws: FileError.self) {
      try PackedContent.unpack(packed + Array("something else".utf8))
    }
    guard case .damagedCompression(compression, let offset, _) = error?.problem else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect((packed.count...packed.count + 14).contains(offset))
  }

  @Test(
    "the kind is told by the content, whatever the file's name", arguments: Compression.allCases)
  func misnamed(compression: Compression) throws {
    let path = NSTemporaryDirectory() + "named-\(UUID().uuidString).txt"
    try Data(PackedContent.packed(compression)).write(to: URL(fileURLWithPath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    let plain = try PackedContent.plain()
    let file = try FileBytes.open(path)
    withExtendedLifetime(file) { #expect(Array(file.bytes) == plain) }
    let text = Array("no compression".utf8)
    #expect(try PackedContent.unpack(text).content == text)
  }

  @Test("content beyond the limit is refused, naming the command that unpacks it")
  func limit() throws {
    for (compression, command) in [(Compression.zstd, "zstd -d"), (.gzip, "gunzip"), (.xz, "unxz")]
    {
      let size = try PackedContent.plain().count
      let packed = try PackedContent.packed(compression)
      #expect(try PackedContent.unpack(packed, limit: size).content.count == size)
      let error = #expect(throws: FileError.self) {
        try PackedContent.unpack(packed, limit: size - 1)
      }
      #expect(error?.description.contains("(\(command))") == true)
    }
  }

  @Test("nothing compressed is an empty file")
  func nothing() throws {
    // A gzip member of no bytes: header, an empty last block, checksum and size 0.
    let member: [UInt8] =
      [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3] + [3, 0] + Array(repeating: 0, count: 8)
    #expect(throws: FileError(file: "f", problem: .empty)) { try PackedContent.unpack(member) }
  }
}
