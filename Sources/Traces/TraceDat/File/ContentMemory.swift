/// Memory for unpacked content, which stays where it is until nobody holds it.
final class ContentMemory: @unchecked Sendable {
  private let memory: UnsafeMutableRawBufferPointer
  /// The content.
  var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(memory) }

  /// Takes memory and has it filled; nil when that fails.
  init?(count: Int, filling: (UnsafeMutableRawBufferPointer) -> Bool) {
    memory = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: 16)
    guard filling(memory) else { return nil }
  }

  deinit { memory.deallocate() }
}
