import VMSA

/// Why a file is no memory image, and where.
public struct ImageError: Error, Hashable {
  /// The file, as it was named.
  public var file: String
  /// What is wrong with it.
  public var problem: Problem

  /// What can be wrong with an image. Offsets are bytes from the file's start, uncompressed.
  public enum Problem: Hashable, Sendable {
    /// It doesn't begin like a 64-bit little-endian ELF file.
    case notCore
    /// It holds not even one word.
    case tooShort(bytes: Int)
    /// At `offset` `needs` bytes are wanted, and the file ends before.
    case cutShort(offset: Int, needs: Int)
    /// What stands at `offset` would reach beyond the last address.
    case beyondAddresses(offset: Int, start: PhysicalAddress)
    /// What stands at `offset` lies below or upon what came before it.
    case outOfOrder(offset: Int, start: PhysicalAddress)
  }

  /// Makes an error.
  public init(file: String, problem: Problem) {
    self.file = file
    self.problem = problem
  }
}

extension ImageError: CustomStringConvertible {
  /// A sentence that says what is wrong.
  public var description: String {
    switch problem {
    case .notCore: "\(file): is no 64-bit little-endian ELF core."
    case .tooShort(let bytes): "\(file): has \(bytes) bytes; an image needs 8 or more."
    case .cutShort(let offset, let needs):
      "\(file): at byte \(offset) \(needs) bytes are expected, and the file ends before."
    case .beyondAddresses(let offset, let start):
      "\(file): at byte \(offset): memory from \(start) on would go beyond 2^64."
    case .outOfOrder(let offset, let start):
      "\(file): at byte \(offset): \(start) lies in or below the memory before it."
    }
  }
}
