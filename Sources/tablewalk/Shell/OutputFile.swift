import Foundation

/// Where an export goes: standard output, or a file that appears under its name only when whole.
final class OutputFile {
  private let path: String?
  private let handle: FileHandle

  /// Opens it; a file is written beside its place, with “.partial” behind its name.
  ///
  /// - Parameter path: nil for standard output.
  init(_ path: String?) throws {
    self.path = path
    guard let path else {
      handle = .standardOutput
      return
    }
    guard FileManager.default.createFile(atPath: path + ".partial", contents: nil),
      let handle = FileHandle(forWritingAtPath: path + ".partial")
    else { throw OutputError(reason: "\(path).partial can't be made") }
    self.handle = handle
  }

  /// Writes bytes.
  func write(_ bytes: [UInt8]) throws {
    do {
      try handle.write(contentsOf: bytes)
    } catch { throw OutputError(reason: error.localizedDescription) }
  }

  /// Gives the whole file its name.
  func finish() throws {
    guard let path else { return }
    do { try handle.close() } catch { throw OutputError(reason: error.localizedDescription) }
    // Replaces what is there in one go.
    guard rename(path + ".partial", path) == 0 else {
      throw OutputError(reason: "\(path): \(String(cString: strerror(errno)))")
    }
  }

  /// Takes away what was written of a file that will not be whole.
  func abandon() {
    guard let path else { return }
    try? FileManager.default.removeItem(atPath: path + ".partial")
  }
}
