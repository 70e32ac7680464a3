extension UnsafeMutablePointer {
  /// Memory of so many elements that are all the same.
  static func filled(_ value: Pointee, _ count: Int) -> UnsafeMutablePointer {
    let pointer = allocate(capacity: Swift.max(1, count))
    pointer.initialize(repeating: value, count: Swift.max(1, count))
    return pointer
  }

  /// Memory with an array's elements, read faster than the array.
  static func copied(_ elements: [Pointee]) -> UnsafeMutablePointer {
    let pointer = allocate(capacity: Swift.max(1, elements.count))
    pointer.initialize(from: elements, count: elements.count)
    return pointer
  }
}
