import Traces

extension ReadingOptions {
  /// What `--kernel` tells of a recording.
  init(kernelOption: String?) throws {
    self.init()
    guard let kernelOption else { return }
    guard let version = KernelVersion(kernelOption) else {
      throw UsageError(
        description: "--kernel \(kernelOption): expected a Linux version such as 6.1 or 6.12.")
    }
    kernel = version
  }
}
