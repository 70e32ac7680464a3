import Files
import Machine

/// Reads the records of a trace.dat file: all CPUs' events in order of time, as trace-cmd does.
///
/// Of events at the same time those of the CPU that stands first in the file come first.
struct TraceDatReader: RecordReader {
  private(set) var kinds = EventKindTable()
  private(set) var tally = ReadingTally()
  private let file: TraceDatFile
  private let eventText: TraceDatText
  private var cursors: [RingBufferCursor]
  /// When each stream's next event is; the largest number at its end.
  private var times: [UInt64]
  private var isAtEnd: [Bool]
  /// The stream whose event is next; −1 at the end of all.
  private var current = -1
  /// The first time at which another stream comes before the current one.
  private var limit: UInt64 = 0
  /// Plans by event number, and which of them each number has: −1 for none.
  private var plans: [EventPlan] = []
  private var planNumbers = [Int32](repeating: -1, count: 1 << 16)
  private let typeStep: EventPlan.Step
  private let threadNames: ThreadNames
  private let keepsTime: Bool
  private var functions: TracedFunctions
  /// Of texts within records nothing is learned.
  private var layout = FieldLayout()
  private var hasFinished = false

  init(_ file: TraceDatFile, text: TraceDatText) {
    self.file = file
    eventText = text
    cursors = file.streams.map {
      RingBufferCursor($0, layout: file.layout, isBigEndian: file.isBigEndian)
    }
    times = [UInt64](repeating: .max, count: cursors.count)
    isAtEnd = [Bool](repeating: false, count: cursors.count)
    keepsTime = file.time.isIdentity
    typeStep = file.commonType
    threadNames = file.threadNames
    functions = TracedFunctions(file.symbols)
    for (index, format) in file.formats.enumerated() where planNumbers[format.identifier] < 0 {
      planNumbers[format.identifier] = Int32(plans.count)
      plans.append(EventPlan(format: index))
    }
    for damage in file.damages { tally.unparsed.add(line: nil, text: damage.sentence) }
    for index in cursors.indices { advance(index) }
    choose()
  }

  var text: any EventTextSource { eventText }

  var progress: Double {
    let total = file.streams.reduce(1) { $0 + $1.bytes.count }
    return Double(cursors.reduce(0) { $0 + $1.position }) / Double(total)
  }

  mutating func read(_ most: Int, into sink: inout some RecordSink) -> Bool {
    var fields = RecordFields()
    var left = most
    while left > 0 {
      guard current >= 0 else {
        finish()
        return false
      }
      take(current, &fields, &sink)
      advance(current)
      if isAtEnd[current] || times[current] >= limit { choose() }
      left -= 1
    }
    return true
  }

  // MARK: - Order

  /// Moves a stream to its next event.
  private mutating func advance(_ index: Int) {
    guard cursors[index].advance() else {
      isAtEnd[index] = true
      times[index] = .max
      noteDamages(index)
      return
    }
    times[index] =
      keepsTime ? cursors[index].time : UInt64(bitPattern: shownTime(index))
  }

  private func shownTime(_ index: Int) -> Int64 {
    let stream = file.streams[index]
    return file.time.time(
      of: cursors[index].time, cpu: stream.cpu, isTopBuffer: stream.buffer.isEmpty)
  }

  /// Finds the stream with the earliest event, and until when it stays so.
  private mutating func choose() {
    current = -1
    limit = .max
    for index in times.indices where !isAtEnd[index] {
      let time = times[index]
      if current < 0 {
        current = index
      } else if time < times[current] {
        // The stream before comes first at its time: it stands first in the file.
        limit = times[current]
        current = index
      } else {
        // This one comes first only before its time is reached by more than a tie.
        limit = min(limit, time == .max ? .max : time + 1)
      }
    }
  }

  /// What the kernel counted as lost beyond what the pages tell was lost before the first event.
  private mutating func finish() {
    guard !hasFinished else { return }
    hasFinished = true
    tally.addLost(max(0, file.lostByStatistics - tally.lost))
  }

  // MARK: - Records

