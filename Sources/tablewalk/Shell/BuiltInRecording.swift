import Traces

/// Recordings that come with the program.
enum BuiltInRecording: String, CaseIterable {
  /// Transparent huge pages: 2M blocks made, one dropped by a notifier and refilled with pages.
  case thp2m
  /// Three vCPUs and a notifier contend for mmu_lock.
  case contend

  /// What opens without arguments.
  static let standard = BuiltInRecording.thp2m

  /// The names, for help and messages.
  static var names: String { allCases.map(\.rawValue).joined(separator: ", ") }

  /// The one that `--example` names.
  init(example: String) throws {
    guard let built = BuiltInRecording(rawValue: example) else {
      throw UsageError(description: "--example \(example): there are \(BuiltInRecording.names).")
    }
    self = built
  }

  /// Reads it.
  func open(_ options: ReadingOptions) throws -> OpenedRecording {
    let recording = try Recording.read(packed, name: "\(rawValue).trace.txt", options: options)
    return OpenedRecording(recording: recording, label: "recorded under QEMU, Linux 6.12")
  }

  /// The recording, compressed with zstd, as it is embedded in the program.
  private var packed: [UInt8] {
    switch self {
    case .thp2m: PackageResources.thp2m_trace_txt_zst
    case .contend: PackageResources.contend_trace_txt_zst
    }
  }
}
