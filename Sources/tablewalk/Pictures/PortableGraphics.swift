import Foundation

/// PNG, made by rsvg-convert from an SVG.
enum PortableGraphics {
  /// The program, and how many dots a pixel of the SVG becomes each way.
  private static let program = "rsvg-convert"
  private static let zoom = "2"

  /// The picture in PNG.
  ///
  /// - Throws: ``UsageError`` where rsvg-convert is not installed, ``OutputError`` where it fails.
  static func bytes(fromSVG svg: String) throws -> [UInt8] {
    guard let path = path(of: program) else {
      throw UsageError(
        description: "--format png needs \(program) (Debian: apt-get install librsvg2-bin; macOS: "
          + "brew install librsvg), which is not on PATH. --format svg needs nothing.")
    }
    // Files instead of pipes: neither side waits for the other.
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "tablewalk-\(UUID().uuidString)")
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(at: folder) }
      return try convert(svg, with: path, in: folder)
    } catch let error as OutputError {
      throw error
    } catch { throw OutputError(reason: error.localizedDescription) }
  }

  private static func convert(_ svg: String, with path: String, in folder: URL) throws -> [UInt8] {
    let (source, target) = (
      folder.appendingPathComponent("a.svg"), folder.appendingPathComponent("a.png")
    )
    try Data(svg.utf8).write(to: source)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = ["--zoom", zoom, "--output", target.path, source.path]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw OutputError(reason: "\(program) failed with status \(process.terminationStatus)")
    }
    return [UInt8](try Data(contentsOf: target))
  }

  /// Where a program is, by PATH; only absolute folders count.
  private static func path(of program: String) -> String? {
    let folders = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":") ?? []
    return folders.filter { $0.hasPrefix("/") }.map { "\($0)/\(program)" }.first {
      FileManager.default.isExecutableFile(atPath: $0)
    }
  }
}
