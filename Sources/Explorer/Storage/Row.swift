/// A row of plain elements that grows by a quarter: less memory in vain than doubling.
///
/// It is a value with memory of its own: whoever keeps it calls ``free()``, and nobody copies it.
struct Row<Element: BitwiseCopyable> {
  private(set) var elements: UnsafeMutablePointer<Element>
  private(set) var count = 0
  private var capacity = 16

  init() { elements = .allocate(capacity: 16) }

  func free() { elements.deallocate() }

  /// Bytes of memory taken.
  var bytes: Int { capacity * MemoryLayout<Element>.stride }

  subscript(index: Int) -> Element {
    get { elements[index] }
    nonmutating set { elements[index] = newValue }
  }

  mutating func append(_ element: Element) {
    if count == capacity { grow() }
    elements[count] = element
    count &+= 1
  }

  mutating func removeLast() -> Element {
    count &-= 1
    return elements[count]
  }

  mutating func removeAll(after kept: Int) { count = kept }

  private mutating func grow() {
    let larger = capacity + max(16, capacity / 4)
    let copy = UnsafeMutablePointer<Element>.allocate(capacity: larger)
    copy.moveInitialize(from: elements, count: count)
    elements.deallocate()
    elements = copy
    capacity = larger
  }
}
