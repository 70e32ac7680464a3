#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The bytes of a file: mapped, or in memory when they had to be decompressed or were no file.
///
/// The bytes stay where they are, unchanged, for the life of the object, which is what makes it safe
/// to share. A file that another program shortens while it is mapped is that program's fault; copies
/// of tracefs files don't do that.
public final class FileBytes: @unchecked Sendable {
  /// The bytes.
  public let bytes: UnsafeRawBufferPointer
  /// Whether the file was compressed and ends in the middle: what came until there is here.
  public let isCutOff: Bool
  private let storage: Storage

  /// Most bytes of memory taken for content that can't be mapped; a plain file may be of any size.
  public static let memoryLimit = 2 << 30

  private enum Storage {
    case mapped
    case allocated
    case grown
  }

  /// Opens a file, mapping it into memory; compressed files (``Compression``) are
  /// decompressed into memory.
  ///
  /// - Parameter limit: most bytes of memory to take for content that can't be mapped.
  /// - Throws: ``FileError`` when it can't be opened, is empty or is damaged.
  public static func open(
    _ path: String, limit: Int = memoryLimit
  ) throws(FileError) -> FileBytes {
    try openRaw(path, limit: limit).unpacked(name: path, limit: limit)
  }

  /// Takes bytes that are already in memory, by copying them.
  public init(_ content: some Collection<UInt8>) {
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: content.count, alignment: 8)
    copy.copyBytes(from: content)
    bytes = UnsafeRawBufferPointer(copy)
    storage = .allocated
    isCutOff = false
  }

  /// Takes over memory that a ``GrowingBytes`` collected.
  init(_ grown: consuming GrowingBytes, isCutOff: Bool = false) {
    bytes = grown.release()
    storage = .grown
    self.isCutOff = isCutOff
  }

  private init(_ bytes: UnsafeRawBufferPointer, _ storage: Storage) {
    self.bytes = bytes
    self.storage = storage
    isCutOff = false
  }

  deinit {
    switch storage {
    case .mapped: munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count)
    case .allocated: bytes.deallocate()
    case .grown: free(UnsafeMutableRawPointer(mutating: bytes.baseAddress))
    }
  }

  private static func openRaw(_ path: String, limit: Int) throws(FileError) -> FileBytes {
    let descriptor = path == "-" ? dup(0) : Platform.open(path)
    guard descriptor >= 0 else { throw failure(path) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw failure(path) }
    if status.st_mode & S_IFMT == S_IFDIR {
      throw FileError(file: path, problem: .cannotOpen("it is a directory"))
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      return try readAll(descriptor, path: path, limit: limit)
    }
    guard status.st_size > 0 else {
      // tracefs and procfs files say 0 bytes and still have content.
      return try readAll(descriptor, path: path, limit: limit)
    }
    let size = Int(status.st_size)
    guard let start = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0), start != MAP_FAILED
    else { throw failure(path) }
    return FileBytes(UnsafeRawBufferPointer(start: start, count: size), .mapped)
  }

  /// Reads a pipe or a file of unknown size, within the limit.
  private static func readAll(
    _ descriptor: Int32, path: String, limit: Int
  ) throws(FileError) -> FileBytes {
    var content = GrowingBytes()
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let got = chunk.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
      if got < 0 && errno == EINTR { continue }
      guard got >= 0 else { throw failure(path) }
      if got == 0 { break }
      guard content.count + got <= limit else {
        throw FileError(
          file: path, problem: .tooLarge(bytes: content.count + got, limit: limit, nil))
      }
      guard content.append(chunk, count: got) else { throw failure(path) }
    }
    guard content.count > 0 else { throw FileError(file: path, problem: .empty) }
    return FileBytes(content)
  }

  private static func failure(_ path: String) -> FileError {
    FileError(file: path, problem: .cannotOpen(String(cString: strerror(errno))))
  }
}

/// Calls whose Swift names clash with ours.
private enum Platform {
  static func open(_ path: String) -> Int32 {
    #if canImport(Glibc)
      Glibc.open(path, O_RDONLY | O_CLOEXEC)
    #else
      Darwin.open(path, O_RDONLY | O_CLOEXEC)
    #endif
  }
}
