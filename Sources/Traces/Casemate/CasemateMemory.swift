/// What memory holds, as far as a log tells: pages that were filled, and words written into them.
///
/// It takes memory for what is written, not for the sizes a log speaks of.
struct CasemateMemory {
  private struct Page {
    /// What every word without an exception holds; nil when not known.
    var base: UInt64?
    /// Words that hold something else, by their index.
    var exceptions: [Int: UInt64] = [:]
  }

  private var pages: [UInt64: Page] = [:]
  /// Fills of more pages than are listed one by one; later ones count before earlier ones.
  private var largeFills: [(pages: Range<UInt64>, value: UInt64?)] = []
  private var exceptionCount = 0

  /// Pages that one fill lists one by one.
  private static let listedPages: UInt64 = 1 << 10
  /// Most pages, words and large fills that are kept.
  private static let mostPages = 1 << 20
  private static let mostExceptions = 1 << 22
  private static let mostLargeFills = 1 << 10

  /// The word at an address, a multiple of 8; nil when the log has not told.
  func word(at address: UInt64) -> UInt64? {
    guard let page = pages[address >> 12] else { return filled(address >> 12) }
    return page.exceptions[Int(address & 0xFFF) / 8] ?? page.base
  }

  private func filled(_ page: UInt64) -> UInt64? {
    largeFills.last { $0.pages.contains(page) }?.value
  }

  /// Writes a word; false when there is no room for it.
  mutating func write(_ value: UInt64, at address: UInt64) -> Bool {
    let number = address >> 12
    guard exceptionCount < CasemateMemory.mostExceptions,
      pages[number] != nil || pages.count < CasemateMemory.mostPages
    else { return false }
    let base = pages[number] == nil ? filled(number) : nil
    let old = pages[number, default: Page(base: base)].exceptions
      .updateValue(value, forKey: Int(address & 0xFFF) / 8)
    if old == nil { exceptionCount += 1 }
    return true
  }

  /// Fills whole words with a value, or forgets them (nil); false when there is no room for it.
  ///
  /// - Parameter range: addresses that are multiples of 8.
  mutating func fill(_ range: Range<UInt64>, with value: UInt64?) -> Bool {
    let first = range.lowerBound / 4096 + (range.lowerBound % 4096 == 0 ? 0 : 1)
    let last = range.upperBound / 4096
    guard first < last else { return fillWords(range, with: value) }
    guard fillWords(range.lowerBound..<first * 4096, with: value),
      fillWords(last * 4096..<range.upperBound, with: value)
    else { return false }
    return fillPages(first..<last, with: value)
  }

  private mutating func fillWords(_ range: Range<UInt64>, with value: UInt64?) -> Bool {
    // What is forgotten of a page in part is kept: nothing is known to be there instead.
    guard let value else { return true }
    for address in stride(from: range.lowerBound, to: range.upperBound, by: 8) {
      guard write(value, at: address) else { return false }
    }
    return true
  }

  private mutating func fillPages(_ numbers: Range<UInt64>, with value: UInt64?) -> Bool {
    if UInt64(numbers.count) > CasemateMemory.listedPages {
      guard largeFills.count < CasemateMemory.mostLargeFills else { return false }
      largeFills.append((numbers, value))
      for number in pages.keys where numbers.contains(number) { replace(number, with: value) }
      return true
    }
    guard pages.count + numbers.count <= CasemateMemory.mostPages else { return false }
    for number in numbers { replace(number, with: value) }
    return true
  }

  private mutating func replace(_ number: UInt64, with value: UInt64?) {
    let old = pages.updateValue(Page(base: value), forKey: number)
    exceptionCount -= old?.exceptions.count ?? 0
  }
}
