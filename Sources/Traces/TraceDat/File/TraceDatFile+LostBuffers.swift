// Buffers without the option that tells their names, clocks, page sizes, and of each CPU the number,
// the place and the size. trace-cmd aligns each CPU's pages to the file's page size and writes
// nothing for a CPU without pages, which leaves this to go by:
// - Compressed, a CPU begins with the number of its chunks, and the sizes of its chunks lead to its
//   end. The next one begins at the next multiple of the page size.
// - Uncompressed, pages follow each other. One CPU's never go back in time: a page that begins
//   before the last event of the page before is taken for another CPU's. Where a CPU's first event
//   comes after the last of the CPU before, nothing tells them apart: they are shown as one.
// CPUs are numbered as they stand: a CPU without pages shifts those behind it. All are taken for the
// top buffer's.
extension TraceDatFile {
  /// More CPUs than a kernel for arm64 has.
  private static let mostCPUs = 4096

  /// Takes the pages of a buffer's section, as far as they are there.
  mutating func recover(_ section: TraceDatSection) {
    let start = (section.start + pageSize - 1) / pageSize * pageSize
    guard start < section.end else { return }
    if section.isCompressed {
      recoverChunks(start..<section.end)
    } else {
      recoverPages(start..<section.end)
    }
  }

  private mutating func recoverChunks(_ range: Range<Int>) {
    var place = range.lowerBound
    for cpu in 0..<TraceDatFile.mostCPUs where place < range.upperBound {
      var cursor = TraceDatCursor(source, place..<range.upperBound)
      let what = "CPU \(cpu)'s pages"
      do throws(TraceDatDamage) {
        let count = try cursor.number(4, "the number of chunks")
        // The number is written last: zero while the chunks are still being written.
        let chunks = count == 0 ? openChunks(&cursor, what) : chunks(count, &cursor, what)
        let content = try unpack(chunks, what)
        add(
          CPUStream(cpu: cpu, buffer: "", pageSize: pageSize, base: nextBase, content: content))
        // Where the chunks end that are missing, and with them the CPU, nobody knows.
        guard count > 0, chunks.count == count else { return }
      } catch {
        note(error)
        return
      }
      place = (cursor.position + pageSize - 1) / pageSize * pageSize
    }
    if place < range.upperBound { noteTooManyCPUs(at: place) }
  }

  /// Passes chunks whose number is not known: as long as they have pages in them.
  private mutating func openChunks(_ cursor: inout TraceDatCursor, _ what: String)
    -> [TraceDatChunk]
  {
    var chunks: [TraceDatChunk] = []
    while let chunk = try? packedRange(&cursor, what), chunk.count > 0,
      chunk.count % pageSize == 0, takeMemory(chunk.count)
    {
      chunks.append(chunk)
    }
    return chunks
  }

  private mutating func recoverPages(_ range: Range<Int>) {
    var start = range.lowerBound
    var last: UInt64 = 0
    var cpu = 0
    for place in stride(from: start, to: range.upperBound, by: pageSize) {
      let page = pages(place..<min(place + pageSize, range.upperBound), cpu: cpu)
      guard page.bytes.count >= layout.data else { break }
      var cursor = RingBufferCursor(page, layout: layout, isBigEndian: isBigEndian)
      // A page without events, zeros perhaps, says nothing of time.
      guard cursor.advance() else { continue }
      let time = source.unsigned(at: place + layout.time, size: 8) ?? 0
      if time < last {
        add(pages(start..<place, cpu: cpu))
        start = place
        cpu += 1
        guard cpu < TraceDatFile.mostCPUs else { return noteTooManyCPUs(at: place) }
      }
      while cursor.advance() {}
      last = cursor.time
    }
    add(pages(start..<range.upperBound, cpu: cpu))
  }

  private func pages(_ range: Range<Int>, cpu: Int) -> CPUStream {
    CPUStream(
      cpu: cpu, buffer: "", pageSize: pageSize, base: nextBase, file: file, range: range)
  }

  /// Takes a CPU's pages if there is at least one event in them.
  private mutating func add(_ stream: CPUStream) {
    var cursor = RingBufferCursor(stream, layout: layout, isBigEndian: isBigEndian)
    guard streams.count < TraceDatFile.mostParts, cursor.advance() else { return }
    streams.append(stream)
  }

  private mutating func noteTooManyCPUs(at place: Int) {
    note(
      TraceDatDamage(
        offset: place, expected: "the pages of at most \(TraceDatFile.mostCPUs) CPUs",
        found: "more"))
  }
}