  private mutating func take(
    _ index: Int, _ fields: inout RecordFields, _ sink: inout some RecordSink
  ) {
    let source = cursors[index].source
    let start = cursors[index].content
    let end = cursors[index].contentEnd
    if cursors[index].lost != 0 {
      tally.addLost(cursors[index].lost ?? 1)
      sink.loseTrack()
      noteDamages(index)
    }
    let number = Int(
      truncatingIfNeeded: source.value(of: typeStep, recordAt: start, end: end) ?? 0)
    let plan = plan(of: number & 0xFFFF, source, start, end)
    let thread = source.value(of: plans[plan].thread, recordAt: start, end: end) ?? 0
    let place = cursors[index].base + cursors[index].start
    let isBareCall = plans[plan].function != nil
    let record = TraceRecord(
      identifier: Int(Int32(truncatingIfNeeded: thread)), cpu: cursors[index].cpu,
      timeNanoseconds: Int64(bitPattern: times[index]), kind: plans[plan].kind, line: 0,
      bytes: place..<cursors[index].base + end, isBareCall: isBareCall)
    let meaning =
      isBareCall ? tracedMeaning(plan, source, start, end) : plans[plan].meaning
    fields.removeAll()
    if meaning.hasFields { readFields(plan, source, start, end, into: &fields) }
    sink.take(record, meaning, fields, command: threadNames.name(of: record.identifier))
  }

  mutating func noteNotUnderstood(kind: Int, line: Int, bytes: Range<Int>) {
    let place = bytes.lowerBound
    tally.unparsed.add(
      line: nil,
      text:
        "byte \(place) of the events: \(kinds.names[kind]): \(eventText.text(at: place))")
  }

  private mutating func readFields(
    _ plan: Int, _ source: OrderedBytes, _ start: Int, _ end: Int, into fields: inout RecordFields
  ) {
    if plans[plan].text >= 0 {
      let text = source.text(in: start + plans[plan].text..<max(end, start + plans[plan].text))
      RecordBody(bytes: source.bytes, range: text).read(
        plans[plan].meaning, into: &fields, learning: &layout)
      return
    }
    for step in plans[plan].steps {
      fields[step.name] = source.value(of: step, recordAt: start, end: end)
    }
  }

  /// What a tracer's call or return means, by the function at its address.
  private mutating func tracedMeaning(
    _ plan: Int, _ source: OrderedBytes, _ start: Int, _ end: Int
  ) -> EventMeaning {
    guard let step = plans[plan].function,
      let address = source.value(of: step, recordAt: start, end: end),
      let function = functions.function(at: address)
    else { return .other }
    let meaning = plans[plan].isReturn ? EventMeaning.returned(function) : .call(function)
    let kind = plans[plan].kind
    if kinds.meanings[kind] == .other { kinds.learn(meaning, of: kind) }
    return meaning
  }

  /// The plan of an event number, with a kind: made when the first such record is met.
  private mutating func plan(
    of number: Int, _ source: OrderedBytes, _ start: Int, _ end: Int
  ) -> Int {
    var plan = Int(planNumbers[number])
    if plan >= 0, plans[plan].kind >= 0 { return plan }
    if plan < 0 {
      plan = plans.count
      planNumbers[number] = Int32(plan)
      plans.append(EventPlan(format: -1))
    }
    guard plans[plan].format >= 0,
      let format = file.formats[plans[plan].format].parsed(longSize: file.longSize)
    else {
      plans[plan].kind = kinds.add("unknown event \(number)", .other)
      return plan
    }
    let meaning = EventMeaning(format, file.symbols) { field in
      source.value(of: EventPlan.Step(field), recordAt: start, end: end)
    }
    plans[plan].kind = kinds.add(format.name, orElse: "\(format.system):\(format.name)", meaning)
    plans[plan].choose(meaning, format)
    return plan
  }

  private mutating func noteDamages(_ index: Int) {
    for damage in cursors[index].damages {
      tally.unparsed.add(
        line: nil, text: "CPU \(file.streams[index].cpu)'s pages, \(damage.sentence)")
    }
  }
}
