import Files
import Machine
import VMSA

/// Reads a log of casemate, the checker of page-table discipline: what was written to memory, which
/// locks were held, what was invalidated.
///
/// Tables are known from the base registers down: what the log says memory holds is what they hold.
/// All facts are observed; nothing has a time, so that records follow each other by a microsecond.
struct CasemateReader {
  let bytes: UnsafeRawBufferPointer
  var builder = TimelineBuilder()
  var memory = CasemateMemory()
  /// The lives of tables in use, by the pages they lie in.
  var tablesByPage: [UInt64: [Int]] = [:]
  /// The roots, by stage and address.
  var roots: [RootKey: Int] = [:]
  /// The locks, by address.
  var locks: [UInt64: Int] = [:]
  /// Who wants a lock that another thread has, in order.
  var waiting: [Int: [Int]] = [:]
  /// What each thread wrote to VTCR_EL2 and TCR_EL2; under nil what anyone wrote last.
  var controls: [Stage: [Int?: UInt64]] = [:]
  /// Stages whose tables are walked by an assumption.
  var assumedStages: Set<Stage> = []
  /// Tables linked by the record now being read.
  var linkedTables = 0
  var verified = 0
  var corrected = 0
  var isMissingTables = false
  private var lines = LineIndex()
  private var unparsed = UnparsedLines()
  private var kindCounts: [Int] = []
  private var isKnownKind: [Bool] = []
  private var isCutOff = false

  /// A tree of tables, whoever uses it.
  struct RootKey: Hashable {
    var stage: Stage
    var address: UInt64
  }

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  /// Whether bytes begin as a casemate log does.
  static func isLog(_ bytes: UnsafeRawBufferPointer) -> Bool {
    let searched = UnsafeRawBufferPointer(rebasing: bytes.prefix(1 << 12))
    guard let start = searched.firstIndex(where: { $0 > 0x20 }) else { return false }
    var lexer = CasemateLexer(searched, start..<searched.count)
    guard lexer.next() == .open, case .word(let name)? = lexer.next() else { return false }
    return CasemateRecord.isName(name.lowercased())
  }

  /// Reads it all.
  static func read(_ file: FileBytes, name: String) -> Recording {
    var reader = CasemateReader(file.bytes)
    return reader.recording(file, name: name)
  }

  private mutating func recording(_ file: FileBytes, name: String) -> Recording {
    var scanner = CasemateScanner(bytes)
    while let item = scanner.next() { take(item) }
    let lineCount = bytes.isEmpty || bytes.last == 0x0A ? scanner.line - 1 : scanner.line
    return Recording(
      file: name, kind: "casemate log",
      timeline: builder.timeline(text: CasemateEventText(file: file, lines: lines)),
      lines: lineCount,
      unparsed: unparsed, lost: 0, kindCounts: kindCounts, understoodKinds: isKnownKind,
      verifiedEntries: verified, correctedEntries: corrected, isMissingTables: isMissingTables,
      isCutOff: isCutOff || file.isCutOff, notRecorded: notRecorded, machineNotes: machineNotes)
  }

  private var machineNotes: [String] {
    builder.cast.roots.first.map { [$0.format.granule.name] } ?? []
  }

  private var notRecorded: [String] {
    var notes = ["times are not recorded: records follow each other by a microsecond"]
    if assumedStages.contains(.two) {
      notes.append("VTCR_EL2 is not recorded: 48 bits of 4K pages are assumed")
    }
    if assumedStages.contains(.one) {
      notes.append("TCR_EL2 is not recorded: 48 bits of 4K pages are assumed")
    }
    return notes
  }

  private mutating func take(_ item: CasemateScanner.Item) {
    switch item.kind {
    case .damaged(let isCut):
      isCutOff = isCutOff || isCut
      note(item)
    case .verdict:
      let thread = builder.log.count > 0 ? builder.log.thread(ofEventAt: builder.event) : nil
      begin("!", isKnown: true, thread: thread ?? thisThread(0), item)
    case .record:
      guard let record = CasemateRecord(bytes, item.bytes), let identifier = record.thread else {
        return note(item)
      }
      let thread = thisThread(identifier)
      begin(record.name, isKnown: record.isKnown, thread: thread, item)
      if record.isKnown, !perform(record, thread: thread) { note(item) }
    }
  }

  private mutating func thisThread(_ identifier: Int) -> Int {
    builder.thread(identifier: identifier, command: "thread")
  }

  private mutating func begin(
    _ name: String, isKnown: Bool, thread: Int, _ item: CasemateScanner.Item
  ) {
    let kind = builder.eventKind(name)
    if kind == kindCounts.count {
      kindCounts.append(0)
      isKnownKind.append(isKnown)
    }
    kindCounts[kind] += 1
    // Threads are CPUs where casemate runs in the hypervisor.
    let cpu = UInt16(clamping: builder.cast.threads[thread].identifier ?? 0)
    builder.begin(
      EventLog.Heading(
        timeNanoseconds: Int64(builder.log.count) * 1000, cpu: cpu, thread: thread, kind: kind,
        source: item.bytes.lowerBound))
    lines.note(line: item.line, byte: item.bytes.lowerBound)
  }

  private mutating func note(_ item: CasemateScanner.Item) {
    let text = String(decoding: bytes[item.bytes].prefix(200), as: UTF8.self)
    unparsed.add(line: item.line, text: text)
  }
}
