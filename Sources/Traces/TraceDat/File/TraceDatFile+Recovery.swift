// Version 7 without its last options: a recording that was cut off, or whose end was never written.
extension TraceDatFile {
  /// Goes through all sections, one behind the other, for those that no option has led to.
  ///
  /// - Parameter isChainWhole: whether the options that the header points to were all read.
  mutating func complete(_ index: inout TraceDatIndex, from first: Int, isChainWhole: Bool) {
    let sections = sections(from: first)
    for section in sections where section.identifier == TraceDatOption.done.rawValue {
      let place = UInt64(section.place)
      guard !index.options.contains(place) else { continue }
      do { try readOptions(at: place, &index) } catch { note(error) }
    }
    let known = Set(index.parts.map(\.offset) + index.buffers.map(\.section))
    for section in sections where !known.contains(UInt64(section.place)) {
      let place = UInt64(section.place)
      switch TraceDatOption(rawValue: section.identifier) {
      case .buffer: index.lostBuffers.append(section)
      case .textBuffer:
        index.buffers.append(
          TraceDatBuffer(section: place, name: "", clock: "", pageSize: pageSize, isText: true))
      case let option?: if option.isPart { index.parts.append((option, place)) }
      case nil: break
      }
    }
    guard !index.lostBuffers.isEmpty || index.buffers.isEmpty else { return }
    var expected = "the options that tell of the buffers"
    if let last = sections.last, !last.isWhole {
      expected =
        "the rest of section \(last.identifier), which begins at byte \(last.place), and \(expected)"
    }
    // Options that are damaged, in a file that goes on to its end, are no cut.
    let isCut = isChainWhole || isCutOff || sections.last?.isWhole == false
    note(
      TraceDatDamage(
        offset: source.count, expected: expected, found: isCut ? "the end" : "none to be read"))
  }

  /// All sections from a place on, the last perhaps not whole.
  private func sections(from first: Int) -> [TraceDatSection] {
    var sections: [TraceDatSection] = []
    var place = first
    while sections.count < TraceDatFile.mostParts, var section = try? section(at: UInt64(place)) {
      if section.start == section.end {
        // Zeros are no section.
        if section.identifier == TraceDatOption.done.rawValue { break }
        // A section's size is written last, when all of its content is.
        if section.identifier == TraceDatOption.buffer.rawValue {
          section.end = source.count
          section.isWhole = false
        }
      }
      sections.append(section)
      place = section.end
    }
    return sections
  }
}
